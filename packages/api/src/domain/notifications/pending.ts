import type { NotificationPart } from "@parley/contract/notifications";
import {
  conversations,
  messages,
  notificationSettings,
  participants,
  pendingDigests,
  pendingNotifications,
  users,
} from "@parley/db/schema";
import { computed, type Fragment, fragment, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import { isBehind, isMuted, newestVisibleSeq, unreadMessages } from "../participants/visibility.ts";
import { settingsColumns, settingsRow } from "./load-settings.ts";
import { defaultNotificationPolicy, type NotificationPolicy } from "./notification-policy.ts";
import { backoffInterval, delayInterval } from "./schedule.ts";

const delay = (column: "direct" | "group" | "mention", policy: NotificationPolicy) =>
  delayInterval(fragment`coalesce(s."${column}", '${policy[column]}')`);

/** Whether the user has read something since they were notified. */
const hasReadSince = fragment`(pending.notified_at is null or p.read_seq > pending.read_seq)`;

/**
 * Unread messages that were sent after a time, per user and conversation, and when a notification about them is due: at
 * the first message's delay, so that a chatty sender postpones nothing. `due_at` is null if only digests contain them.
 */
const freshNews = (policy: NotificationPolicy) => fragment`
  select p.user_id, p.conversation_id, u.time_zone, coalesce(s.digest, '${policy.digest}') as digest,
    d.due_at is null as needs_digest, fresh.first_seq,
    case when ${hasReadSince} then 0 else pending.step end as step,
    case
      when ${hasReadSince} then fresh.due_at
      when fresh.due_at is not null and ${backoffInterval("pending.step")} is not null
        then greatest(fresh.due_at, pending.notified_at + ${backoffInterval("pending.step")})
    end as due_at
  from news n
  join ${conversations} c on c.id = n.conversation_id
  join ${participants} p on p.conversation_id = c.id and ${isBehind({ participant: "p", conversation: "c" })}
  join ${users} u on u.id = p.user_id and u.kind = 'PERSON' and u.status = 'active'
  left join ${notificationSettings} s on s.user_id = p.user_id
  left join ${pendingDigests} d on d.user_id = p.user_id
  left join ${pendingNotifications} pending on pending.user_id = p.user_id and pending.conversation_id = p.conversation_id
  cross join lateral (
    select min(m.seq) as first_seq, min(m.created_at + case
      when m.mentions @> array[p.user_id] then least(${delay("mention", policy)}, of_kind.delay)
      else of_kind.delay end) as due_at
    from (select case c.kind when 'direct' then ${delay("direct", policy)} else ${delay("group", policy)} end as delay) of_kind,
    lateral (select m.seq, m.created_at, m.mentions ${unreadMessages("p")}
      and m.seq >= n.first_seq and m.seq > coalesce(pending.notified_seq, 0)) m
  ) fresh
  where fresh.first_seq is not null`;

/** Messages to look at: sent after a time, and written by one of so many latest transactions. */
export interface News {
  readonly since: Date;
  readonly transactions: number;
}

/**
 * Opens what is pending because of new messages. Returns the users whose next digest has to be planned.
 *
 * The time is part of the text: with a parameter, the plan would have to suit any time, and would read all messages
 * where a few blocks of the index over time have the new ones.
 */
export const openPending = statement({
  name: "notifications.open-pending",
  row: {
    user_id: users.id,
    time_zone: users.timeZone,
    digest: computed.text<"daily" | "weekly">(),
  },
  sql: ({ since, transactions, policy }: News & { policy: NotificationPolicy }) => sql`
    with news as materialized (
      select m.conversation_id, min(m.seq) as first_seq from ${messages} m
      where m.created_at > ${fragment`'${since.toISOString()}'::timestamptz`} and age(m.xmin) <= ${transactions}
      group by m.conversation_id
    ),
    fresh as materialized (${freshNews(policy)}),
    opened as (
      insert into ${pendingNotifications} as pending (user_id, conversation_id, first_seq, due_at, step)
      select user_id, conversation_id, first_seq, due_at, step from fresh where due_at is not null
      order by user_id, conversation_id
      on conflict (user_id, conversation_id) do update set
        first_seq = case when pending.due_at is null then excluded.first_seq else least(pending.first_seq, excluded.first_seq) end,
        due_at = excluded.due_at, step = excluded.step
      where pending.due_at is null or (excluded.due_at < pending.due_at and pending.held_until is null)
    )
    select distinct user_id, time_zone, digest from fresh where needs_digest and digest <> 'off'`,
  examples: [{ since: new Date(0), transactions: 1, policy: defaultNotificationPolicy }],
});

/** What is due, by user: everything of a user that is due soon, if anything of theirs is due now. */
export const dueRows = statement({
  name: "notifications.due",
  row: {
    user_id: users.id,
    conversation_id: conversations.id,
    first_seq: pendingNotifications.firstSeq,
    last_seq: computed.int,
    status: users.status,
    user_kind: users.kind,
    muted: computed.boolean,
    unread: computed.boolean,
    ...settingsRow,
  },
  sql: ({ now, soon, limit }: { now: Date; soon: Date; limit: number }) => sql`
    with due as materialized (
      select distinct user_id from (
        select user_id from ${pendingNotifications} where due_at <= ${now.toISOString()}::timestamptz
        order by due_at limit ${limit}) first
    )
    select n.user_id, n.conversation_id, n.first_seq, ${newestVisibleSeq({ participant: "p", conversation: "c" })} as last_seq,
      u.status, u.kind as user_kind, ${isMuted("p", now)} as muted,
      exists (select ${unreadMessages("p")} and m.seq >= n.first_seq) as unread, ${settingsColumns("u", "s")}
    from due
    join ${pendingNotifications} n on n.user_id = due.user_id and n.due_at <= ${soon.toISOString()}::timestamptz
    join ${users} u on u.id = n.user_id
    join ${participants} p on p.user_id = n.user_id and p.conversation_id = n.conversation_id
    join ${conversations} c on c.id = n.conversation_id
    left join ${notificationSettings} s on s.user_id = n.user_id`,
  examples: [{ now: new Date(0), soon: new Date(0), limit: 1 }],
});

/** A conversation of a user, and what was decided about it. */
export interface Decided extends NotificationPart {
  readonly userId: string;
  /** The end of quiet hours; absent if nothing is pending any more. */
  readonly until?: Date | undefined;
}

const decidedRows = (decided: readonly Decided[]) => sql`
  jsonb_to_recordset(${JSON.stringify(decided)}::jsonb) as
    x ("userId" text, "conversationId" uuid, "firstSeq" int, "lastSeq" int, until timestamptz)`;

/** Changes what is pending (`n`) by what was decided about each conversation (`x`). */
const decide = (name: string, set: Fragment) =>
  statement({
    name,
    sql: (decided: readonly Decided[]) => sql`
      update ${pendingNotifications} n set ${set}
      from ${decidedRows(decided)} where n.user_id = x."userId" and n.conversation_id = x."conversationId"`,
    examples: [[]],
  });

/** Nothing up to the last message is pending any more. */
export const endPending = decide(
  "notifications.end-pending",
  fragment`due_at = null, held_until = null, notified_seq = greatest(n.notified_seq, x."lastSeq")`,
);

/** What is pending waits for the end of quiet hours. */
export const holdPending = decide(
  "notifications.hold-pending",
  fragment`due_at = x.until, held_until = x.until`,
);

/** A notification about these messages was created. */
export const markNotified = statement({
  name: "notifications.mark-notified",
  sql: ({ decided, at }: { decided: readonly Decided[]; at: Date }) => sql`
    update ${pendingNotifications} n set due_at = null, held_until = null, step = n.step + 1,
      notified_seq = x."lastSeq", notified_at = ${at.toISOString()}::timestamptz, read_seq = p.read_seq
    from ${decidedRows(decided)}
    join ${participants} p on p.user_id = x."userId" and p.conversation_id = x."conversationId"
    where n.user_id = p.user_id and n.conversation_id = p.conversation_id`,
  examples: [{ decided: [], at: new Date(0) }],
});

/** A notification was created and not sent, because quiet hours have begun: it is pending again. */
export const returnToPending = decide(
  "notifications.return-to-pending",
  fragment`due_at = x.until, held_until = x.until, step = greatest(n.step - 1, 0),
      first_seq = x."firstSeq", notified_seq = least(n.notified_seq, x."firstSeq" - 1)`,
);

/** A notification also contains messages that came after it was created: nothing up to the last is pending any more. */
export const extendNotified = decide(
  "notifications.extend-notified",
  fragment`notified_seq = greatest(n.notified_seq, x."lastSeq"),
      due_at = case when n.first_seq > x."lastSeq" then n.due_at end,
      held_until = case when n.first_seq > x."lastSeq" then n.held_until end`,
);

/** What a user waits for is decided again at the next sweep: their settings have changed. */
export const decideAgain = statement({
  name: "notifications.decide-again",
  sql: ({ userId, now }: { userId: string; now: Date }) => sql`
    update ${pendingNotifications} set due_at = ${now.toISOString()}::timestamptz, held_until = null
    where user_id = ${userId} and held_until is not null`,
  examples: [{ userId: "ada", now: new Date(0) }],
});

/** Removes what has been idle since before a time. */
export const forgetPending = statement({
  name: "notifications.forget-pending",
  sql: (before: Date) => sql`
    delete from ${pendingNotifications} where due_at is null and coalesce(notified_at, '-infinity') < ${before.toISOString()}::timestamptz`,
  examples: [new Date(0)],
});
