import { sql } from "drizzle-orm";
import { boolean, check, text } from "drizzle-orm/pg-core";
import { moment, now, parley } from "./columns.ts";

/** One row: the contact policy by which the states of direct conversations were last computed. */
export const settledPolicy = parley.table(
  "settled_policy",
  {
    isOnly: boolean("is_only").primaryKey().default(true),
    /** The parts of a policy that decide states, as text. */
    policy: text("policy").notNull(),
    settledAt: moment("settled_at").notNull().default(now),
  },
  (t) => [check("settled_policy_is_only", sql`${t.isOnly}`)],
);
