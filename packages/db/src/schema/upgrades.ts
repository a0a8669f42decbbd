import { jsonb, smallint } from "drizzle-orm/pg-core";
import { exactText, moment, parley } from "./columns.ts";

/** Progress of a pass over the rows of a table that a release needs, which the rows themselves do not show. */
export const upgrades = parley.table("upgrades", {
  name: exactText("name").primaryKey(),
  version: smallint("version").notNull(),
  /** The key of the last row that the pass has processed. */
  position: jsonb("position"),
  finishedAt: moment("finished_at"),
});
