import { participants, pushedMessages } from "@parley/db/schema";
import { statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { Platform } from "../context.ts";
import type { PushPayload } from "./send-push.ts";
import { delayPushTarget, loadPushTargets, removePushTarget } from "./subscriptions.ts";

/** The push service did not take it: the job is retried. */
class PushError extends Error {
  override readonly name = "PushError";
}

const toldAndUnread = statement({
  name: "push.told-and-unread",
  sql: ({ userId, conversationId }: { userId: string; conversationId: string | null }) => sql`
    select from ${pushedMessages} told
    join ${participants} p on p.user_id = told.user_id and p.conversation_id = told.conversation_id
    where told.user_id = ${userId} and p.read_seq < told.seq
      and ${conversationId === null ? sql`true` : sql`told.conversation_id = ${conversationId}`}
    limit 1`,
  examples: [
    { userId: "ada", conversationId: null },
    { userId: "ada", conversationId: "0192d3c4-5e6f-7a8b-9c0d-1e2f3a4b5c6d" },
  ],
});

/**
 * Sends a push message to one browser, unless its subscription has ended or everything was read meanwhile. Throws if the
 * push service did not take it.
 */
export async function deliverPush(
  { db, clock, sendPush, meter }: Platform,
  { subscriptionId, payload }: { subscriptionId: string; payload: PushPayload },
): Promise<void> {
  if (sendPush === undefined) return;
  const [target] = await loadPushTargets(db, { id: subscriptionId });
  if (target === undefined) return;
  const { userId, retryAt } = target;
  if (payload.kind === "unread") {
    const { conversationId } = payload;
    const unread = await toldAndUnread(db, { userId, conversationId });
    if (unread.length === 0) return;
  }
  if (retryAt !== null && retryAt > clock.now())
    throw new PushError("the push service takes nothing yet");
  const result = await sendPush(target, payload);
  meter.notificationDelivered("push", result.outcome);
  if (result.outcome === "gone") return removePushTarget(db, subscriptionId);
  if (result.outcome === "sent") return;
  if (result.outcome === "retry" && result.retryAfterMs !== undefined) {
    const until = new Date(clock.now().getTime() + result.retryAfterMs);
    await delayPushTarget(db, subscriptionId, until);
  }
  throw new PushError(result.detail);
}
