import { type SQL, sql } from "drizzle-orm";

/** The conversations `c` of the groups in which all of some people are. */
export const groupConversationsOf = (...userIds: readonly string[]): SQL =>
  sql.join(
    userIds.map(
      (userId) => sql`c.group_id in (
        select group_id from group_members where user_id = ${userId} and left_at is null)`,
    ),
    sql` and `,
  );
