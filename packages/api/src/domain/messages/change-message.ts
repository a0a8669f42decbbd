import type { Message } from "@parley/contract/messages";
import type { Executor } from "@parley/db/database";
import { statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { ActorContext } from "../context.ts";
import { orNotFound } from "../errors.ts";
import { appendEvents } from "../stream/append.ts";
import { messageColumns, messageRow, toMessage } from "./message-row.ts";
import {
  eventsForViewers,
  type LockedMessage,
  lockMessage,
  type MessageKey,
} from "./locked-message.ts";

/** What a change did to a message, in addition to changing it. */
export interface Changed {
  /** Users whom it mentions for the first time. */
  readonly mentioned?: readonly string[] | undefined;
}

export interface MessageChange {
  readonly ctx: ActorContext;
  readonly key: MessageKey;
  readonly type: "message.edited" | "message.deleted" | "message.reacted";
  /** Checks and changes the locked message; undefined if there was nothing to change. */
  readonly change: (tx: Executor, message: LockedMessage) => Promise<Changed | undefined>;
}

const changedMessage = statement({
  name: "messages.changed",
  row: messageRow,
  sql: ({ conversationId, seq }: MessageKey) => sql`
    select ${messageColumns("m")} from messages m
    where m.conversation_id = ${conversationId} and m.seq = ${seq}`,
  examples: [{ conversationId: "", seq: 1 }],
});

/**
 * Changes one message: locks, checks and changes it and appends the events in one transaction. Returns the message
 * after it.
 */
export async function changeMessage({ ctx, key, type, change }: MessageChange): Promise<Message> {
  const { message, deliveries } = await ctx.db.transaction(async (tx) => {
    const held = await lockMessage(tx, { ctx, key });
    const changed = await change(tx, held);
    const events = changed ? await eventsForViewers(tx, { key, type, ...changed }) : [];
    const [row] = await changedMessage(tx, key);
    return { message: toMessage(orNotFound(row)), deliveries: await appendEvents(tx, events) };
  });
  ctx.bus.deliver(deliveries);
  return message;
}
