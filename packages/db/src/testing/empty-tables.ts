import type pg from "pg";

/**
 * Makes a function that empties every table of the schema, and parts of one with the whole. Deleting beats
 * `truncate` by far on small tables (3 ms against 25 ms in process), and without triggers the order of the tables
 * does not matter. The role must be a superuser.
 */
export async function prepareEmptyTables(pool: pg.Pool): Promise<() => Promise<void>> {
  const { rows } = await pool.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`,
  );
  const deletes = rows.map(({ name }) => `delete from ${name}`);
  // One simple query is one transaction.
  const script = ["set local session_replication_role = replica", ...deletes].join("; ");
  return async () => {
    await pool.query(`begin; ${script}; commit`);
  };
}
