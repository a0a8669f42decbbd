import type { Message } from "@parley/contract/messages";
import type { Executor } from "@parley/db/database";
import { sql } from "drizzle-orm";
import type { ActorContext } from "../context.ts";
import { orNotFound } from "../errors.ts";
import { appendEvents } from "../stream/append.ts";
import { type MessageRow, messageColumns, toMessage } from "./message-row.ts";
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

async function loadMessage(db: Executor, { conversationId, seq }: MessageKey): Promise<Message> {
  const { rows } = await db.execute<MessageRow>(sql`
    select ${sql.raw(messageColumns)} from messages m
    where m.conversation_id = ${conversationId} and m.seq = ${seq}`);
  return toMessage(orNotFound(rows[0]));
}

/**
 * Changes one message: locks, checks and changes it and appends the events in one transaction. Returns the message
 * after it.
 */
export async function changeMessage({ ctx, key, type, change }: MessageChange): Promise<Message> {
  const { message, deliveries } = await ctx.db.transaction(async (tx) => {
    const held = await lockMessage(tx, { ctx, key });
    const changed = await change(tx, held);
    const events = changed ? await eventsForViewers(tx, { key, type, ...changed }) : [];
    return { message: await loadMessage(tx, key), deliveries: await appendEvents(tx, events) };
  });
  ctx.bus.deliver(deliveries);
  return message;
}
