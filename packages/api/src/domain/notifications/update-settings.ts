import type {
  OwnNotificationSettings,
  updateNotificationSettingsInput,
} from "@parley/contract/notifications";
import { notificationSettings, users } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import type * as z from "zod";
import type { Call } from "../context.ts";
import { notificationSettingsOf } from "./settings.ts";

type Input = z.output<typeof updateNotificationSettingsInput>;

const isSet = (changes: object) => Object.values(changes).some((value) => value !== undefined);

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
    if (!isSet(changes)) return;
    const set = { ...changes, updatedAt: ctx.clock.now() };
    await tx
      .insert(notificationSettings)
      .values({ userId, ...set })
      .onConflictDoUpdate({ target: notificationSettings.userId, set });
  });
  return notificationSettingsOf({ ctx });
}
