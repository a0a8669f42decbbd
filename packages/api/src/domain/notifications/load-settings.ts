import { type NotificationSettings, quietHoursSchema } from "@parley/contract/notifications";
import type { Executor } from "@parley/db/database";
import { notificationSettings, users } from "@parley/db/schema";
import {
  computed,
  type Fragment,
  fragment,
  nullable,
  type RowOf,
  statement,
} from "@parley/db/statement";
import { sql } from "drizzle-orm";
import { orNotFound } from "../errors.ts";
import { type NotificationPolicy, stricter } from "./notification-policy.ts";

type Stored = Omit<typeof notificationSettings.$inferSelect, "userId" | "updatedAt">;

/** The columns of `settingsColumns`. */
export const settingsRow = {
  time_zone: users.timeZone,
  stored: nullable(computed.json<Stored>()),
} as const;

/** What a user has set, over aliases of `users` and of `notificationSettings`, which may have no row. */
export const settingsColumns = (u: string, s: string): Fragment => fragment`${u}.time_zone,
  case when ${s}.user_id is not null then json_build_object('language', ${s}.language, 'email', ${s}.email,
    'push', ${s}.push, 'direct', ${s}.direct, 'group', ${s}."group", 'mention', ${s}.mention, 'digest', ${s}.digest,
    'quietHours', ${s}.quiet_hours, 'content', ${s}.content, 'sharesSchedule', ${s}.shares_schedule) end as stored`;

/** A user's settings, with the installation's where they have set none. */
export const toSettings = (
  { time_zone: timeZone, stored }: RowOf<typeof settingsRow>,
  policy: NotificationPolicy,
): NotificationSettings => ({
  timeZone,
  language: stored?.language ?? null,
  email: stored?.email ?? policy.email,
  push: stored?.push ?? policy.push,
  direct: stored?.direct ?? policy.direct,
  group: stored?.group ?? policy.group,
  mention: stored?.mention ?? policy.mention,
  digest: stored?.digest ?? policy.digest,
  quietHours: quietHoursSchema.nullish().parse(stored?.quietHours) ?? policy.quietHours,
  content: stricter(stored?.content ?? policy.content, policy.content),
  sharesSchedule: stored?.sharesSchedule ?? policy.sharesSchedule,
});

const settingsOf = statement({
  name: "notifications.settings",
  row: settingsRow,
  sql: (userId: string) => sql`
    select ${settingsColumns("u", "s")} from ${users} u
    left join ${notificationSettings} s on s.user_id = u.id
    where u.id = ${userId}`,
  examples: ["ada"],
});

/** The settings of a user that apply. */
export async function loadSettings(
  db: Executor,
  { userId, policy }: { userId: string; policy: NotificationPolicy },
): Promise<NotificationSettings> {
  const [row] = await settingsOf(db, userId);
  return toSettings(orNotFound(row), policy);
}
