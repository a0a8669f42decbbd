import { createDatabase } from "@parley/db/database";
import { migrate } from "@parley/db/migrate";
import { sessionConfig, unlimited } from "@parley/db/session-settings";
import pg from "pg";

/** Users in a ring: each writes to the next `reach` users, and the previous `reach` users write to them. */
export interface Dataset {
  readonly people: number;
  readonly reach: number;
}

export const personId = (at: number): string => `person-${at}`;

/** The id of the conversation of one user and the one `step` further, as the database creates it. */
export function conversationId(at: number, step: number): string {
  const hex = (value: number, width: number) => value.toString(16).padStart(width, "0");
  return `01900000-0000-7000-8${hex(step, 3)}-${hex(at, 12)}`;
}

const conversationSql = `('01900000-0000-7000-8' || lpad(to_hex(step), 3, '0') || '-' || lpad(to_hex(at), 12, '0'))::uuid`;

const statements = ({ people, reach }: Dataset) => [
  `insert into parley.users (id, email, name, role)
   select 'person-' || at, 'person-' || at || '@example.org', 'Person ' || at, 'MENTEE'
   from generate_series(0, ${people - 1}) at`,
  `insert into parley.streams (user_id) select id from parley.users`,
  // They are each other's contacts, so that the policy allows them to write.
  `insert into parley.contacts (owner_id, contact_id)
   select 'person-' || at, 'person-' || (at + step) % ${people}
   from generate_series(0, ${people - 1}) at, generate_series(1, ${reach}) step`,
  `insert into parley.conversations (id, kind, low_user, high_user, created_at)
   select ${conversationSql}, 'direct',
     least(one collate "C", other collate "C"), greatest(one collate "C", other collate "C"), now() - interval '1 day'
   from (select at, step, 'person-' || at as one, 'person-' || (at + step) % ${people} as other
         from generate_series(0, ${people - 1}) at, generate_series(1, ${reach}) step) pair`,
  `insert into parley.participants (conversation_id, user_id, opened_at)
   select id, low_user, created_at from parley.conversations union all select id, high_user, created_at from parley.conversations`,
];

/** Fills an empty database with the schema and a dataset. */
export async function seedDataset(url: string, dataset: Dataset): Promise<void> {
  if (dataset.reach * 2 >= dataset.people)
    throw new Error(
      "the dataset is too small for its reach: two users would share two conversations",
    );
  const pool = new pg.Pool({ ...sessionConfig(url, unlimited), max: 1 });
  try {
    await migrate(createDatabase(pool));
    for (const statement of statements(dataset)) await pool.query(statement);
    await pool.query("vacuum analyze");
  } finally {
    await pool.end();
  }
}
