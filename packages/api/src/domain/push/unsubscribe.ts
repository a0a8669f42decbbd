import type { UnsubscribePushInput } from "@parley/contract/push";
import { pushSubscriptions } from "@parley/db/schema";
import { and, eq } from "drizzle-orm";
import type { Call } from "../context.ts";

/** Ends a subscription of the caller. One that does not exist, or of another user, changes nothing. */
export async function unsubscribePush({
  ctx: { db, actor },
  input: { endpoint },
}: Call<UnsubscribePushInput>): Promise<void> {
  await db
    .delete(pushSubscriptions)
    .where(and(eq(pushSubscriptions.endpoint, endpoint), eq(pushSubscriptions.userId, actor.id)));
}
