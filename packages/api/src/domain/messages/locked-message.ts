import type { Executor } from "@parley/db/database";
import { sql } from "drizzle-orm";
import type { ActorContext } from "../context.ts";
import { firstVisibleSeq, lastVisibleSeq, otherUser } from "../participants/visibility.ts";
import { DomainError, orNotFound } from "../errors.ts";
import type { Outgoing } from "../stream/append.ts";
import type { Moment } from "../moment.ts";
import { refusalBranches } from "../policy/writable.ts";

/** The key of a message. */
export interface MessageKey {
  readonly conversationId: string;
  readonly seq: number;
}

/** A message that the caller may see, in a conversation that is locked against other changes. */
export interface LockedMessage extends Record<string, unknown> {
  sender_id: string;
  body: string;
  mentions: string[];
  version: number;
  created_at: Moment;
  deleted_at: Moment | null;
  refusal: "conversation_readonly" | "contact_unavailable" | null;
}

const refusal = sql.raw(
  refusalBranches({ participant: "p", conversation: "c", caller: "mine", other: "other" }),
);

const lockConversation = (tx: Executor, { conversationId }: MessageKey) =>
  tx.execute(sql`select from conversations where id = ${conversationId} for no key update`);

/**
 * Locks the conversation first, so that what is read after it (membership, blocks, the message) still applies at the
 * commit. Nonexistent, foreign and invisible messages are `not_found`.
 */
export async function lockMessage(
  tx: Executor,
  { ctx, key }: { ctx: ActorContext; key: MessageKey },
): Promise<LockedMessage> {
  await lockConversation(tx, key);
  const { rows } = await tx.execute<LockedMessage>(sql`
    select m.sender_id, m.body, m.mentions, m.version, m.created_at, m.deleted_at,
      case ${refusal} end as refusal
    from messages m
    join conversations c on c.id = m.conversation_id
    join participants p on p.conversation_id = c.id and p.user_id = ${ctx.actor.id}
    join users mine on mine.id = p.user_id
    left join users other on c.kind = 'direct'
      and other.id = ${sql.raw(otherUser({ conversation: "c", user: "mine.id" }))}
    where m.conversation_id = ${key.conversationId} and m.seq = ${key.seq}
      and m.seq between ${firstVisibleSeq} and ${lastVisibleSeq}`);
  return orNotFound(rows[0]);
}

/** Throws if the caller may not write here now, with the same reasons as sending. */
export function requireWritable(message: LockedMessage): void {
  if (message.refusal !== null) throw new DomainError(message.refusal);
}

export interface ViewersEvent {
  readonly key: MessageKey;
  readonly type: "message.edited" | "message.deleted" | "message.reacted";
  /** Users whom the change mentions for the first time. */
  readonly mentioned?: readonly string[] | undefined;
}

/** Returns one event for each user who can see the message, including those who left after it. */
export async function eventsForViewers(
  tx: Executor,
  { key, type, mentioned = [] }: ViewersEvent,
): Promise<Outgoing[]> {
  const { conversationId, seq } = key;
  const { rows } = await tx.execute<{ user_id: string }>(sql`
    select p.user_id from participants p
    where p.conversation_id = ${conversationId}
      and ${seq} between ${firstVisibleSeq} and ${lastVisibleSeq}`);
  return rows.map(({ user_id: userId }) => {
    const data = mentioned.includes(userId) ? { mentioned: true } : undefined;
    return { userId, type, conversationId, messageSeq: seq, data };
  });
}

/** Saves what an edit or a deletion replaces, for ADMINs. */
export const saveVersion = (
  tx: Executor,
  {
    key,
    message,
    by,
    now,
    reason,
  }: {
    key: MessageKey;
    message: LockedMessage;
    by: string;
    now: Date;
    reason?: string | undefined;
  },
) =>
  tx.execute(sql`
    insert into message_versions (conversation_id, seq, version, body, mentions, replaced_at, replaced_by, reason)
    values (${key.conversationId}, ${key.seq}, ${message.version}, ${message.body},
            ${sql.param(message.mentions)}, ${now}, ${by}, ${reason ?? null})`);
