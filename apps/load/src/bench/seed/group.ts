import type { Database } from "../processes/database.ts";

const GROUP_ID = "hot-group";
const CONVERSATION_ID = "01900000-0000-7000-8fff-000000000001";

/** Puts the first users of a dataset into one group. Returns the id of its conversation. */
export async function seedGroup(
  database: Database,
  name: string,
  members: number,
): Promise<string> {
  const statements = [
    `update parley.users set role = 'MENTOR' where id = 'person-0'`,
    `insert into parley.groups (id, name, mentor_id) values ('${GROUP_ID}', 'Hot group', 'person-0')`,
    `insert into parley.group_members (group_id, user_id)
     select '${GROUP_ID}', 'person-' || at from generate_series(0, ${members - 1}) at`,
    `insert into parley.conversations (id, kind, group_id) values ('${CONVERSATION_ID}', 'group', '${GROUP_ID}')`,
    `insert into parley.participants (conversation_id, user_id, opened_at)
     select '${CONVERSATION_ID}', 'person-' || at, now() from generate_series(0, ${members - 1}) at`,
  ];
  for (const statement of statements) await database.run(name, statement);
  return CONVERSATION_ID;
}
