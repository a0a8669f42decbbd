import type { MembershipChange } from "@parley/contract/conversations";
import { limits } from "@parley/contract/limits";
import type { Role } from "@parley/contract/people";
import type { Executor } from "@parley/db/database";
import { sql } from "drizzle-orm";
import { type Moment, toTime } from "../moment.ts";
import { firstVisibleSeq } from "../participants/visibility.ts";

interface ChangeRow extends Record<string, unknown> {
  conversation_id: string;
  type: MembershipChange["type"];
  after_seq: number;
  at: Moment;
  id: string;
  name: string;
  role: Role;
  avatar_url: string | null;
}

const toChange = (row: ChangeRow): MembershipChange => ({
  type: row.type,
  person: { id: row.id, name: row.name, role: row.role, avatarUrl: row.avatar_url },
  afterSeq: row.after_seq,
  at: toTime(row.at),
});

/**
 * The newest membership changes of each group conversation, newest first: since the viewer joined, and for a former
 * member, until they left. Sequence numbers alone cannot bound the latter, since others may leave after the same
 * message.
 */
const changeRows = (viewerId: string, ids: readonly string[]) => sql`
  select c.id as conversation_id, change.type, change.after_seq, change.at, u.id, u.name, u.role, u.avatar_url
  from participants p
  join conversations c on c.id = p.conversation_id
  cross join lateral (
    select type, user_id, after_seq, at from (
      select 'joined' as type, user_id, joined_after_seq as after_seq, joined_at as at
      from group_members where group_id = c.group_id
      union all
      select 'left', user_id, left_after_seq, left_at
      from group_members where group_id = c.group_id and left_at is not null) gm
    where after_seq >= greatest(${firstVisibleSeq} - 1, 1)
      and (p.left_seq is null or after_seq <= p.left_seq and at <= (select max(left_at) from group_members
                                        where group_id = c.group_id and user_id = p.user_id))
    order by at desc, type collate "C", user_id desc
    limit ${limits.membershipChangesMax}) change
  join users u on u.id = change.user_id
  where p.user_id = ${viewerId} and p.conversation_id = any(${sql.param(ids)}::uuid[])
  order by change.at desc, change.type collate "C", u.id desc`;

/** Who joined and left some group conversations, as far as the viewer may see, oldest first. */
export async function loadMembershipChanges(
  db: Executor,
  { viewerId, ids }: { viewerId: string; ids: readonly string[] },
): Promise<Map<string, MembershipChange[]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.execute<ChangeRow>(changeRows(viewerId, ids));
  const byConversation = Map.groupBy(rows.toReversed(), (row) => row.conversation_id);
  return new Map([...byConversation].map(([id, changes]) => [id, changes.map(toChange)]));
}
