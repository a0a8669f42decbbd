import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { hostId, moment, now, parley } from "./columns.ts";
import { groups } from "./groups.ts";
import { users } from "./people.ts";

/** A conversation: of two users, whose ids are ordered, or of a group. */
export const conversations = parley.table(
  "conversations",
  {
    id: uuid("id").primaryKey(),
    kind: text("kind", { enum: ["direct", "group"] }).notNull(),
    lowUser: hostId("low_user").references(() => users.id),
    highUser: hostId("high_user").references(() => users.id),
    groupId: hostId("group_id").references(() => groups.id),
    state: text("state", { enum: ["open", "readonly"] })
      .notNull()
      .default("open"),
    /**
     * Incremented by every change of who may write here: a block, a membership change, a new state. A send that read an
     * older value is retried, so no send slips past such a change.
     */
    epoch: integer("epoch").notNull().default(0),
    lastSeq: integer("last_seq").notNull().default(0),
    /** The latest time of a message here. */
    lastMessageAt: moment("last_message_at"),
    /** Messages up to here are in the signatures of `search_blocks`. */
    sealedSeq: integer("sealed_seq").notNull().default(0),
    /** The version of the fold of those signatures; they cannot be used with another one. */
    sealedFold: smallint("sealed_fold").notNull().default(0),
    createdAt: moment("created_at").notNull().default(now),
  },
  (t) => [
    uniqueIndex("conversations_pair").on(t.lowUser, t.highUser),
    uniqueIndex("conversations_group").on(t.groupId),
    index("conversations_high_user").on(t.highUser),
    check(
      "conversations_kind",
      sql`(${t.kind} = 'direct' and ${t.lowUser} is not null and ${t.highUser} is not null
          and ${t.lowUser} < ${t.highUser} and ${t.groupId} is null)
        or (${t.kind} = 'group' and ${t.lowUser} is null and ${t.highUser} is null and ${t.groupId} is not null)`,
    ),
    check("conversations_state", sql`${t.state} in ('open', 'readonly')`),
  ],
);

/** A user in a conversation, with what they have read and how they keep it. Former members keep their row. */
export const participants = parley.table(
  "participants",
  {
    conversationId: uuid("conversation_id")
      .notNull()
      .references(() => conversations.id),
    userId: hostId("user_id")
      .notNull()
      .references(() => users.id),
    readSeq: integer("read_seq").notNull().default(0),
    /** What other users may see of `read_seq`. */
    sharedReadSeq: integer("shared_read_seq").notNull().default(0),
    /** Everything up to here is deleted for this user. */
    clearedSeq: integer("cleared_seq").notNull().default(0),
    /** The first message that this user may see. */
    visibleFromSeq: integer("visible_from_seq").notNull().default(1),
    /** The last message that a former member may see; null for a current member. */
    leftSeq: integer("left_seq"),
    /** Set by opening: an empty conversation is listed only for those who opened it. */
    openedAt: moment("opened_at"),
    mutedUntil: moment("muted_until"),
    pinnedAt: moment("pinned_at"),
    archivedAt: moment("archived_at"),
    markedUnread: boolean("marked_unread").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.userId] }),
    index("participants_user").on(t.userId),
  ],
);
