import type {
  ExpectedNotification,
  ExpectedNotificationInput,
} from "@parley/contract/notifications";
import {
  conversations,
  notificationSettings,
  participants,
  pendingNotifications,
  users,
} from "@parley/db/schema";
import { toDate } from "@parley/db/moment";
import { computed, nullable, statement, type RowOf } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { Call } from "../context.ts";
import { orNotFound } from "../errors.ts";
import { isMuted, otherUser } from "../participants/visibility.ts";
import { refusalBranches } from "../policy/writable.ts";
import { isReachable } from "./channels.ts";
import { settingsColumns, settingsRow, toSettings } from "./load-settings.ts";
import { backoffOf, delayOf, quietEnd } from "./schedule.ts";

const aliases = { participant: "mine", conversation: "c", caller: "me", other: "o" } as const;

const expectedRow = {
  kind: conversations.kind,
  writable: computed.boolean,
  user_kind: nullable(users.kind),
  muted: computed.boolean,
  due_at: pendingNotifications.dueAt,
  held_until: pendingNotifications.heldUntil,
  notified_at: pendingNotifications.notifiedAt,
  step: nullable(pendingNotifications.step),
  has_read: computed.boolean,
  ...settingsRow,
} as const;

const expectedRows = statement({
  name: "notifications.expected",
  row: expectedRow,
  sql: ({ me, conversationId, now }: { me: string; conversationId: string; now: Date }) => sql`
    select c.kind, (case ${refusalBranches(aliases)} end) is null as writable, o.kind as user_kind,
      ${isMuted("theirs", now)} as muted,
      n.due_at, n.held_until, n.notified_at, n.step, coalesce(theirs.read_seq > n.read_seq, false) as has_read, ${settingsColumns("o", "s")}
    from ${conversations} c
    join ${participants} mine on mine.conversation_id = c.id and mine.user_id = ${me}
    join ${users} me on me.id = mine.user_id
    left join ${users} o on o.id = ${otherUser({ conversation: "c", user: "mine.user_id" })}
    left join ${participants} theirs on theirs.conversation_id = c.id and theirs.user_id = o.id
    left join ${pendingNotifications} n on n.conversation_id = c.id and n.user_id = o.id
    left join ${notificationSettings} s on s.user_id = o.id
    where c.id = ${conversationId}`,
  examples: [{ me: "ada", conversationId: "", now: new Date(0) }],
});

/** When a notification about a message that is sent now is due, by the delay and the backoff. */
function dueAt(
  row: RowOf<typeof expectedRow>,
  { now, delay }: { now: Date; delay: number },
): Date | null {
  // What waits for the end of quiet hours is due with a spread, which belongs to the server alone.
  if (row.due_at !== null) return row.held_until === null ? toDate(row.due_at) : now;
  const earliest = new Date(now.getTime() + delay);
  if (row.notified_at === null || row.has_read) return earliest;
  const backoff = backoffOf(row.step ?? 0);
  if (backoff === undefined) return null;
  return new Date(Math.max(earliest.getTime(), toDate(row.notified_at).getTime() + backoff));
}

/**
 * When the other user of a direct conversation will be notified of a message that the caller sends now: null if they do
 * not share it, or will not be. Quiet hours end without the spread, which would reveal more than the user has set.
 */
export async function expectedNotification({
  ctx: { db, actor, clock, notifications: to },
  input: { conversationId },
}: Call<ExpectedNotificationInput>): Promise<ExpectedNotification> {
  const now = clock.now();
  const [found] = await expectedRows(db, { me: actor.id, conversationId, now });
  const row = orNotFound(found);
  const none = { at: null };
  if (row.kind !== "direct" || !row.writable || row.user_kind !== "PERSON" || row.muted)
    return none;
  const settings = toSettings(row, to.policy);
  const delay = delayOf(settings.direct);
  if (!settings.sharesSchedule || delay === undefined || !isReachable(to, settings)) return none;
  const due = dueAt(row, { now, delay });
  if (due === null) return none;
  return { at: (quietEnd(due, settings) ?? due).toISOString() };
}
