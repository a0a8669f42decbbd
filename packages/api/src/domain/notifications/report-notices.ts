import { notifications, reports, users } from "@parley/db/schema";
import type { Executor } from "@parley/db/database";
import { statement } from "@parley/db/statement";
import { derivedUuid } from "@parley/db/uuid-at";
import { sql } from "drizzle-orm";
import { isAnyOf } from "../any-of.ts";
import type { Platform } from "../context.ts";
import { createNotifications, lockNotifications } from "./store.ts";

/** The ADMINs who see a report that is open, and who are not its reporter. */
const told = statement({
  name: "notifications.report-staff",
  row: { user_id: users.id, is_urgent: reports.isUrgent },
  sql: (reportId: string) => sql`
    select u.id as user_id, r.is_urgent from ${reports} r
    join ${users} u on u.role = 'ADMIN' and u.status = 'active' and u.id <> r.reporter_id
      and not u.id = any(r.about_ids)
    where r.id = ${reportId} and r.state = 'open'`,
  examples: [""],
});

/** The open report of which an ADMIN is told, if they still see it. */
export async function loadTold(
  db: Executor,
  { reportId, userId }: { readonly reportId: string; readonly userId: string },
): Promise<{ readonly isUrgent: boolean } | undefined> {
  const found = (await told(db, reportId)).find(({ user_id: id }) => id === userId);
  return found && { isUrgent: found.is_urgent };
}

/** Notifies the ADMINs who see a report. Run again, it finds what it had created. */
export async function notifyOfReport(
  platform: Platform,
  { reportId, causeId }: { reportId: string; causeId: string },
): Promise<void> {
  await platform.db.transaction(async (tx) => {
    await lockNotifications(tx);
    const made = (await told(tx, reportId)).map(({ user_id: userId }) => ({
      id: derivedUuid("report", causeId, userId),
      userId,
      kind: "report" as const,
      parts: [],
      reportId,
    }));
    const ids = made.map(({ id }) => id);
    const known = await tx
      .select({ id: notifications.id })
      .from(notifications)
      .where(isAnyOf(notifications.id, ids));
    const isNew = ({ id }: { id: string }) => known.every((one) => one.id !== id);
    await createNotifications(tx, platform, made.filter(isNew));
  });
}
