import type { Executor } from "@parley/db/database";
import { blocks, participants, users } from "@parley/db/schema";
import { statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import { contactReasons, namingAny } from "./contact-rows.ts";
import type { Outgoing } from "../stream/append.ts";

const viewersOf = statement({
  name: "relations.viewers-of",
  row: { viewer: users.id, subject: users.id },
  sql: (ids: readonly string[]) => {
    const subjects = sql`${sql.param(ids)}::text[]`;
    return sql`
    select r.owner_id as viewer, r.id as subject from (${contactReasons(namingAny(ids))}) r
    union select id, id from unnest(${subjects}) as id
    union select blocker_id, blocked_id from ${blocks} where blocked_id = any(${subjects})
    union select y.user_id, x.user_id from ${participants} x
      join ${participants} y on y.conversation_id = x.conversation_id where x.user_id = any(${subjects})`;
  },
  examples: [["ada"]],
});

/** Returns a `user.updated` for every user who sees one of these: contacts, blockers, participants of shared conversations, themselves. */
export async function notifyViewers(tx: Executor, userIds: readonly string[]): Promise<Outgoing[]> {
  if (userIds.length === 0) return [];
  const rows = await viewersOf(tx, userIds);
  return rows.map(({ viewer, subject }) => ({
    userId: viewer,
    type: "user.updated",
    subjectId: subject,
  }));
}
