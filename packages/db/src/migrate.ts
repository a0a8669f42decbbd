import { fileURLToPath } from "node:url";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import type { Database } from "./database.ts";

/** Where the migration files lie. */
export const migrationsFolder = fileURLToPath(new URL("../migrations", import.meta.url));

/** Brings the database to the schema of this code. */
export async function migrate(db: Database): Promise<void> {
  await applyMigrations(db, { migrationsFolder });
}
