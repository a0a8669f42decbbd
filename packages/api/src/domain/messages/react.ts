import { limits } from "@parley/contract/limits";
import type { Message, ReactionInput } from "@parley/contract/messages";
import type { Executor } from "@parley/db/database";
import { reactions } from "@parley/db/schema";
import { computed, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { Call } from "../context.ts";
import { invalidInput } from "../errors.ts";
import { changeMessage, type MessageKey, requireChangeable } from "./change-message.ts";

interface ReactionKey extends MessageKey {
  readonly userId: string;
  readonly emoji: string;
}

const example: ReactionKey = { conversationId: "", seq: 1, userId: "ada", emoji: "👍" };

const addReaction = statement({
  name: "messages.add-reaction",
  row: { emoji: reactions.emoji },
  sql: ({ conversationId, seq, userId, emoji, now }: ReactionKey & { now: Date }) => sql`
    insert into ${reactions} (conversation_id, seq, user_id, emoji, created_at)
    values (${conversationId}, ${seq}, ${userId}, ${emoji}, ${now})
    on conflict do nothing returning emoji`,
  examples: [{ ...example, now: new Date(0) }],
});

const removeReaction = statement({
  name: "messages.remove-reaction",
  row: { emoji: reactions.emoji },
  sql: ({ conversationId, seq, userId, emoji }: ReactionKey) => sql`
    delete from ${reactions}
    where conversation_id = ${conversationId} and seq = ${seq} and user_id = ${userId} and emoji = ${emoji}
    returning emoji`,
  examples: [example],
});

const kindsOf = statement({
  name: "messages.reaction-kinds",
  row: { kinds: computed.int },
  sql: ({ conversationId, seq }: MessageKey) => sql`
    select count(distinct emoji)::int as kinds from ${reactions}
    where conversation_id = ${conversationId} and seq = ${seq}`,
  examples: [example],
});

async function requireRoom(tx: Executor, key: MessageKey) {
  const [row] = await kindsOf(tx, key);
  const { reactionKindsMax: max } = limits;
  if ((row?.kinds ?? 0) > max)
    throw invalidInput("emoji", `is one kind too many: a message has at most ${max}`);
}

/** Adds the caller's reaction to a message. Idempotent. */
export function react({ ctx, input: { emoji, ...key } }: Call<ReactionInput>): Promise<Message> {
  return changeMessage({
    ctx,
    key,
    type: "message.reacted",
    async change(tx, message) {
      requireChangeable(message);
      const now = ctx.clock.now();
      const added = await addReaction(tx, { ...key, userId: ctx.actor.id, emoji, now });
      if (added.length === 0) return undefined;
      await requireRoom(tx, key);
      return {};
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
      requireChangeable(message);
      const removed = await removeReaction(tx, { ...key, userId: ctx.actor.id, emoji });
      return removed.length > 0 ? {} : undefined;
    },
  });
}
