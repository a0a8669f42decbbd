import type pg from "pg";
import type { Database } from "./database.ts";

/**
 * A statement of the hot path: parsed and planned once per connection under its name, where that keeps names, and
 * run in one round trip. `Row` is what the select list returns; the statement's test holds the two together.
 */
export interface Statement<Row, Values extends readonly unknown[]> {
  (db: Database, values: Values): Promise<Row[]>;
}

export function statement<Row extends pg.QueryResultRow, Values extends readonly unknown[]>(
  name: string,
  text: string,
): Statement<Row, Values> {
  return async (db, values) => {
    const query = { text, values: [...values] };
    const { rows } = await db.$client.query<Row>(db.keepsStatements ? { name, ...query } : query);
    return rows;
  };
}
