import type { Person } from "@parley/contract/people";
import type { Executor } from "@parley/db/database";
import { users } from "@parley/db/schema";
import { isAnyOf } from "../any-of.ts";
import { personRow, toPerson } from "../person.ts";

/** Loads users by id; nonexistent ones are omitted. */
export async function loadPeople(db: Executor, ids: readonly string[]): Promise<Person[]> {
  if (ids.length === 0) return [];
  const rows = await db.select(personRow).from(users).where(isAnyOf(users.id, ids));
  return rows.map(toPerson);
}
