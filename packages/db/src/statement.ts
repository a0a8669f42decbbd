import { createHash } from "node:crypto";
import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type pg from "pg";
import type { Database } from "./database.ts";

/**
 * A statement of the hot path: parsed and planned once per connection under its name, if names are kept, and run in one
 * round trip. `Row` is what the select list returns; the statement's test verifies it.
 */
export interface Statement<Row, Values extends readonly unknown[]> {
  (db: Database, values: Values): Promise<Row[]>;
}

/** Named only if names are kept: through a pooler that does not, one of another session may conflict. */
async function run<Row extends pg.QueryResultRow>(
  db: Database,
  { name, ...query }: { name: string; text: string; values: unknown[] },
): Promise<Row[]> {
  const { rows } = await db.$client.query<Row>(db.keepsStatements ? { name, ...query } : query);
  return rows;
}

export function statement<Row extends pg.QueryResultRow, Values extends readonly unknown[]>(
  name: string,
  text: string,
): Statement<Row, Values> {
  return (db, values) => run(db, { name, text, values: [...values] });
}

const dialect = new PgDialect();

/**
 * One name per text: a policy, for example, is part of some. There are a few dozen in a process, never one per value.
 */
const names = new Map<string, string>();

function nameOf(name: string, text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const made = `${name}.${createHash("sha1").update(text).digest("hex").slice(0, 12)}`;
  names.set(text, made);
  return made;
}

/**
 * Runs a query that thousands issue at the same moment, for example after a network failure: planned once per
 * connection, since planning it takes longer than running it. Its values have to be parameters, so that its text is the
 * same for every caller.
 */
export function runNamed<Row extends pg.QueryResultRow>(
  db: Database,
  name: string,
  query: SQL,
): Promise<Row[]> {
  const { sql: text, params: values } = dialect.sqlToQuery(query);
  return run(db, { name: nameOf(name, text), text, values });
}
