import type { Executor } from "@parley/db/database";
import { users } from "@parley/db/schema";
import { statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import { contactReasons, naming } from "./contact-rows.ts";
import type { Outgoing } from "../stream/append.ts";

const viewersOf = statement({
  name: "relations.viewers-of",
  row: { id: users.id },
  sql: (userId: string) => sql`
    select r.owner_id as id from (${contactReasons(naming(userId))}) r
    union select ${userId}
    union select blocker_id from blocks where blocked_id = ${userId}
    union select y.user_id from participants x
      join participants y on y.conversation_id = x.conversation_id where x.user_id = ${userId}`,
  examples: ["ada"],
});

/** Returns a `user.updated` for every user who sees this one: contacts, blockers, participants of shared conversations, the user. */
export async function notifyViewers(tx: Executor, userId: string): Promise<Outgoing[]> {
  const rows = await viewersOf(tx, userId);
  return rows.map(({ id }) => ({ userId: id, type: "user.updated", subjectId: userId }));
}
