import type { activityCursorSchema } from "@parley/contract/activity";
import type { Person } from "@parley/contract/people";
import type { Executor } from "@parley/db/database";
import { type SQL, sql } from "drizzle-orm";
import type * as z from "zod";
import type { Moment } from "../moment.ts";
import { personJson } from "./load-groups.ts";

type Cursor = z.infer<typeof activityCursorSchema>;

/** A mentor and a mentee, both active, in a group that is not archived. */
export interface PairRow extends Record<string, unknown> {
  group_id: string;
  group_name: string;
  group_conversation_id: string;
  group_last_seq: number;
  mentor: Person;
  mentee: Person;
  since: Moment;
  /** The pair's own conversation; null if they never opened one. */
  direct_id: string | null;
  direct_last_seq: number | null;
  quiet_since: Moment | null;
}

/** Pairs that never wrote come first, then the longest silent. */
function isBehind({ quietSince, groupId, menteeId }: Cursor): SQL {
  const place = sql`(g.id, gm.user_id) > (${groupId}, ${menteeId})`;
  if (quietSince === null) return sql`(c.last_message_at is not null or ${place})`;
  return sql`(c.last_message_at > ${quietSince} or (c.last_message_at = ${quietSince} and ${place}))`;
}

/** A page of pairs. Every join uses a key; no message is read. */
export async function pairRows(
  db: Executor,
  { groupId, behind, limit }: { groupId: string | undefined; behind: Cursor | null; limit: number },
): Promise<PairRow[]> {
  const { rows } = await db.execute<PairRow>(sql`
    select g.id as group_id, g.name as group_name, gc.id as group_conversation_id, gc.last_seq as group_last_seq,
      ${personJson("mentor")} as mentor, ${personJson("mentee")} as mentee,
      greatest(gm.joined_at, lead.joined_at) as since,
      c.id as direct_id, c.last_seq as direct_last_seq, c.last_message_at as quiet_since
    from groups g
    join conversations gc on gc.group_id = g.id
    join users mentor on mentor.id = g.mentor_id and mentor.status = 'active'
    join group_members lead on lead.group_id = g.id and lead.user_id = g.mentor_id and lead.left_at is null
    join group_members gm on gm.group_id = g.id and gm.user_id <> g.mentor_id and gm.left_at is null
    join users mentee on mentee.id = gm.user_id and mentee.status = 'active'
    left join conversations c on c.low_user = least(g.mentor_id, gm.user_id)
      and c.high_user = greatest(g.mentor_id, gm.user_id)
    where g.state <> 'archived' and ${groupId === undefined ? sql`true` : sql`g.id = ${groupId}`}
      and ${behind === null ? sql`true` : isBehind(behind)}
    order by c.last_message_at nulls first, g.id, gm.user_id
    limit ${limit}`);
  return rows;
}
