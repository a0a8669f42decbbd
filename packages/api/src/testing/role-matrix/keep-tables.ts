import type { Database } from "@parley/db/database";

/**
 * Keeps a copy of every table. Gives a function that puts the rows back, in 5 ms: by far less than it takes to
 * play again what led to them.
 */
export async function keepTables(pool: Database["$client"]): Promise<() => Promise<void>> {
  const { rows } = await pool.query<{ name: string }>(
    // Parts of a table are kept with the whole.
    `select quote_ident(relname) as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`,
  );
  const each = (statement: (name: string) => string) => rows.map(({ name }) => statement(name));
  const copies = each((name) => `create table kept.${name} as table public.${name}`);
  await pool.query(["create schema kept", ...copies].join("; "));
  const script = [
    "begin",
    // Without triggers the order of the tables does not matter.
    "set local session_replication_role = replica",
    ...each((name) => `delete from public.${name}`),
    ...each((name) => `insert into public.${name} select * from kept.${name}`),
    "commit",
  ].join("; ");
  return async () => {
    await pool.query(script);
  };
}
