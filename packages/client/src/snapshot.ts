import type { BlockedList, ContactList } from "@parley/contract/contacts";
import type {
  ConversationDetail,
  ConversationFilter,
  ConversationPage,
} from "@parley/contract/conversations";
import type { GroupList } from "@parley/contract/groups";
import type { Message, MessagePage } from "@parley/contract/messages";
import type { Me } from "@parley/contract/people";

/**
 * What one person's screen knows: pages as the server gave them, brought forward by events.
 * A part that was never fetched is absent, and events leave it absent.
 */
export interface Snapshot {
  readonly userId: string;
  readonly me: Me | undefined;
  /** The list without the archived, most recently active first. */
  readonly conversations: ConversationPage | undefined;
  /** The list by its other filters, as far as they were fetched. */
  readonly filtered: Readonly<
    Partial<Record<Exclude<ConversationFilter, "all">, ConversationPage>>
  >;
  readonly details: Readonly<Record<string, ConversationDetail>>;
  /** A gapless run of messages for each conversation that is or was on the screen. */
  readonly windows: Readonly<Record<string, MessagePage>>;
  /** Messages that others quote, each under `placeKey`, wherever they stand; `null` for one out of sight. */
  readonly quoted: Readonly<Record<string, Message | null>>;
  readonly contacts: ContactList | undefined;
  readonly blocked: BlockedList | undefined;
  readonly groups: GroupList | undefined;
}

/** Something that the snapshot cannot know by itself and that has to be fetched after an event. */
export type Missing =
  | { readonly part: "everything" }
  | { readonly part: "conversation"; readonly conversationId: string };

export interface Applied {
  readonly snapshot: Snapshot;
  readonly missing: readonly Missing[];
}

/** The name of one place in one conversation. */
export const placeKey = (conversationId: string, seq: number) => `${conversationId}/${seq}`;
export const isPlaceIn = (key: string, conversationId: string) =>
  key.startsWith(`${conversationId}/`);

/** A screen on which nothing was fetched yet. */
export const emptySnapshot = (userId: string): Snapshot => ({
  userId,
  me: undefined,
  conversations: undefined,
  filtered: {},
  details: {},
  windows: {},
  quoted: {},
  contacts: undefined,
  blocked: undefined,
  groups: undefined,
});
