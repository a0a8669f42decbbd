import { limits } from "@parley/contract/limits";
import type { Message, ReactionInput } from "@parley/contract/messages";
import type { Executor } from "@parley/db/database";
import { sql } from "drizzle-orm";
import type { Call } from "../context.ts";
import { DomainError, invalidInput } from "../errors.ts";
import { changeMessage } from "./change-message.ts";
import { type LockedMessage, type MessageKey, requireWritable } from "./locked-message.ts";

async function requireRoom(tx: Executor, { conversationId, seq }: MessageKey) {
  const { rows } = await tx.execute<{ kinds: number }>(sql`
    select count(distinct emoji)::int as kinds from reactions
    where conversation_id = ${conversationId} and seq = ${seq}`);
  const { reactionKindsMax: max } = limits;
  if ((rows[0]?.kinds ?? 0) > max)
    throw invalidInput("emoji", `is one kind too many: a message has at most ${max}`);
}

function authorise(message: LockedMessage) {
  if (message.deleted_at !== null) throw new DomainError("version_conflict");
  requireWritable(message);
}

/** Adds the caller's reaction to a message. Idempotent. */
export function react({ ctx, input: { emoji, ...key } }: Call<ReactionInput>): Promise<Message> {
  return changeMessage({
    ctx,
    key,
    type: "message.reacted",
    async change(tx, message) {
      authorise(message);
      const { rows } = await tx.execute(sql`
        insert into reactions (conversation_id, seq, user_id, emoji, created_at)
        values (${key.conversationId}, ${key.seq}, ${ctx.actor.id}, ${emoji}, ${ctx.clock.now()})
        on conflict do nothing returning emoji`);
      if (rows.length > 0) await requireRoom(tx, key);
      return rows.length > 0 ? {} : undefined;
    },
  });
}

/** Removes the caller's reaction. One that does not exist is not an error. */
export function unreact({ ctx, input: { emoji, ...key } }: Call<ReactionInput>): Promise<Message> {
  return changeMessage({
    ctx,
    key,
    type: "message.reacted",
    async change(tx, message) {
      authorise(message);
      const { rows } = await tx.execute(sql`
        delete from reactions
        where conversation_id = ${key.conversationId} and seq = ${key.seq}
          and user_id = ${ctx.actor.id} and emoji = ${emoji}
        returning emoji`);
      return rows.length > 0 ? {} : undefined;
    },
  });
}
