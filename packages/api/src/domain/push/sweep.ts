import { randomUUID } from "node:crypto";
import type { PushPayload } from "@parley/contract/push";
import type { Executor } from "@parley/db/database";
import { toDate } from "@parley/db/moment";
import {
  conversations,
  messages,
  notificationSettings,
  participants,
  pushedMessages,
  pushSubscriptions,
  users,
} from "@parley/db/schema";
import { computed, fragment, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { NewJob } from "../../jobs/jobs.ts";
import { triedAdvisoryLock } from "../advisory-lock.ts";
import type { Platform } from "../context.ts";
import { settingsColumns, settingsRow, toSettings } from "../notifications/load-settings.ts";
import { delayOf, delaysOf, quietEnd } from "../notifications/schedule.ts";
import { isMuted, unreadMessages } from "../participants/visibility.ts";
import { loadPushTargets } from "./subscriptions.ts";

const tryLock = triedAdvisoryLock("push");

const SECOND = 1_000;
/** How long a message waits before a push message: longer if its reader is connected, and may see it. */
const DELAY_AWAY = 10 * SECOND;
const DELAY_CONNECTED = 60 * SECOND;
/** What is older is left to the other channels: nobody looked for that long, or it was in quiet hours. */
const WINDOW = 5 * 60 * SECOND;
/** A user with more news gets one push message for all. */
const CONVERSATIONS_MAX = 3;

interface Times {
  readonly now: Date;
  /** Messages between these two times. */
  readonly from: Date;
  readonly until: Date;
}

const constant = (time: Date) => fragment`'${time.toISOString()}'::timestamptz`;

/**
 * Unread messages of which users with a browser were not told yet. The times of messages are part of the text, as in
 * `openPending`. They bound the rows: with a limit, rows that settings leave out later could take the place of others.
 */
const freshRows = statement({
  name: "push.fresh",
  row: {
    user_id: users.id,
    conversation_id: conversations.id,
    kind: conversations.kind,
    last_seq: computed.int,
    first_at: computed.moment,
    mentioned: computed.boolean,
    ...settingsRow,
  },
  sql: ({ now, from, until }: Times) => sql`
    with news as materialized (
      select m.conversation_id, min(m.seq) as first_seq, max(m.seq) as last_seq from ${messages} m
      where m.created_at > ${constant(from)} and m.created_at <= ${constant(until)}
        and exists (select from ${pushSubscriptions})
      group by m.conversation_id
    )
    select p.user_id, p.conversation_id, c.kind, fresh.last_seq, fresh.first_at, fresh.mentioned, ${settingsColumns("u", "s")}
    from news n
    join ${conversations} c on c.id = n.conversation_id
    join ${participants} p on p.conversation_id = c.id and p.read_seq < n.last_seq
      and not ${isMuted("p", now)}
    join ${users} u on u.id = p.user_id and u.kind = 'PERSON' and u.status = 'active'
    left join ${notificationSettings} s on s.user_id = p.user_id
    left join ${pushedMessages} told on told.user_id = p.user_id and told.conversation_id = p.conversation_id
    cross join lateral (
      select max(m.seq) as last_seq, min(m.created_at) as first_at, bool_or(m.mentions @> array[p.user_id]) as mentioned
      ${unreadMessages("p")} and m.seq between greatest(n.first_seq, coalesce(told.seq, 0) + 1) and n.last_seq
    ) fresh
    where fresh.last_seq is not null
      and exists (select from ${pushSubscriptions} b where b.user_id = p.user_id)`,
  examples: [{ now: new Date(0), from: new Date(0), until: new Date(0) }],
});

type Fresh = Awaited<ReturnType<typeof freshRows>>[number];

/** What was read since users were told of it. */
const readRows = statement({
  name: "push.read-since",
  row: { user_id: pushedMessages.userId, conversation_id: pushedMessages.conversationId },
  sql: () => sql`
    delete from ${pushedMessages} told using ${participants} p
    where p.user_id = told.user_id and p.conversation_id = told.conversation_id and p.read_seq >= told.seq
    returning told.user_id, told.conversation_id`,
  examples: [undefined],
});

type Wanted = Pick<Fresh, "kind" | "mentioned" | keyof typeof settingsRow>;

/** Whether a user wants to be told of this now. */
export function wants(
  row: Wanted,
  { clock, notifications: { policy } }: Pick<Platform, "clock" | "notifications">,
): boolean {
  const settings = toSettings(row, policy);
  const delays = delaysOf(settings, { kind: row.kind, mentions: row.mentioned });
  return (
    settings.push &&
    delays.some((delay) => delayOf(delay) !== undefined) &&
    quietEnd(clock.now(), settings) === null
  );
}

/** A job for each browser of the users. */
async function jobsFor(
  tx: Executor,
  payloads: readonly { readonly userId: string; readonly payload: PushPayload }[],
): Promise<NewJob[]> {
  if (payloads.length === 0) return [];
  const userIds = [...new Set(payloads.map(({ userId }) => userId))];
  const targets = Map.groupBy(await loadPushTargets(tx, { userIds }), ({ userId }) => userId);
  return payloads.flatMap(({ userId, payload }) =>
    (targets.get(userId) ?? []).map(({ id }) => ({
      kind: "push.send" as const,
      key: randomUUID(),
      data: { subscriptionId: id, payload },
    })),
  );
}

/** The rows whose users are away, or have not looked for longer. */
async function due(rows: readonly Fresh[], { clock, presence }: Platform): Promise<Fresh[]> {
  const connected = await presence.online([...new Set(rows.map((row) => row.user_id))]);
  const before = clock.now().getTime() - DELAY_CONNECTED;
  return rows.filter(
    (row) => !connected.has(row.user_id) || toDate(row.first_at).getTime() <= before,
  );
}

/** One push message for each conversation, or one for all if there are many. */
const unreadPayloads = (rows: readonly Fresh[]) =>
  [...Map.groupBy(rows, (row) => row.user_id)].flatMap(([userId, of]) => {
    const places = of.length > CONVERSATIONS_MAX ? [null] : of.map((row) => row.conversation_id);
    return places.map((conversationId) => ({
      userId,
      payload: { kind: "unread", conversationId } as const,
    }));
  });

type Told = Pick<Fresh, "user_id" | "conversation_id" | "last_seq">;

/** In one order: the channel and the sweep may record the same rows at once. */
const rememberRows = statement({
  name: "push.remember",
  sql: (told: readonly Told[]) => sql`
    insert into ${pushedMessages} as known (user_id, conversation_id, seq)
    select x.user_id, x.conversation_id, x.last_seq
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as x (user_id text, conversation_id uuid, last_seq int)
    order by 1, 2
    on conflict (user_id, conversation_id) do update set seq = greatest(excluded.seq, known.seq)`,
  examples: [[]],
});

/** Records of what users were told. */
export async function remember(db: Executor, told: readonly Told[]): Promise<void> {
  if (told.length === 0) return;
  const rows = told.map(({ user_id, conversation_id, last_seq }) => ({
    user_id,
    conversation_id,
    last_seq,
  }));
  await rememberRows(db, rows);
}

/**
 * Finds unread messages of which browsers are to be told, and what was read since, and creates the jobs that tell them.
 * One server at a time does. Returns how many jobs there are.
 */
export async function sweepPush(platform: Platform): Promise<number> {
  const { db, clock, jobs, sendPush } = platform;
  if (sendPush === undefined) return 0;
  const now = clock.now();
  const times = {
    now,
    from: new Date(now.getTime() - WINDOW),
    until: new Date(now.getTime() - DELAY_AWAY),
  };
  return db.transaction(async (tx) => {
    const [lock] = await tryLock(tx);
    if (lock?.taken !== true) return 0;
    const fresh = (await freshRows(tx, times)).filter((row) => wants(row, platform));
    const told = await due(fresh, platform);
    await remember(tx, told);
    const read = await readRows(tx);
    const made = await jobsFor(tx, [
      ...unreadPayloads(told),
      ...read.map((row) => ({
        userId: row.user_id,
        payload: { kind: "read", conversationId: row.conversation_id } as const,
      })),
    ]);
    await jobs.enqueue(tx, made);
    return made.length;
  });
}
