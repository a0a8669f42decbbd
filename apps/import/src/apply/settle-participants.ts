import type { Executor } from "@parley/db/database";
import { groupMembers, groups, participants, users } from "@parley/db/schema";
import { type SQL, sql } from "drizzle-orm";

/** The participants of the locked conversations, as each of their old conversations had them. */
const people = sql`
  held h join old_conversations o on o.target = h.target join old_participants p on p.line = o.line`;

/** The rank of the last message of a target that was written by some time, with all written digits. */
const rankAt = (time: SQL, of: SQL = sql`true`) => sql`(
  select q.rank from posts q where q.target = h.target and q.created_exact <= ${time} and ${of}
  order by q.rank desc limit 1)`;

/** Conversations without read state in the export: everything in them counts as read. */
const silent = sql`
  select h.target from held h
  where not exists (select from old_conversations o join old_participants p on p.line = o.line
                    where o.target = h.target and p.tells_reading)
    and not exists (select from placed l join old_messages m on m.line = l.line
                    where l.target = h.target and m.tells_reading)`;

/**
 * Each user's read position, from all sources: their own messages, their last read time, who has read a message, and
 * whether the others have.
 */
const readRanks = sql`
  select l.target, m.sender_id as user_id, l.rank, true as is_own from placed l join old_messages m on m.line = l.line
  union all
  select h.target, p.user_id, ${rankAt(sql`p.last_read`, sql`q.conversation = o.line`)}, false
  from ${people} where p.last_read is not null
  union all
  select l.target, r.user_id, l.rank, false from placed l join old_readers r on r.line = l.line
  union all
  select l.target, p.user_id, l.rank, false
  from placed l join old_messages m on m.line = l.line and m.is_read
  join posts q on q.line = l.line
  join old_participants p on p.line = q.conversation and p.user_id <> m.sender_id
  union all
  select h.target, p.user_id, t.messages, false
  from ${people} join targets t on t.no = h.target where h.target in (${silent})`;

/** A read position never moves back. For users who do not share it, their own messages show how far they were. */
const advanceReading = sql`
  update ${participants} x set read_seq = greatest(x.read_seq, l.seq),
    shared_read_seq = greatest(x.shared_read_seq, case when u.shares_receipts then l.seq else own.seq end)
  from (select target, user_id, max(rank) as rank, max(rank) filter (where is_own) as own_rank
        from (${readRanks}) r group by 1, 2) furthest
  join placed l on l.target = furthest.target and l.rank = furthest.rank
  left join placed own on own.target = furthest.target and own.rank = furthest.own_rank
  join ${users} u on u.id = furthest.user_id
  where x.conversation_id = l.conversation_id and x.user_id = furthest.user_id
    and (x.read_seq < l.seq or x.shared_read_seq < own.seq)`;

/** Preferences for conversations that were empty here until now. */
const kept = sql`
  select h.target, h.conversation_id, t.group_id, p.user_id, max(p.archived_at) as archived_at,
    max(p.pinned_at) as pinned_at, max(p.muted_until) as muted_until, max(p.cleared) as cleared,
    max(coalesce(p.left_at, 'infinity')) as left_at,
    -- Sorts behind every digit.
    max(coalesce(p.left_exact, 'never')) as left_exact,
    t.group_id is not null and not exists (
      select from all_members a where a.group_id = t.group_id and a.user_id = p.user_id) as has_left
  from ${people} join targets t on t.no = h.target
  where h.last_seq = 0 group by 1, 2, 3, 4`;

const seqAt = (time: string) => sql`coalesce((
  select l.seq from placed l where l.target = x.target
    and l.rank = (select q.rank from posts q where q.target = x.target and q.created_exact <= x.${sql.raw(time)}
                  order by q.rank desc limit 1)), 0)`;

/**
 * Later imports leave preferences unchanged, since the user may have changed them. A user who is not in the group is a
 * former member: they keep what they saw, up to when they left.
 */
const arrange = sql`
  update ${participants} p set archived_at = coalesce(x.archived_at, p.archived_at),
    pinned_at = coalesce(x.pinned_at, p.pinned_at), muted_until = coalesce(x.muted_until, p.muted_until),
    left_seq = case when x.has_left then ${seqAt("left_exact")} else p.left_seq end,
    cleared_seq = case when x.cleared is null then p.cleared_seq else ${seqAt("cleared")} end,
    read_seq = case when x.cleared is null then p.read_seq else greatest(p.read_seq, ${seqAt("cleared")}) end,
    opened_at = case when x.cleared is null then p.opened_at end
  from (${kept}) x
  where p.conversation_id = x.conversation_id and p.user_id = x.user_id`;

/** The group records its former members, so that the author of a message has a name. */
const rememberMembers = (now: Date) => sql`
  insert into ${groupMembers} (group_id, user_id, joined_at, left_at, left_after_seq)
  select x.group_id, x.user_id, least(g.created_at, x.left), x.left, p.left_seq
  from (select k.*, case when isfinite(k.left_at) then k.left_at else ${now} end as left from (${kept}) k) x
  join ${groups} g on g.id = x.group_id
  join ${participants} p on p.conversation_id = x.conversation_id and p.user_id = x.user_id
  where x.has_left
  on conflict do nothing`;

/** Sets the read position and the preferences of each participant of the locked conversations. */
export async function settleParticipants(tx: Executor, now: Date): Promise<void> {
  await tx.execute(advanceReading);
  await tx.execute(arrange);
  await tx.execute(rememberMembers(now));
}
