import { atRest, onDemand } from "../../on-demand.tsx";

/** The field in which a message is edited. */
export const MessageEditor = onDemand(
  async () => (await import("./message-editor.tsx")).MessageEditor,
);
/** The choice of emoji for a message. */
export const ReactionPopover = onDemand(
  async () => (await import("../../emoji/reaction-popover.tsx")).ReactionPopover,
);
/** The actions on a message. */
export const MessageMenu = onDemand(async () => (await import("./message-menu.tsx")).MessageMenu);
/** Its action is among those of a message. */
export const SwipeToReply = atRest(async () => (await import("./swipe-to-reply.tsx")).SwipeToReply);

/** Shown in place of a message that was just deleted. */
export const DeletedMessage = onDemand(
  async () => (await import("../rows/deleted-message.tsx")).DeletedMessage,
);
/** Shows that there are new messages further up. */
export const UnreadBanner = onDemand(
  async () => (await import("../rows/unread-banner.tsx")).UnreadBanner,
);

/** The translation of a message. */
export const Translated = onDemand(async () => (await import("../rows/translated.tsx")).Translated);

/** Parts for actions on messages; their code is loaded when the log is idle. */
export const messageParts = [
  MessageMenu,
  MessageEditor,
  ReactionPopover,
  DeletedMessage,
  UnreadBanner,
  Translated,
] as const;
