import { createDatabase } from "../database.ts";
import { createPglite } from "../engines/in-process/create-pglite.ts";
import { createPglitePool } from "../engines/in-process/pglite-pool.ts";
import type { TestDatabase } from "./test-database.ts";
import { prepareEmptyTables } from "./empty-tables.ts";
import { migratedSnapshot } from "./snapshot.ts";

/** A new PGlite in memory with the schema. */
export async function createInProcessTestDatabase(): Promise<TestDatabase> {
  const pglite = await createPglite("memory://", { loadDataDir: await migratedSnapshot() });
  const pool = createPglitePool(pglite);
  return {
    db: createDatabase(pool),
    reset: await prepareEmptyTables(pool),
    close: async () => {
      if (pool.ended) return;
      await pool.end();
      await pglite.close();
    },
  };
}
