import type { Group, GroupState } from "@parley/contract/groups";
import type { Person } from "@parley/contract/people";
import type { Executor } from "@parley/db/database";
import { type SQL, sql } from "drizzle-orm";
import type { StaffContext } from "../context.ts";
import { type Moment, toOptionalTime } from "../moment.ts";

interface GroupRow extends Record<string, unknown> {
  id: string;
  name: string;
  state: GroupState;
  ends_at: Moment | null;
  conversation_id: string;
  mentor: Person;
  mentees: Person[];
}

/** Which groups to load: a condition on the alias `g`. */
export type GroupScope = SQL;

const anyGroup: GroupScope = sql`true`;
export const ofId = (groupId: string): GroupScope => sql`g.id = ${groupId}`;
const ofMember = (userId: string): GroupScope => sql`exists (
  select from group_members gm where gm.group_id = g.id and gm.user_id = ${userId} and gm.left_at is null)`;

/** The groups that the caller sees: all for an ADMIN, otherwise their own. */
export const groupsOf = ({ actor }: StaffContext): GroupScope =>
  actor.kind === "service" || actor.role === "ADMIN" ? anyGroup : ofMember(actor.id);

/** The user of a table alias, as JSON. */
export const personJson = (alias: string) =>
  sql.raw(
    `json_build_object('id', ${alias}.id, 'name', ${alias}.name, 'role', ${alias}.role, 'avatarUrl', ${alias}.avatar_url)`,
  );

/** Groups of a scope by id, each with its members. */
export async function loadGroups(db: Executor, scope: GroupScope): Promise<Group[]> {
  const { rows } = await db.execute<GroupRow>(sql`
    select g.id, g.name, g.state, g.ends_at, c.id as conversation_id, ${personJson("mentor")} as mentor,
      (select coalesce(json_agg(${personJson("u")} order by u.id), '[]')
       from group_members gm join users u on u.id = gm.user_id
       where gm.group_id = g.id and gm.left_at is null and gm.user_id <> g.mentor_id) as mentees
    from groups g
    join users mentor on mentor.id = g.mentor_id
    join conversations c on c.group_id = g.id
    where ${scope}
    order by g.id`);
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
