import type { Person } from "@parley/contract/people";
import type { Executor } from "@parley/db/database";
import { sql } from "drizzle-orm";

/** Loads users by id; nonexistent ones are omitted. */
export async function loadPeople(db: Executor, ids: readonly string[]): Promise<Person[]> {
  if (ids.length === 0) return [];
  const { rows } = await db.execute<Person & Record<string, unknown>>(sql`
    select id, name, role, avatar_url as "avatarUrl" from users where id = any(${sql.param(ids)}::text[])`);
  return rows;
}
