import { defineConfig } from "drizzle-kit";
import { sessionConfig, unlimited } from "./packages/db/src/session-settings.ts";

const url = process.env["DATABASE_DIRECT_URL"] ?? process.env["DATABASE_URL"] ?? "";

// drizzle-kit connects by an address alone; node-postgres takes the settings of its session from here. A migration may take long.
process.env["PGOPTIONS"] = sessionConfig(url, unlimited).options;

/** `db:generate` compares the schema with the committed migrations; the other commands need DATABASE_URL. */
export default defineConfig({
  dialect: "postgresql",
  schema: "./packages/db/src/schema/index.ts",
  out: "./packages/db/migrations",
  dbCredentials: { url },
});
