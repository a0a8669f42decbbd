import type { Session } from "@parley/db/session";
import { sqlTypes, staged } from "./columns.ts";

const create = Object.entries(staged).map(([name, columns]) => {
  const parts = Object.entries(columns).map(([column, type]) => `${column} ${sqlTypes[type]}`);
  return `create temporary table ${name} (${parts.join(", ")})`;
});

/**
 * Findings about them. `outcome` is null until the check has decided. A target is a conversation of Parley into which
 * one or more old ones are merged; posts are its messages in their order.
 */
const decided = `
alter table refused add primary key (part, line);
alter table remarks add at integer generated always as identity;
create index on remarks (part, at);
create index on old_users (id);
alter table old_users add outcome text;
create index on old_groups (id);
alter table old_groups add outcome text;
create index on old_members (line);
create temporary table all_members (group_id text collate "C", user_id text collate "C", is_live boolean);
create index on all_members (user_id, group_id);
create index on all_members (group_id, user_id);
alter table old_contacts add outcome text;
alter table old_blocks add outcome text;
alter table old_conversations add outcome text, add target integer;
create index on old_conversations (id);
create index on old_conversations (target);
create index on old_participants (line, user_id);
alter table old_messages add primary key (line);
create index on old_readers (line);
alter table old_files add no integer generated always as identity primary key, add problem text;
create index on old_files (line);
create temporary table targets (no integer primary key, conversation_id uuid, known_id uuid,
  group_id text collate "C", low_user text collate "C", high_user text collate "C", created_at timestamptz(3),
  messages integer not null default 0, batch integer not null default 0);
create index on targets (conversation_id);
create index on targets (batch);
create temporary table posts (target integer, rank integer, line integer, conversation integer,
  created_at timestamptz(3), created_exact text collate "C", is_there boolean, primary key (target, rank));
create index on posts (line);
create temporary table answers (line integer primary key, answered integer);
create temporary table held (target integer, conversation_id uuid, last_seq integer) on commit delete rows;
create temporary table placed (line integer, target integer, rank integer, conversation_id uuid, seq integer,
  is_new boolean) on commit delete rows;
create index on placed (target, rank);
create index on placed (line);
create temporary view people as
  select id, kind, role from "parley".users union all select id, kind, role from old_users where outcome = 'new'`;

/** Creates the temporary tables of a whole export. */
export async function createStaging({ client }: Session): Promise<void> {
  // Millions of rows are sorted and hashed.
  await client.query(
    "set work_mem = '64MB'; set temp_buffers = '64MB'; set maintenance_work_mem = '256MB'",
  );
  await client.query([...create, decided].join(";\n"));
}

/** Gives the planner statistics: autovacuum does not analyze temporary tables. */
export async function analyzeStaging(
  { client }: Session,
  tables: readonly string[],
): Promise<void> {
  await client.query(`analyze ${tables.join(", ")}`);
}
