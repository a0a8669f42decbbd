import type { Executor } from "@parley/db/database";
import { sql } from "drizzle-orm";
import { contactReasons, naming } from "./contact-rows.ts";
import type { Outgoing } from "../stream/append.ts";

/** Returns a `user.updated` for every user who sees this one: contacts, blockers, participants of shared conversations, the user. */
export async function notifyViewers(tx: Executor, userId: string): Promise<Outgoing[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select r.owner_id as id from (${contactReasons(naming(userId))}) r
    union select ${userId}
    union select blocker_id from blocks where blocked_id = ${userId}
    union select y.user_id from participants x
      join participants y on y.conversation_id = x.conversation_id where x.user_id = ${userId}`);
  return rows.map(({ id }) => ({ userId: id, type: "user.updated", subjectId: userId }));
}
