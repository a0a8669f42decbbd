import type {
  BlockedList,
  Card,
  ContactList,
  ConversationDetail,
  ConversationFilter,
  ConversationPage,
  Draft,
  GroupList,
  Me,
  Message,
  MessagePage,
  ScheduledMessage,
  Template,
} from "@parley/contract";

/**
 * The state of one user's screen: pages as the server returned them, updated by events. A part that was never fetched
 * is absent, and events keep it absent.
 */
export interface Snapshot {
  readonly userId: string;
  readonly me: Me | undefined;
  /** The list without archived conversations, most recently active first. */
  readonly conversations: ConversationPage | undefined;
  /** The list by its other filters, if fetched. */
  readonly filtered: Readonly<
    Partial<Record<Exclude<ConversationFilter, "all">, ConversationPage>>
  >;
  readonly details: Readonly<Record<string, ConversationDetail>>;
  /** A gapless range of messages for each conversation that is or was on the screen. */
  readonly windows: Readonly<Record<string, MessagePage>>;
  /** Messages that others quote, by `placeKey`; `null` for one that is not visible to the user. */
  readonly quoted: Readonly<Record<string, Message | null>>;
  /** The things of each conversation whose cards are or were on the screen, by id. */
  readonly cards: Readonly<Record<string, Readonly<Record<string, Card>>>>;
  readonly contacts: ContactList | undefined;
  readonly blocked: BlockedList | undefined;
  readonly groups: GroupList | undefined;
  /** The user's messages that are to be sent later, and those that were returned, the first to be sent first. */
  readonly scheduled: readonly ScheduledMessage[] | undefined;
  /** Ordered by id. */
  readonly templates: readonly Template[] | undefined;
  /** What the user has written on any device and not sent, ordered by conversation. */
  readonly drafts: readonly Draft[] | undefined;
}

/** Data that the snapshot does not have and that has to be fetched after an event. */
export type Missing =
  | { readonly part: "everything" }
  | { readonly part: "conversation"; readonly conversationId: string };

/** A snapshot after an event, and what has to be fetched to complete it. */
export interface Applied {
  readonly snapshot: Snapshot;
  readonly missing: readonly Missing[];
}

/** The key of one message by conversation and `seq`. */
export const placeKey = (conversationId: string, seq: number) => `${conversationId}/${seq}`;
export const isPlaceIn = (key: string, conversationId: string) =>
  key.startsWith(`${conversationId}/`);

/** A screen without fetched data. */
export const emptySnapshot = (userId: string): Snapshot => ({
  userId,
  me: undefined,
  conversations: undefined,
  filtered: {},
  details: {},
  windows: {},
  quoted: {},
  cards: {},
  contacts: undefined,
  blocked: undefined,
  groups: undefined,
  scheduled: undefined,
  templates: undefined,
  drafts: undefined,
});
