import { jsonb, pgTable, smallint } from "drizzle-orm/pg-core";
import { exactText, moment } from "./columns.ts";

/** How far a pass over the rows of a table has come that a release needs, and no row can say of itself. */
export const upgrades = pgTable("upgrades", {
  name: exactText("name").primaryKey(),
  version: smallint("version").notNull(),
  /** The key of the last row that the pass has seen. */
  position: jsonb("position"),
  finishedAt: moment("finished_at"),
});
