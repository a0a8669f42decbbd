import { createHash } from "node:crypto";
import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type pg from "pg";
import type { Database } from "./database.ts";

/**
 * A statement of the hot path: parsed and planned once per connection under its name, where that keeps names, and
 * run in one round trip. `Row` is what the select list returns; the statement's test holds the two together.
 */
export interface Statement<Row, Values extends readonly unknown[]> {
  (db: Database, values: Values): Promise<Row[]>;
}

/** Under its name where names are kept: by way of a pooler that does not, one of another session may stand in the way. */
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

/** A name for each text: a policy, say, is part of some. There are a few dozen in a process, and not one a value. */
const names = new Map<string, string>();

function nameOf(name: string, text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const made = `${name}.${createHash("sha1").update(text).digest("hex").slice(0, 12)}`;
  names.set(text, made);
  return made;
}

/**
 * Runs a query that thousands ask at the same moment, after a cut say: planned once a connection, since planning it
 * takes longer than answering it. Its values have to be parameters, so that its text is the same for everybody.
 */
export function runNamed<Row extends pg.QueryResultRow>(
  db: Database,
  name: string,
  query: SQL,
): Promise<Row[]> {
  const { sql: text, params: values } = dialect.sqlToQuery(query);
  return run(db, { name: nameOf(name, text), text, values });
}
