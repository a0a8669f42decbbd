import { isMuted, type OutboxEntry } from "@parley/client";
import type { Conversation, Person, Role } from "@parley/contract";
import { nameOfConversation, otherPersonOf } from "./people.ts";
import { fileOfEntry, type RowFile } from "./rows/row.ts";

/** Of a message without a text. */
export type ShownFiles = readonly RowFile[] | undefined;

/** The line under a conversation's name. */
export type Preview =
  | { readonly kind: "empty" }
  /** Omitted if it can only be the other user. */
  | { readonly kind: "typing"; readonly names: readonly string[] }
  | { readonly kind: "draft"; readonly text: string }
  | { readonly kind: "failed"; readonly text: string; readonly files?: ShownFiles }
  | { readonly kind: "own"; readonly text: string; readonly files?: ShownFiles }
  | {
      readonly kind: "other";
      readonly author: string | null;
      readonly text: string;
      readonly files?: ShownFiles;
    }
  | { readonly kind: "deleted" };

/** A conversation as the list shows it. */
export interface ConversationItem {
  readonly id: string;
  readonly name: string;
  readonly isGroup: boolean;
  /** The other user is a `SYSTEM` or `BOT` user. */
  readonly isAutomated: boolean;
  readonly avatarUrl: string | null;
  /** For the colour of an avatar without a picture. */
  readonly shadeKey: string;
  readonly isOnline: boolean;
  /** ISO 8601: of the last message, or of the conversation if it is empty. */
  readonly at: string;
  /** `seq` of the newest message. */
  readonly lastSeq: number;
  readonly unread: number;
  /** An unread message mentions the reader. */
  readonly isMentioned: boolean;
  /** The reader marked it as unread. */
  readonly isMarkedUnread: boolean;
  readonly isPinned: boolean;
  readonly isArchived: boolean;
  /** It is read-only. */
  readonly isReadonly: boolean;
  /** The other user of a direct conversation. */
  readonly personId: string | null;
  /** The role of that user. */
  readonly personRole: Role | null;
  /** The reader blocks that user. */
  readonly isBlocked: boolean;
  /** Until when it is muted, in ISO 8601; null if it is not muted now. */
  readonly mutedUntil: string | null;
  readonly preview: Preview;
}

/** What the list adds to a conversation from other sources. */
export interface ItemContext {
  readonly userId: string;
  readonly people: ReadonlyMap<string, Person>;
  readonly draft: string | undefined;
  readonly entries: readonly OutboxEntry[];
  /** Ids of users who are typing. */
  readonly typists: readonly string[];
  /** In epoch milliseconds. */
  readonly now: number;
  readonly isOnline: boolean;
}

/** Of an unsent message. */
const shownEntry = ({ body, files }: OutboxEntry) => ({
  text: body,
  ...(body === "" && { files: files?.map(fileOfEntry) }),
});

function previewOf(conversation: Conversation, context: ItemContext): Preview {
  const { draft, entries } = context;
  const failed = entries.findLast(({ state }) => state.status === "failed");
  if (failed !== undefined) return { kind: "failed", ...shownEntry(failed) };
  if (draft !== undefined) return { kind: "draft", text: draft };
  if (context.typists.length > 0) return typingOf(conversation, context);
  const pending = entries.at(-1);
  if (pending !== undefined) return { kind: "own", ...shownEntry(pending) };
  return previewOfLast(conversation, context);
}

function typingOf(conversation: Conversation, { typists, people }: ItemContext): Preview {
  if (conversation.with.kind === "direct") return { kind: "typing", names: [] };
  const names = typists.flatMap((id) => people.get(id)?.name ?? []);
  return { kind: "typing", names };
}

function previewOfLast(conversation: Conversation, { userId, people }: ItemContext): Preview {
  const last = conversation.lastMessage;
  if (last === null) return { kind: "empty" };
  if (last.body === null) return { kind: "deleted" };
  const { body, files } = last;
  const shown = { text: body, ...(body === "" && { files }) };
  if (last.senderId === userId) return { kind: "own", ...shown };
  const isGroup = conversation.with.kind === "group";
  const author = isGroup ? (people.get(last.senderId)?.name ?? null) : null;
  return { kind: "other", author, ...shown };
}

export function toConversationItem(
  conversation: Conversation,
  context: ItemContext,
): ConversationItem {
  const other = otherPersonOf(conversation);
  return {
    id: conversation.id,
    name: nameOfConversation(conversation),
    isGroup: other === null,
    isAutomated: other?.kind !== undefined,
    avatarUrl: other?.avatarUrl ?? null,
    shadeKey: other?.id ?? conversation.id,
    isOnline: context.isOnline,
    at: conversation.activeAt,
    lastSeq: conversation.lastSeq,
    unread: conversation.unread,
    isMentioned: conversation.mentionSeqs.length > 0,
    isMarkedUnread: conversation.markedUnread,
    isPinned: conversation.pinned,
    isArchived: conversation.archived,
    isReadonly: !conversation.writable.ok,
    personId: other?.id ?? null,
    personRole: other?.role ?? null,
    isBlocked: !conversation.writable.ok && conversation.writable.reason === "blocked",
    mutedUntil: isMuted(conversation, context.now) ? conversation.mutedUntil : null,
    preview: previewOf(conversation, context),
  };
}
