import type { MessageFile } from "@parley/contract/files";
import type { NotificationPart } from "@parley/contract/notifications";
import { limits } from "@parley/contract/limits";
import { conversations, groups, participants, users } from "@parley/db/schema";
import { computed, fragment, statement } from "@parley/db/statement";
import { type SQL, sql } from "drizzle-orm";
import { delaysOf } from "./schedule.ts";
import {
  isBehind,
  isMuted,
  otherUser,
  unreadCount,
  unreadMessages,
} from "../participants/visibility.ts";

const aliases = { participant: "p", conversation: "c" } as const;

/** Whether a user has unread messages in any conversation that is not muted; `user` is a column. */
export const hasUnread = (user: string, now: Date): SQL => sql`exists (
  select from ${participants} p join ${conversations} c on c.id = p.conversation_id
  where p.user_id = ${fragment`${user}`} and not ${isMuted("p", now)} and ${unreadCount(aliases, 1)} > 0)`;

interface QuotedMessage {
  readonly seq: number;
  readonly sender: string;
  readonly body: string;
  readonly files: readonly MessageFile[] | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly mentions: boolean;
}

interface Wanted {
  readonly userId: string;
  /** Unread messages from the first of each part on; every unread message if null. */
  readonly parts: readonly NotificationPart[] | null;
  readonly now: Date;
  /** Messages of each conversation: the oldest, unless the newest are wanted. */
  readonly quoted: number;
  readonly ofNewest?: boolean | undefined;
}

/** What a user has not read, per conversation, the one that waits for longest first. */
export const unreadConversations = statement({
  name: "notifications.unread",
  row: {
    conversation_id: conversations.id,
    kind: conversations.kind,
    title: computed.text(),
    muted: computed.boolean,
    unread: computed.int,
    last_seq: computed.int,
    mentioned: computed.boolean,
    messages: computed.json<QuotedMessage[]>(),
  },
  sql: ({ userId, parts, now, quoted, ofNewest = false }: Wanted) => sql`
    select c.id as conversation_id, c.kind, coalesce(g.name, o.name) as title,
      ${isMuted("p", now)} as muted, counted.unread, counted.last_seq,
      counted.mentioned, quoted.messages
    from ${
      parts === null
        ? sql`(select x.conversation_id, 1 as first_seq from ${participants} x where x.user_id = ${userId})`
        : sql`(select x."conversationId" as conversation_id, x."firstSeq" as first_seq
          from jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as x ("conversationId" uuid, "firstSeq" int))`
    } part
    join ${participants} p on p.conversation_id = part.conversation_id and p.user_id = ${userId}
    join ${conversations} c on c.id = p.conversation_id and ${isBehind(aliases)}
    left join ${groups} g on g.id = c.group_id
    left join ${users} o on o.id = ${otherUser({ conversation: "c", user: "p.user_id" })}
    cross join lateral (
      select count(*)::int as unread, max(seq) as last_seq, min(created_at) as since,
        bool_or(mentions @> array[p.user_id]) as mentioned
      from (
        select m.seq, m.created_at, m.mentions ${unreadMessages("p")} and m.seq >= part.first_seq order by m.seq limit ${limits.unreadMax}) m
    ) counted
    cross join lateral (
      select coalesce(json_agg(json_build_object('seq', m.seq, 'sender', s.name, 'body', m.body, 'files', m.files,
          'at', floor(extract(epoch from m.created_at) * 1000), 'mentions', m.mentions @> array[p.user_id]) order by m.seq), '[]') as messages
      from (select m.* ${unreadMessages("p")} and m.seq >= part.first_seq
        order by m.seq ${ofNewest ? fragment`desc` : fragment`asc`} limit ${quoted}) m
      join ${users} s on s.id = m.sender_id
    ) quoted
    where counted.unread > 0
    order by counted.since, c.id`,
  examples: [
    { userId: "ada", parts: [], now: new Date(0), quoted: 1 },
    { userId: "ada", parts: null, now: new Date(0), quoted: 1 },
    { userId: "ada", parts: null, now: new Date(0), quoted: 1, ofNewest: true },
  ],
});

type Unread = Awaited<ReturnType<typeof unreadConversations>>[number];

/** What digests contain: not what is muted or switched off, except for a mention if mentions are not. */
export const inDigest = (rows: readonly Unread[], settings: Parameters<typeof delaysOf>[0]) =>
  rows.filter(
    ({ muted, kind, mentioned }) =>
      !muted && delaysOf(settings, { kind, mentions: mentioned }).some((delay) => delay !== "off"),
  );
