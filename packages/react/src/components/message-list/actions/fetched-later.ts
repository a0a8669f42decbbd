import { onDemand } from "../../on-demand.tsx";
import { Menu } from "../../overlay/lazy-menu.ts";

/** The field in which a text is changed. */
export const MessageEditor = onDemand(
  async () => (await import("./message-editor.tsx")).MessageEditor,
);
/** The emoji of one message. */
export const ReactionPopover = onDemand(
  async () => (await import("../../emoji/reaction-popover.tsx")).ReactionPopover,
);

/** What stands in place of a message that was just deleted. */
export const DeletedMessage = onDemand(
  async () => (await import("../rows/deleted-message.tsx")).DeletedMessage,
);
/** Says that new messages stand further up. */
export const UnreadBanner = onDemand(
  async () => (await import("../rows/unread-banner.tsx")).UnreadBanner,
);

/** What is done with messages, fetched when the log is at rest. */
export const doneLater = [
  Menu,
  MessageEditor,
  ReactionPopover,
  DeletedMessage,
  UnreadBanner,
] as const;
