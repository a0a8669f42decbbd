import type { StarterLanguage, StarterPlace } from "@parley/contract/starter-table";
import { primaryKey, text } from "drizzle-orm/pg-core";
import { exactText, parley } from "./columns.ts";

/** What ADMINs have changed about the conversation starters: nothing else of these is in the database. */
export const starters = parley.table(
  "starters",
  {
    language: exactText("language").$type<StarterLanguage>().notNull(),
    /** The key of one that every installation has, or the UUID of one that was added. */
    key: exactText("key").notNull(),
    /** Null if it is hidden. */
    body: text("body"),
    /** Of one that was added. */
    role: text("role").$type<StarterPlace["role"]>(),
    when: text("when").$type<StarterPlace["when"]>(),
  },
  (t) => [primaryKey({ columns: [t.language, t.key] })],
);
