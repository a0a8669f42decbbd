import type pg from "pg";
import { JOURNAL } from "../migrate.ts";

/** The names of the tables of the schema, quoted for SQL. A partitioned table includes its partitions. */
export async function wholeTables(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class
      where relnamespace = 'parley'::regnamespace and relkind in ('r', 'p') and not relispartition
        and relname <> '${JOURNAL}'`,
  );
  return rows.map(({ name }) => name);
}
