import type pg from "pg";

/** Identifies one database of one running server. */
export async function identify(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ identity: string }>(
    `select extract(epoch from pg_postmaster_start_time())::text || ' ' || oid as identity
      from pg_database where datname = current_database()`,
  );
  return rows[0]?.identity ?? "";
}
