import { limits } from "@parley/contract/limits";
import type { MessagePlaceInput, PinnedMessages, Pins } from "@parley/contract/messages";
import type { ConversationInput } from "@parley/contract/conversations";
import type { Executor } from "@parley/db/database";
import { messages, participants, pinnedMessages } from "@parley/db/schema";
import { sql } from "drizzle-orm";
import { computed, statement } from "@parley/db/statement";
import type { ActorContext, Call } from "../context.ts";
import { oneTooMany, orNotFound } from "../errors.ts";
import { loadKept } from "../participants/kept-messages.ts";
import { isVisible } from "../participants/visibility.ts";
import { changeMessage, isOf, requireChangeable } from "./change-message.ts";
import { messageColumns, messageRow, toMessage } from "./message-row.ts";

async function pinsOf(ctx: ActorContext, conversationId: string): Promise<Pins> {
  const kept = await loadKept(ctx.db, { viewerId: ctx.actor.id, ids: [conversationId] });
  return { conversationId, pins: orNotFound(kept.get(conversationId)).pins };
}

const insertPin = statement({
  name: "messages.pin",
  row: { pins: computed.int },
  // The conversation is locked, so the number cannot change before the commit.
  sql: ({ conversationId, seq, userId, now }: MessagePlaceInput & { userId: string; now: Date }) =>
    sql`
    with pinned as (
      insert into ${pinnedMessages} (conversation_id, seq, pinned_by, pinned_at)
      values (${conversationId}, ${seq}, ${userId}, ${now})
      on conflict do nothing returning conversation_id)
    select 1 + (select count(*) from ${pinnedMessages} k where k.conversation_id = pinned.conversation_id)::int as pins
    from pinned`,
  examples: [{ conversationId: "", seq: 1, userId: "ada", now: new Date(0) }],
});

/** Changes the pin of a message that the caller may change; `change` returns whether it did. */
async function changePin(
  { ctx, input }: Call<MessagePlaceInput>,
  change: (tx: Executor) => Promise<boolean>,
): Promise<Pins> {
  await changeMessage({
    ctx,
    key: input,
    type: "message.pinned",
    async change(tx, message) {
      requireChangeable(message);
      return (await change(tx)) ? {} : undefined;
    },
  });
  return pinsOf(ctx, input.conversationId);
}

/** Pins a message for everyone who can see it. A pinned message stays as it is. */
export function pinMessage(call: Call<MessagePlaceInput>): Promise<Pins> {
  const { ctx, input } = call;
  return changePin(call, async (tx) => {
    const now = ctx.clock.now();
    const [added] = await insertPin(tx, { ...input, userId: ctx.actor.id, now });
    if (added === undefined) return false;
    if (added.pins > limits.pinsMax) throw oneTooMany("seq", "a conversation", limits.pinsMax);
    return true;
  });
}

/** Removes a pin, also one of another user. A message without one is not an error. */
export function unpinMessage(call: Call<MessagePlaceInput>): Promise<Pins> {
  return changePin(call, async (tx) => {
    const removed = await tx
      .delete(pinnedMessages)
      .where(isOf(pinnedMessages, call.input))
      .returning({ seq: pinnedMessages.seq });
    return removed.length > 0;
  });
}

const pinnedRows = statement({
  name: "messages.pinned",
  row: messageRow,
  sql: ({ conversationId, userId }: ConversationInput & { userId: string }) => sql`
    select ${messageColumns("m")}
    from ${participants} p
    join ${pinnedMessages} k on k.conversation_id = p.conversation_id
      and ${isVisible({ participant: "p", seq: "k.seq" })}
    join ${messages} m on m.conversation_id = k.conversation_id and m.seq = k.seq
    where p.user_id = ${userId} and p.conversation_id = ${conversationId}
    order by k.pinned_at desc, k.seq desc`,
  examples: [{ conversationId: "", userId: "ada" }],
});

/** The pinned messages that the caller can see, the newest pin first. A foreign conversation is `not_found`. */
export async function listPinned({ ctx, input }: Call<ConversationInput>): Promise<PinnedMessages> {
  const rows = await pinnedRows(ctx.db, { ...input, userId: ctx.actor.id });
  if (rows.length === 0) await pinsOf(ctx, input.conversationId);
  return { messages: rows.map(toMessage) };
}
