import type { ConversationFilter } from "@parley/contract";

/** The filters of the list: pinned conversations are on top of all. */
export type ShownFilter = Exclude<ConversationFilter, "pinned">;

/** The options above the list: conversations by a filter, or messages: those that mention the reader, or that they saved. */
export type ListChoice = ShownFilter | "mentions" | "saved";

/** Labels of the conversation list. */
export interface ListLabels {
  readonly more: string;
  /** Names a menu, for screen readers. */
  readonly actionsFor: (name: string) => string;
  readonly close: string;
  readonly cancel: string;
  readonly dismiss: string;
  readonly undo: string;

  /** Names the group of filters. */
  readonly show: string;
  readonly filters: Readonly<Record<ListChoice, string>>;
  readonly showAll: string;
  readonly nothingUnread: string;
  readonly nothingUnreadHint: string;
  readonly nothingArchived: string;
  readonly nothingArchivedHint: string;
  readonly moreFailed: string;

  readonly pin: string;
  readonly unpin: string;
  readonly pinned: string;
  /** Heading above the pinned conversations. */
  readonly pinnedConversations: string;
  readonly otherConversations: string;
  readonly muted: string;
  readonly mutedUntil: (time: string) => string;
  readonly markedUnread: string;
  readonly mentionsYou: string;

  /** Shown after an action; the name is the conversation's. */
  readonly wasArchived: (name: string) => string;
  readonly wasUnarchived: (name: string) => string;
  readonly wasDeleted: (name: string) => string;
  readonly notChanged: (name: string, reason: string) => string;

  readonly searchMessages: string;
  /** In the empty field. */
  readonly search: string;
  readonly clearSearch: string;
  readonly newConversation: string;
}

export const englishListLabels: ListLabels = {
  more: "More",
  actionsFor: (name) => `Actions for ${name}`,
  close: "Close",
  cancel: "Cancel",
  dismiss: "Dismiss",
  undo: "Undo",

  show: "Show",
  filters: {
    all: "All",
    unread: "Unread",
    mentions: "Mentions",
    saved: "Saved",
    archived: "Archived",
  },
  showAll: "Show all conversations",
  nothingUnread: "Nothing unread",
  nothingUnreadHint: "You have read everything there is.",
  nothingArchived: "Nothing archived",
  nothingArchivedHint:
    "What you archive waits here. It comes back to your conversations when somebody writes in it.",
  moreFailed: "More conversations could not be loaded.",

  pin: "Pin",
  unpin: "Unpin",
  pinned: "Pinned",
  pinnedConversations: "Pinned",
  otherConversations: "Other conversations",
  muted: "Muted",
  mutedUntil: (time) => `Muted until ${time}`,
  markedUnread: "Marked as unread",
  mentionsYou: "Mentions you",

  wasArchived: (name) => `${name} is archived.`,
  wasUnarchived: (name) => `${name} is back among your conversations.`,
  wasDeleted: (name) => `The conversation with ${name} is deleted for you.`,
  notChanged: (name, reason) => `${name} could not be changed. ${reason}`,

  searchMessages: "Search messages",
  search: "Search",
  clearSearch: "Clear the search",
  newConversation: "New conversation",
};
