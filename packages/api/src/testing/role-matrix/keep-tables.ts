import type { Database } from "@parley/db/database";
import { wholeTables } from "@parley/db/testing/whole-tables";

/**
 * Copies every table. Returns a function that restores the rows, in 5 ms: far faster than replaying what led to them.
 */
export async function keepTables(pool: Database["$client"]): Promise<() => Promise<void>> {
  const names = await wholeTables(pool);
  const each = (statement: (name: string) => string) => names.map(statement);
  const copies = each((name) => `create table kept.${name} as table parley.${name}`);
  await pool.query(["create schema kept", ...copies].join("; "));
  const script = [
    "begin",
    // Without triggers the order of the tables does not matter.
    "set local session_replication_role = replica",
    ...each((name) => `delete from parley.${name}`),
    ...each((name) => `insert into parley.${name} select * from kept.${name}`),
    "commit",
  ].join("; ");
  return async () => {
    await pool.query(script);
  };
}
