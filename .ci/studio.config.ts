import { defineConfig } from "drizzle-kit";
import * as tables from "../packages/db/src/schema/index.ts";
import { sessionConfig, unlimited } from "../packages/db/src/session-settings.ts";

const url = process.env["DATABASE_DIRECT_URL"] ?? process.env["DATABASE_URL"] ?? "";

// drizzle-kit connects by an address alone; node-postgres takes the settings of its session from here.
process.env["PGOPTIONS"] = sessionConfig(url, unlimited).options;

// drizzle-kit reads the tables from the same modules. The key is that of a table's schema (drizzle-orm/table.ts).
const schema = process.env["DATABASE_SCHEMA"];
if (schema !== undefined && schema !== "")
  for (const table of Object.values(tables))
    Object.assign(table, { [Symbol.for("drizzle:Schema")]: schema });

/** `npm run db:studio`: shows what is in the database. */
export default defineConfig({
  dialect: "postgresql",
  schema: "./packages/db/src/schema/index.ts",
  dbCredentials: { url },
});
