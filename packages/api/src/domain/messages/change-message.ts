import { FOLD_VERSION } from "@parley/contract/folding";
import type { Message } from "@parley/contract/messages";
import type { Executor } from "@parley/db/database";
import {
  type actionItems,
  type meetings,
  conversations,
  messages,
  messageVersions,
  participants,
  type pinnedMessages,
  type reactions,
  type savedMessages,
  users,
} from "@parley/db/schema";
import { computed, nullable, type RowOf, statement } from "@parley/db/statement";
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { ActorContext } from "../context.ts";
import { isVisible, otherUser } from "../participants/visibility.ts";
import { DomainError, orNotFound } from "../errors.ts";
import { appendEvents, type Outgoing } from "../stream/append.ts";
import { refusalBranches } from "../policy/writable.ts";
import { reindexBlock } from "../search/reindex-block.ts";
import { searchTextOf } from "../text/message-words.ts";
import { messageColumns, messageRow, toMessage } from "./message-row.ts";

/** The key of a message. */
export interface MessageKey {
  readonly conversationId: string;
  readonly seq: number;
}

/** Whether a row of a table is of a message. */
export const isOf = (
  table:
    | typeof messages
    | typeof reactions
    | typeof pinnedMessages
    | typeof savedMessages
    | typeof actionItems
    | typeof meetings,
  { conversationId, seq }: MessageKey,
): SQL | undefined => and(eq(table.conversationId, conversationId), eq(table.seq, seq));

const lockedRow = {
  id: messages.id,
  sender_id: messages.senderId,
  body: messages.body,
  mentions: messages.mentions,
  files: messages.files,
  version: messages.version,
  created_at: messages.createdAt,
  deleted_at: messages.deletedAt,
  refusal: nullable(computed.text<"conversation_readonly" | "contact_unavailable">()),
} as const;

/** A message that the caller may see, in a conversation that is locked against other changes. */
export type LockedMessage = RowOf<typeof lockedRow>;

const refusal = refusalBranches({
  participant: "p",
  conversation: "c",
  caller: "mine",
  other: "other",
});

const lockedRows = statement({
  name: "messages.locked",
  row: lockedRow,
  sql: ({ conversationId, seq, userId }: MessageKey & { userId: string }) => sql`
    select m.id, m.sender_id, m.body, m.mentions, m.files, m.version, m.created_at, m.deleted_at,
      case ${refusal} end as refusal
    from ${messages} m
    join ${conversations} c on c.id = m.conversation_id
    join ${participants} p on p.conversation_id = c.id and p.user_id = ${userId}
    join ${users} mine on mine.id = p.user_id
    left join ${users} other on c.kind = 'direct'
      and other.id = ${otherUser({ conversation: "c", user: "mine.id" })}
    where m.conversation_id = ${conversationId} and m.seq = ${seq}
      and ${isVisible({ participant: "p", seq: "m.seq" })}`,
  examples: [{ conversationId: "", seq: 1, userId: "ada" }],
});

/** Locks conversations in the order of ids, against sends and other changes. */
export const lockConversations = statement({
  name: "messages.lock-conversations",
  sql: (ids: readonly string[]) => sql`
    select from ${conversations} where id = any(${sql.param(ids)}::uuid[]) order by id for no key update`,
  examples: [[]],
});

/**
 * Locks the conversation first, so that what is read after it (membership, blocks, the message) still applies at the
 * commit. Nonexistent, foreign and invisible messages are `not_found`.
 */
export async function lockMessage(
  tx: Executor,
  { ctx, key }: { ctx: ActorContext; key: MessageKey },
): Promise<LockedMessage> {
  await lockConversations(tx, [key.conversationId]);
  const [message] = await lockedRows(tx, { ...key, userId: ctx.actor.id });
  return orNotFound(message);
}

const staffRows = statement({
  name: "messages.locked-for-staff",
  row: lockedRow,
  sql: ({ conversationId, seq }: MessageKey) => sql`
    select m.id, m.sender_id, m.body, m.mentions, m.files, m.version, m.created_at, m.deleted_at,
      null::text as refusal
    from ${messages} m where m.conversation_id = ${conversationId} and m.seq = ${seq}`,
  examples: [{ conversationId: "", seq: 1 }],
});

/** The same for an ADMIN who need not be in the conversation: something else has shown them the message. */
export async function lockForStaff(
  tx: Executor,
  { key }: { key: MessageKey },
): Promise<LockedMessage> {
  await lockConversations(tx, [key.conversationId]);
  const [message] = await staffRows(tx, key);
  return orNotFound(message);
}

/** Throws if the caller may not write here now, with the same reasons as sending. */
export function requireWritable(message: LockedMessage): void {
  if (message.refusal !== null) throw new DomainError(message.refusal);
}

/** Throws if the message is deleted, or the caller may not write here now. */
export function requireChangeable(message: LockedMessage): void {
  if (message.deleted_at !== null) throw new DomainError("version_conflict");
  requireWritable(message);
}

/** What a change did to a message, in addition to changing it. */
interface Changed {
  /** Users whom it mentions for the first time. */
  readonly mentioned?: readonly string[] | undefined;
}

interface ViewersEvent extends Changed {
  readonly key: MessageKey;
  readonly type:
    | "message.edited"
    | "message.deleted"
    | "message.reacted"
    | "message.pinned"
    | "card.changed";
  /** The thing of which the message is the card. */
  readonly cardId?: string | undefined;
}

const isSeen = isVisible({ participant: "p", seq: "message.seq" });

const viewersOf = statement({
  name: "messages.viewers-of",
  row: { user_id: participants.userId },
  sql: ({ conversationId, seq }: MessageKey) => sql`
    select p.user_id from ${participants} p cross join (values (${seq}::int)) as message (seq)
    where p.conversation_id = ${conversationId} and ${isSeen}`,
  examples: [{ conversationId: "", seq: 1 }],
});

/** Returns one event for each user who can see the message, including those who left after it. */
export async function eventsForViewers(
  tx: Executor,
  { key, type, mentioned = [], cardId }: ViewersEvent,
): Promise<Outgoing[]> {
  const { conversationId, seq } = key;
  const rows = await viewersOf(tx, key);
  return rows.map(({ user_id: userId }) => {
    const data = mentioned.includes(userId) ? { mentioned: true } : undefined;
    return { userId, type, conversationId, messageSeq: seq, data, subjectId: cardId };
  });
}

interface Replaced {
  readonly key: MessageKey;
  readonly message: LockedMessage;
  readonly by: string;
  readonly now: Date;
  readonly reason?: string | undefined;
}

/** Saves what an edit or a deletion replaces, for ADMINs. */
export const saveVersion = (tx: Executor, { key, message, by, now, reason }: Replaced) =>
  tx.insert(messageVersions).values({
    ...key,
    version: message.version,
    body: message.body,
    mentions: message.mentions,
    replacedAt: now,
    replacedBy: by,
    reason,
  });

/** Replaces the text of a message, and its mentions if any are named, and saves the former ones. */
export async function replaceText(
  tx: Executor,
  {
    body,
    mentions,
    ...replaced
  }: Replaced & { readonly body: string; readonly mentions?: string[] | undefined },
): Promise<void> {
  const { key, message, now: editedAt } = replaced;
  await saveVersion(tx, replaced);
  const searchText = searchTextOf({ body, files: message.files });
  await tx
    .update(messages)
    .set({
      ...{ body, searchText, foldVersion: FOLD_VERSION, mentions, editedAt },
      version: sql`${messages.version} + 1`,
    })
    .where(isOf(messages, key));
  await reindexBlock(tx, key);
}

interface MessageChange {
  readonly ctx: ActorContext;
  readonly key: MessageKey;
  readonly type: ViewersEvent["type"];
  /** How the message is found; as one that the caller sees if absent. */
  readonly lock?: typeof lockMessage | undefined;
  /** Checks and changes the locked message; undefined if there was nothing to change. */
  readonly change: (tx: Executor, message: LockedMessage) => Promise<Changed | undefined>;
}

const changedMessage = statement({
  name: "messages.changed",
  row: messageRow,
  sql: ({ conversationId, seq }: MessageKey) => sql`
    select ${messageColumns("m")} from ${messages} m
    where m.conversation_id = ${conversationId} and m.seq = ${seq}`,
  examples: [{ conversationId: "", seq: 1 }],
});

/**
 * Changes one message: locks, checks and changes it and appends the events in one transaction. Returns the message
 * after it.
 */
export async function changeMessage({
  ctx,
  key,
  type,
  lock = lockMessage,
  change,
}: MessageChange): Promise<Message> {
  const { message, deliveries } = await ctx.db.transaction(async (tx) => {
    const locked = await lock(tx, { ctx, key });
    const changed = await change(tx, locked);
    const events = changed ? await eventsForViewers(tx, { key, type, ...changed }) : [];
    const [row] = await changedMessage(tx, key);
    return { message: toMessage(orNotFound(row)), deliveries: await appendEvents(tx, events) };
  });
  ctx.bus.deliver(deliveries);
  return message;
}
