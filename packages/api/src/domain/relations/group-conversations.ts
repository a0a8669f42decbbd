import { groupMembers } from "@parley/db/schema";
import { type SQL, sql } from "drizzle-orm";

/** Whether a conversation is of a group in which all of some users are now; of none, if there are no users. */
export const isGroupOfAll = (conversation: string, userIds: readonly string[]): SQL => {
  if (userIds.length === 0) return sql`false`;
  const groupId = sql.raw(`${conversation}.group_id`);
  return sql.join(
    userIds.map(
      (userId) => sql`${groupId} in (
        select group_id from ${groupMembers} where user_id = ${userId} and left_at is null)`,
    ),
    sql` and `,
  );
};
