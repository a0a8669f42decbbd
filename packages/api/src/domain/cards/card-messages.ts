import type { Executor } from "@parley/db/database";
import { actionItems, meetings } from "@parley/db/schema";
import { statement } from "@parley/db/statement";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { ActorContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import {
  eventsForViewers,
  lockConversations,
  type LockedMessage,
  type MessageKey,
  replaceText,
} from "../messages/change-message.ts";
import { appendEvents, type Outgoing } from "../stream/append.ts";

/** The tables of things that have cards. */
type Things = typeof actionItems | typeof meetings;

interface NewCard {
  readonly table: Things;
  readonly id: string;
  readonly conversationId: string;
  /** What it says in words. */
  readonly body: string;
}

const shownThings = statement({
  name: "cards.set-seq",
  row: { id: meetings.id },
  sql: ({ table, id, seq }: Pick<NewCard, "table" | "id"> & { seq: number }) => sql`
    update ${table} set seq = ${seq} where id = ${id} and seq is null returning id`,
  examples: [
    { table: actionItems, id: "", seq: 1 },
    { table: meetings, id: "", seq: 1 },
  ],
});

/** Sends the card of a stored thing, and shows the thing to all who see the card. A repeat finds what it had done. */
export async function sendCard(
  ctx: ActorContext,
  { table, id, conversationId, body }: NewCard,
): Promise<void> {
  const senderId = ctx.actor.id;
  let sent;
  try {
    sent = await ctx.sends.send({ id, conversationId, senderId, body, issuedAt: null });
  } catch (error) {
    // Refused: there is nothing that would show the thing.
    if (error instanceof DomainError)
      await ctx.db.delete(table).where(and(eq(table.id, id), isNull(table.seq)));
    throw error;
  }
  ctx.bus.deliver(sent.deliveries);
  const { seq } = sent.message;
  const deliveries = await ctx.db.transaction(async (tx) => {
    await lockConversations(tx, [conversationId]);
    if ((await shownThings(tx, { table, id, seq })).length === 0) return [];
    const key = { conversationId, seq };
    const events = await eventsForViewers(tx, { key, type: "card.changed", cardId: id });
    return appendEvents(tx, events);
  });
  ctx.bus.deliver(deliveries);
}

interface Changed {
  readonly key: MessageKey;
  readonly message: LockedMessage;
  /** What the card says now. */
  readonly body: string;
}

/** The text of a card follows its thing. Returns the events for all who see it. */
export async function showChanged(
  { actor, clock }: ActorContext,
  tx: Executor,
  { key, message, body }: Changed,
): Promise<Outgoing[]> {
  const events = await eventsForViewers(tx, { key, type: "card.changed", cardId: message.id });
  if (message.body === body) return events;
  await replaceText(tx, { key, message, body, by: actor.id, now: clock.now() });
  return [...events, ...(await eventsForViewers(tx, { key, type: "message.edited" }))];
}
