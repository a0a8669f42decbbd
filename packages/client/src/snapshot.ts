import type { ContactList } from "@parley/contract/contacts";
import type { ConversationDetail, ConversationPage } from "@parley/contract/conversations";
import type { MessagePage } from "@parley/contract/messages";

/**
 * What one person's screen knows: pages as the server gave them, brought forward by events.
 * A part that was never fetched is absent, and events leave it absent.
 */
export interface Snapshot {
  readonly userId: string;
  readonly conversations: ConversationPage | undefined;
  readonly details: Readonly<Record<string, ConversationDetail>>;
  /** A gapless run of messages for each conversation that is or was on the screen. */
  readonly windows: Readonly<Record<string, MessagePage>>;
  readonly contacts: ContactList | undefined;
}

/** Something that the snapshot cannot know by itself and that has to be fetched after an event. */
export type Missing =
  | { readonly part: "everything" }
  | { readonly part: "conversation"; readonly conversationId: string };

export interface Applied {
  readonly snapshot: Snapshot;
  readonly missing: readonly Missing[];
}
