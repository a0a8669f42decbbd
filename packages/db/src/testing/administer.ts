import pg from "pg";

/** Runs one statement on a dedicated session, as statements about whole databases require. */
export async function administer(url: string, statement: string, options?: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    ...(options === undefined ? {} : { options }),
  });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The same server, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
