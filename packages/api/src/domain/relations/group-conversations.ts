import { groupMembers } from "@parley/db/schema";
import { type SQL, sql } from "drizzle-orm";

/** Users who select groups: those in which all of them are now, or any of them. */
export type UsersOfGroups =
  | { readonly all: readonly string[] }
  | { readonly any: readonly string[] };

/** Whether a conversation is of a group that some users select; of none, if there are no users. */
export const isGroupOf = (conversation: string, users: UsersOfGroups): SQL => {
  const groupId = sql.raw(`${conversation}.group_id`);
  if ("any" in users) {
    return sql`${groupId} in (
      select group_id from ${groupMembers} where user_id = any(${sql.param(users.any)}::text[]) and left_at is null)`;
  }
  if (users.all.length === 0) return sql`false`;
  return sql.join(
    users.all.map(
      (userId) => sql`${groupId} in (
        select group_id from ${groupMembers} where user_id = ${userId} and left_at is null)`,
    ),
    sql` and `,
  );
};
