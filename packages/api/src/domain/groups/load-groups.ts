import type { Group } from "@parley/contract/groups";
import type { Person } from "@parley/contract/people";
import type { Executor } from "@parley/db/database";
import { conversations, groupMembers, groups, users } from "@parley/db/schema";
import { computed, statement } from "@parley/db/statement";
import { and, type SQL, sql } from "drizzle-orm";
import type { StaffContext } from "../context.ts";
import { toOptionalTime } from "../moment.ts";
import { personJson } from "../person.ts";

/** Which groups to load: all, one, or those of a member. */
export interface GroupScope {
  readonly groupId?: string | undefined;
  readonly memberId?: string | undefined;
}

/** The groups that the caller sees: all for an ADMIN, otherwise their own. */
export const groupsOf = ({ actor }: StaffContext): GroupScope =>
  actor.kind === "service" || actor.role === "ADMIN" ? {} : { memberId: actor.id };

const isOneOf = ({ groupId, memberId }: GroupScope): SQL | undefined =>
  and(
    groupId === undefined ? sql`true` : sql`g.id = ${groupId}`,
    memberId === undefined
      ? undefined
      : sql`exists (select from ${groupMembers} gm where gm.group_id = g.id and gm.user_id = ${memberId} and gm.left_at is null)`,
  );

const groupRows = statement({
  name: "groups.load",
  row: {
    id: groups.id,
    name: groups.name,
    state: groups.state,
    ends_at: groups.endsAt,
    conversation_id: conversations.id,
    mentor: computed.json<Person>(),
    mentees: computed.json<Person[]>(),
  },
  sql: (scope: GroupScope) => sql`
    select g.id, g.name, g.state, g.ends_at, c.id as conversation_id, ${personJson("mentor")} as mentor,
      (select coalesce(json_agg(${personJson("u")} order by u.id), '[]')
       from ${groupMembers} gm join ${users} u on u.id = gm.user_id
       where gm.group_id = g.id and gm.left_at is null and gm.user_id <> g.mentor_id) as mentees
    from ${groups} g
    join ${users} mentor on mentor.id = g.mentor_id
    join ${conversations} c on c.group_id = g.id
    where ${isOneOf(scope)}
    order by g.id`,
  examples: [{}, { groupId: "north", memberId: "ada" }],
});

/** Groups of a scope by id, each with its members. */
export async function loadGroups(db: Executor, scope: GroupScope): Promise<Group[]> {
  const rows = await groupRows(db, scope);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    mentor: row.mentor,
    mentees: row.mentees,
    state: row.state,
    endsAt: toOptionalTime(row.ends_at),
    conversationId: row.conversation_id,
  }));
}
