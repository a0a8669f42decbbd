import { type SQL, sql } from "drizzle-orm";

/** The conversations `c` of groups that have all of some users as members. */
export const groupConversationsOf = (...userIds: readonly string[]): SQL =>
  sql.join(
    userIds.map(
      (userId) => sql`c.group_id in (
        select group_id from group_members where user_id = ${userId} and left_at is null)`,
    ),
    sql` and `,
  );
