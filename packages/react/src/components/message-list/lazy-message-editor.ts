import { onDemand } from "../on-demand.tsx";

/** Where a message is edited, whose code is fetched when the page is at rest. */
export const MessageEditor = onDemand(
  async () => (await import("./message-editor.tsx")).MessageEditor,
);
