import { housekeep } from "@parley/api/housekeeping";
import { createPlatform } from "@parley/api/platform";
import { createDatabase } from "@parley/db/database";
import { sessionConfig, unlimited } from "@parley/db/session-settings";
import pg from "pg";

/** Indexes messages for search, as servers do once a minute: full blocks, and all of conversations that are idle. */
export async function indexForSearch(url: string): Promise<void> {
  const pool = new pg.Pool({ ...sessionConfig(url, unlimited), max: 2 });
  try {
    await housekeep(createPlatform({ db: createDatabase(pool) }));
  } finally {
    await pool.end();
  }
}
