import { personId } from "./dataset.ts";
import type { Database } from "../processes/database.ts";

/** A group of neighbouring users of a dataset, the first of whom is its mentor. */
export interface GroupOptions {
  /** The group's number, from 0. */
  readonly group?: number;
  /** The number of its first user. */
  readonly from?: number;
  readonly members: number;
}

/** Puts users of a dataset into a group. Returns the id of its conversation. */
export async function seedGroup(
  database: Database,
  name: string,
  { group = 0, from = 0, members }: GroupOptions,
): Promise<string> {
  const conversationId = `01900000-0000-7000-8fff-${(group + 1).toString(16).padStart(12, "0")}`;
  const mentor = personId(from);
  const all = `generate_series(${from}, ${from + members - 1}) at`;
  const statements = [
    `update parley.users set role = 'MENTOR' where id = '${mentor}'`,
    `insert into parley.groups (id, name, mentor_id) values ('group-${group}', 'Group ${group}', '${mentor}')`,
    `insert into parley.group_members (group_id, user_id) select 'group-${group}', 'person-' || at from ${all}`,
    `insert into parley.conversations (id, kind, group_id) values ('${conversationId}', 'group', 'group-${group}')`,
    `insert into parley.participants (conversation_id, user_id, opened_at)
     select '${conversationId}', 'person-' || at, now() from ${all}`,
  ];
  for (const statement of statements) await database.run(name, statement);
  return conversationId;
}
