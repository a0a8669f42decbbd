import { defineConfig } from "drizzle-kit";

/** `npm run db:generate` compares the tables with the committed migrations. */
export default defineConfig({
  dialect: "postgresql",
  schema: "./packages/db/src/schema/index.ts",
  out: "./packages/db/migrations",
});
