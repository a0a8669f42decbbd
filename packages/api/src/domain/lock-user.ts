import { users } from "@parley/db/schema";
import { statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";

/** Lets the changes of a user's own things wait for each other, so that their number can be limited. */
export const lockUser = statement({
  name: "users.lock-own",
  sql: (userId: string) => sql`select from ${users} where id = ${userId} for no key update`,
  examples: ["ada"],
});
