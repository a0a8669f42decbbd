import { defineConfig } from "drizzle-kit";

/** `db:generate` compares the schema with the committed migrations; the other commands need DATABASE_URL. */
export default defineConfig({
  dialect: "postgresql",
  schema: "./packages/db/src/schema/index.ts",
  out: "./packages/db/migrations",
  dbCredentials: { url: process.env["DATABASE_DIRECT_URL"] ?? process.env["DATABASE_URL"] ?? "" },
});
