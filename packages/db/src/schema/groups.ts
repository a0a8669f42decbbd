import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, text } from "drizzle-orm/pg-core";
import { hostId, moment, now, parley } from "./columns.ts";
import { users } from "./people.ts";

/** A mentoring group. */
export const groups = parley.table(
  "groups",
  {
    id: hostId("id").primaryKey(),
    name: text("name").notNull(),
    mentorId: hostId("mentor_id")
      .notNull()
      .references(() => users.id),
    state: text("state", { enum: ["active", "ending", "archived"] })
      .notNull()
      .default("active"),
    endsAt: moment("ends_at"),
    /** When it was archived; null if it is not, or if an export did not have the time. */
    archivedAt: moment("archived_at"),
    createdAt: moment("created_at").notNull().default(now),
  },
  (t) => [
    index("groups_mentor").on(t.mentorId),
    check("groups_state", sql`${t.state} in ('active', 'ending', 'archived')`),
  ],
);

/** Who was in a group and when; the mentor has a row too. A user who returns gets a new row. */
export const groupMembers = parley.table(
  "group_members",
  {
    groupId: hostId("group_id")
      .notNull()
      .references(() => groups.id),
    userId: hostId("user_id")
      .notNull()
      .references(() => users.id),
    joinedAt: moment("joined_at").notNull().default(now),
    leftAt: moment("left_at"),
    /** The last message of the group's conversation when they joined; 0 for founding members. */
    joinedAfterSeq: integer("joined_after_seq").notNull().default(0),
    /** The last message when they left. */
    leftAfterSeq: integer("left_after_seq"),
  },
  (t) => [
    primaryKey({ columns: [t.groupId, t.userId, t.joinedAt] }),
    index("group_members_user")
      .on(t.userId, t.groupId)
      .where(sql`${t.leftAt} is null`),
  ],
);
