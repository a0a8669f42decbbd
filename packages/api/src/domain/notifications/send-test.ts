import type { TestNotification, TestNotificationInput } from "@parley/contract/notifications";
import { notifications } from "@parley/db/schema";
import { and, desc, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { Call } from "../context.ts";
import { DomainError, invalidInput } from "../errors.ts";
import { createNotifications, lockNotifications } from "./store.ts";

/** Milliseconds from one test of a user to the next. */
const APART = 30_000;

/** Sends the caller a notification for testing, through one channel and whatever their settings are. */
export async function sendTestNotification({
  ctx,
  input: { channel },
}: Call<TestNotificationInput>): Promise<TestNotification> {
  if (ctx.notifications.channels[channel] === undefined)
    throw invalidInput("channel", "is not offered by this installation");
  const id = uuidv7();
  const userId = ctx.actor.id;
  await ctx.db.transaction(async (tx) => {
    await lockNotifications(tx);
    const [last] = await tx
      .select({ at: notifications.createdAt })
      .from(notifications)
      .where(and(eq(notifications.userId, userId), eq(notifications.kind, "test")))
      .orderBy(desc(notifications.number))
      .limit(1);
    const wait = last === undefined ? 0 : last.at.getTime() + APART - ctx.clock.now().getTime();
    if (wait > 0) throw new DomainError("too_many_requests", { retryAfterMs: wait });
    await createNotifications(tx, ctx, [{ id, userId, kind: "test", parts: [], channel }]);
  });
  return { id };
}
