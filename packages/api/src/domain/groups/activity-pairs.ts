import type { activityCursorSchema } from "@parley/contract/activity";
import type { Person } from "@parley/contract/people";
import { conversations, groupMembers, groups, users } from "@parley/db/schema";
import { computed, nullable, type RowOf, statement } from "@parley/db/statement";
import { type SQL, sql } from "drizzle-orm";
import type * as z from "zod";
import { personJson } from "../person.ts";

type Cursor = z.infer<typeof activityCursorSchema>;

const pairRow = {
  group_id: groups.id,
  group_name: groups.name,
  group_conversation_id: conversations.id,
  group_last_seq: conversations.lastSeq,
  mentor: computed.json<Person>(),
  mentee: computed.json<Person>(),
  since: groupMembers.joinedAt,
  /** The pair's own conversation; null if the two never opened one. */
  direct_id: nullable(conversations.id),
  direct_last_seq: nullable(conversations.lastSeq),
  quiet_since: conversations.lastMessageAt,
} as const;

/** A mentor and a mentee, both active, in a group that is not archived. */
export type PairRow = RowOf<typeof pairRow>;

/** Pairs that never wrote come first, then the longest silent. */
function isBehind({ quietSince, groupId, menteeId }: Cursor): SQL {
  const place = sql`(g.id, gm.user_id) > (${groupId}, ${menteeId})`;
  if (quietSince === null) return sql`(c.last_message_at is not null or ${place})`;
  return sql`(c.last_message_at > ${quietSince} or (c.last_message_at = ${quietSince} and ${place}))`;
}

interface PairsWanted {
  readonly groupId: string | undefined;
  readonly behind: Cursor | null;
  readonly limit: number;
}

const example: PairsWanted = { groupId: undefined, behind: null, limit: 1 };

/** A page of pairs. Every join uses a key; no message is read. */
export const pairRows = statement({
  name: "groups.pairs",
  row: pairRow,
  sql: ({ groupId, behind, limit }: PairsWanted) => sql`
    select g.id as group_id, g.name as group_name, gc.id as group_conversation_id, gc.last_seq as group_last_seq,
      ${personJson("mentor")} as mentor, ${personJson("mentee")} as mentee,
      greatest(gm.joined_at, lead.joined_at) as since,
      c.id as direct_id, c.last_seq as direct_last_seq, c.last_message_at as quiet_since
    from ${groups} g
    join ${conversations} gc on gc.group_id = g.id
    join ${users} mentor on mentor.id = g.mentor_id and mentor.status = 'active'
    join ${groupMembers} lead on lead.group_id = g.id and lead.user_id = g.mentor_id and lead.left_at is null
    join ${groupMembers} gm on gm.group_id = g.id and gm.user_id <> g.mentor_id and gm.left_at is null
    join ${users} mentee on mentee.id = gm.user_id and mentee.status = 'active'
    left join ${conversations} c on c.low_user = least(g.mentor_id, gm.user_id)
      and c.high_user = greatest(g.mentor_id, gm.user_id)
    where g.state <> 'archived' and ${groupId === undefined ? sql`true` : sql`g.id = ${groupId}`}
      and ${behind === null ? sql`true` : isBehind(behind)}
    order by c.last_message_at nulls first, g.id, gm.user_id
    limit ${limit}`,
  examples: [
    example,
    {
      ...example,
      groupId: "north",
      behind: { quietSince: null, groupId: "north", menteeId: "ben" },
    },
    {
      ...example,
      behind: { quietSince: "2026-03-01T10:00:00.000Z", groupId: "north", menteeId: "ben" },
    },
  ],
});
