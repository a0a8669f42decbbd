import type {
  ExplainNotificationInput,
  Notification,
  NotificationExplanation,
  NotificationReason,
} from "@parley/contract/notifications";
import {
  conversations,
  messages,
  notifications,
  notificationSettings,
  participants,
  pendingDigests,
  pendingNotifications,
  users,
} from "@parley/db/schema";
import { toDate } from "@parley/db/moment";
import { computed, statement, type RowOf } from "@parley/db/statement";
import { and, desc, eq, sql } from "drizzle-orm";
import { orNotFound } from "../errors.ts";
import { requireStaff } from "../groups/members.ts";
import type { Platform, StaffCall } from "../context.ts";
import { isAfterReadPosition, isMuted, isVisible } from "../participants/visibility.ts";
import { blocks } from "../policy/facts.ts";
import { isReachable } from "./channels.ts";
import { settingsColumns, settingsRow, toSettings } from "./load-settings.ts";
import { delayOf, delaysOf, waitOf } from "./schedule.ts";
import { toNotification } from "./store.ts";

type Asked = ExplainNotificationInput & { readonly now: Date };

const explainedRow = {
  status: users.status,
  user_kind: users.kind,
  kind: conversations.kind,
  is_own: computed.boolean,
  is_deleted: computed.boolean,
  is_visible: computed.boolean,
  is_unread: computed.boolean,
  is_blocked: computed.boolean,
  mentions: computed.boolean,
  muted: computed.boolean,
  pending_at: pendingNotifications.dueAt,
  held_until: pendingNotifications.heldUntil,
  step: pendingNotifications.step,
  digest_at: pendingDigests.dueAt,
  ...settingsRow,
} as const;

const explained = statement({
  name: "notifications.explain",
  row: explainedRow,
  sql: ({ userId, conversationId, seq, now }: Asked) => sql`
    select u.status, u.kind as user_kind, c.kind, m.sender_id = u.id as is_own, m.deleted_at is not null as is_deleted,
      ${isVisible({ participant: "p", seq: "m.seq" })} as is_visible,
      ${isAfterReadPosition({ participant: "p", message: "m" })} as is_unread, ${blocks("u.id", "m.sender_id")} as is_blocked,
      m.mentions @> array[u.id] as mentions, ${isMuted("p", now)} as muted,
      n.due_at as pending_at, n.held_until, coalesce(n.step, 0::smallint) as step, d.due_at as digest_at, ${settingsColumns("u", "s")}
    from ${users} u
    join ${participants} p on p.user_id = u.id and p.conversation_id = ${conversationId}
    join ${conversations} c on c.id = p.conversation_id
    join ${messages} m on m.conversation_id = c.id and m.seq = ${seq}
    left join ${pendingNotifications} n on n.user_id = u.id and n.conversation_id = c.id and n.first_seq <= m.seq
    left join ${pendingDigests} d on d.user_id = u.id
    left join ${notificationSettings} s on s.user_id = u.id
    where u.id = ${userId}`,
  examples: [{ userId: "ada", conversationId: "", seq: 1, now: new Date(0) }],
});

/** The latest notification of a user that contains a message. */
async function containing(
  { db }: Platform,
  { userId, conversationId, seq }: ExplainNotificationInput,
) {
  const part = sql`jsonb_path_exists(${notifications.parts},
    '$[*] ? (@.conversationId == $id && @.firstSeq <= $seq && @.lastSeq >= $seq)',
    ${JSON.stringify({ id: conversationId, seq })}::jsonb)`;
  const [row] = await db
    .select()
    .from(notifications)
    .where(and(eq(notifications.userId, userId), part))
    .orderBy(desc(notifications.number))
    .limit(1);
  return row === undefined ? null : toNotification(row);
}

const reasonOf = ({ state, reason }: Notification): NotificationReason => {
  switch (state) {
    case "waiting":
    case "sending":
      return "sending";
    case "sent":
    case "handled":
      return "notified";
    case "not_sent":
      return reason ?? "failed";
  }
};

/** Why a message of which there is no notification has none, as far as the message and the account decide. */
function obstacle(row: RowOf<typeof explainedRow>): NotificationReason | undefined {
  if (row.is_own) return "own_message";
  if (row.user_kind !== "PERSON") return "automated";
  if (row.status !== "active") return "deactivated";
  if (!row.is_visible) return "not_visible";
  if (row.is_deleted) return "deleted";
  if (row.is_blocked) return "blocked";
  if (!row.is_unread) return "read";
  return row.muted ? "muted" : undefined;
}

function explainPending(row: RowOf<typeof explainedRow>, { notifications: to, clock }: Platform) {
  const settings = toSettings(row, to.policy);
  if (!isReachable(to, settings)) return { reason: "no_channel", at: null } as const;
  if (row.pending_at !== null) {
    const pending = {
      due: toDate(row.pending_at),
      isHeld: row.held_until !== null,
      step: row.step,
    };
    return waitOf(pending, { now: clock.now(), settings });
  }
  const delays = delaysOf(settings, row);
  const isDelayed = delays.some((delay) => delayOf(delay) !== undefined);
  const digest = row.digest_at;
  if (!isDelayed && !delays.includes("digest")) return { reason: "off", at: null } as const;
  if (!isDelayed || row.step > 0)
    return digest === null
      ? ({ reason: row.step > 0 ? "backoff" : "off", at: null } as const)
      : ({ reason: "digest", at: toDate(digest) } as const);
  return { reason: "not_looked_at", at: null } as const;
}

/** Whether a user was notified of a message, and why. For an ADMIN. */
export async function explainNotification({
  ctx,
  input,
}: StaffCall<ExplainNotificationInput>): Promise<NotificationExplanation> {
  const { db, clock } = ctx;
  requireStaff(ctx);
  const [found] = await explained(db, { ...input, now: clock.now() });
  const row = orNotFound(found);
  const notification = await containing(ctx, input);
  if (notification !== null && notification.reason !== "quiet_hours")
    return { reason: reasonOf(notification), at: notification.sentAt, notification };
  const reason = obstacle(row);
  if (reason !== undefined) return { reason, at: null, notification };
  const pending = explainPending(row, ctx);
  return { reason: pending.reason, at: pending.at?.toISOString() ?? null, notification };
}
