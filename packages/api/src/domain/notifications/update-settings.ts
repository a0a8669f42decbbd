import type {
  OwnNotificationSettings,
  updateNotificationSettingsInput,
} from "@parley/contract/notifications";
import type { Executor } from "@parley/db/database";
import { notificationSettings, pendingDigests, users } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import type * as z from "zod";
import type { ActorContext, Call } from "../context.ts";
import { loadSettings } from "./load-settings.ts";
import { decideAgain } from "./pending.ts";
import { nextDigest } from "./schedule.ts";
import { notificationSettingsOf } from "./settings.ts";

type Input = z.output<typeof updateNotificationSettingsInput>;

const isSet = (changes: object) => Object.values(changes).some((value) => value !== undefined);

/** What waits by the user's clock is decided again by the settings that apply now. */
async function reschedule(tx: Executor, { actor, clock, notifications: { policy } }: ActorContext) {
  const now = clock.now();
  const userId = actor.id;
  await decideAgain(tx, { userId, now });
  const dueAt = nextDigest(now, await loadSettings(tx, { userId, policy }));
  await tx
    .insert(pendingDigests)
    .values({ userId, dueAt })
    .onConflictDoUpdate({ target: pendingDigests.userId, set: { dueAt } });
}

/** Changes the caller's settings. */
export async function updateNotificationSettings({
  ctx,
  input,
}: Call<Input>): Promise<OwnNotificationSettings> {
  const { timeZone, ...changes } = input;
  const userId = ctx.actor.id;
  await ctx.db.transaction(async (tx) => {
    if (timeZone !== undefined)
      await tx.update(users).set({ timeZone }).where(eq(users.id, userId));
    if (isSet(changes)) {
      const set = { ...changes, updatedAt: ctx.clock.now() };
      await tx
        .insert(notificationSettings)
        .values({ userId, ...set })
        .onConflictDoUpdate({ target: notificationSettings.userId, set });
    }
    const { quietHours, digest } = changes;
    if (isSet({ timeZone, quietHours, digest })) await reschedule(tx, ctx);
  });
  return notificationSettingsOf({ ctx });
}
