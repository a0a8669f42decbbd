import type pg from "pg";
import { wholeTables } from "./whole-tables.ts";

/**
 * Creates a function that empties every table of the schema, partitions included. Deleting is much faster than
 * `truncate` on small tables (3 ms against 25 ms in process), and without triggers the order of the tables does not
 * matter. The role must be a superuser.
 */
export async function prepareEmptyTables(pool: pg.Pool): Promise<() => Promise<void>> {
  const deletes = (await wholeTables(pool)).map((name) => `delete from parley.${name}`);
  // One simple query is one transaction.
  const script = ["set local session_replication_role = replica", ...deletes].join("; ");
  return async () => {
    await pool.query(`begin isolation level read committed; ${script}; commit`);
  };
}
