import { MessageSkeletons } from "../feedback/skeletons.tsx";
import { onDemand } from "../on-demand.tsx";

/**
 * The messages of one conversation. What is on the screen never moves: older ones are inserted above, newer ones below. Their code
 * is loaded when they are first shown.
 */
export const MessageList = onDemand(
  async () => (await import("./message-list.tsx")).MessageList,
  <MessageSkeletons />,
);
