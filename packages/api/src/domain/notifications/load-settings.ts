import { type NotificationSettings, quietHoursSchema } from "@parley/contract/notifications";
import type { Executor } from "@parley/db/database";
import { notificationSettings, users } from "@parley/db/schema";
import { eq, getTableColumns } from "drizzle-orm";
import { orNotFound } from "../errors.ts";
import { type NotificationPolicy, stricter } from "./notification-policy.ts";

type Stored = typeof notificationSettings.$inferSelect;

/** A user's settings, with the installation's where they have set none. */
function toSettings(
  {
    timeZone,
    stored,
  }: { timeZone: string | null; stored: Omit<Stored, "userId" | "updatedAt"> | null },
  policy: NotificationPolicy,
): NotificationSettings {
  return {
    timeZone,
    email: stored?.email ?? policy.email,
    push: stored?.push ?? policy.push,
    direct: stored?.direct ?? policy.direct,
    group: stored?.group ?? policy.group,
    mention: stored?.mention ?? policy.mention,
    digest: stored?.digest ?? policy.digest,
    quietHours: quietHoursSchema.nullish().parse(stored?.quietHours) ?? policy.quietHours,
    content: stricter(stored?.content ?? policy.content, policy.content),
    sharesSchedule: stored?.sharesSchedule ?? policy.sharesSchedule,
  };
}

/** The settings of a user that apply. */
export async function loadSettings(
  db: Executor,
  { userId, policy }: { userId: string; policy: NotificationPolicy },
): Promise<NotificationSettings> {
  const [row] = await db
    .select({ timeZone: users.timeZone, stored: getTableColumns(notificationSettings) })
    .from(users)
    .leftJoin(notificationSettings, eq(notificationSettings.userId, users.id))
    .where(eq(users.id, userId));
  return toSettings(orNotFound(row), policy);
}
