import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  primaryKey,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { conversations } from "./conversations.ts";
import { hostId, moment, now, parley } from "./columns.ts";
import { users } from "./people.ts";

const delay = (name: string) => text(name, { enum: ["2m", "10m", "30m", "2h", "digest", "off"] });

/** What a user has set about notifications. Null, and a user without a row: the installation's default. */
export const notificationSettings = parley.table("notification_settings", {
  userId: hostId("user_id")
    .primaryKey()
    .references(() => users.id),
  /** Null until the user's browser reports one. */
  language: text("language", { enum: ["en", "es", "fr", "ar", "de", "pt"] }),
  email: boolean("email"),
  push: boolean("push"),
  direct: delay("direct"),
  group: delay("group"),
  mention: delay("mention"),
  digest: text("digest", { enum: ["off", "daily", "weekly"] }),
  /** By weekday, in the form of the contract. */
  quietHours: jsonb("quiet_hours"),
  content: text("content", { enum: ["full", "name-only", "none"] }),
  sharesSchedule: boolean("shares_schedule"),
  updatedAt: moment("updated_at").notNull().default(now),
});

/** What a user was and will be notified of in a conversation. Ends when they have read it. */
export const pendingNotifications = parley.table(
  "pending_notifications",
  {
    userId: hostId("user_id")
      .notNull()
      .references(() => users.id),
    conversationId: uuid("conversation_id")
      .notNull()
      .references(() => conversations.id),
    /** The first message of the next notification. */
    firstSeq: integer("first_seq").notNull(),
    /** When the next notification is due; null if none is. */
    dueAt: moment("due_at"),
    /** The end of the quiet hours for which it waits. */
    heldUntil: moment("held_until"),
    /** Notifications since the user last read something here. */
    step: smallint("step").notNull().default(0),
    /** The last message that a notification was about, and when it was created. */
    notifiedSeq: integer("notified_seq").notNull().default(0),
    notifiedAt: moment("notified_at"),
    /** The user's read position then. */
    readSeq: integer("read_seq").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.conversationId] }),
    index("pending_notifications_due")
      .on(t.dueAt)
      .where(sql`${t.dueAt} is not null`),
  ],
);

/** When a user's next digest is due, and when the last one was. */
export const pendingDigests = parley.table(
  "pending_digests",
  {
    userId: hostId("user_id")
      .primaryKey()
      .references(() => users.id),
    /** Null if nothing was unread when the last one was due. */
    dueAt: moment("due_at"),
    sentAt: moment("sent_at"),
  },
  (t) => [
    index("pending_digests_due")
      .on(t.dueAt)
      .where(sql`${t.dueAt} is not null`),
  ],
);

/** Which messages were looked at for notifications: one row. */
export const notificationSweeps = parley.table("notification_sweeps", {
  id: boolean("id").primaryKey().default(true),
  lookedAt: moment("looked_at").notNull(),
  /** Transactions below it had ended then: what they wrote was looked at. */
  horizon: bigint("horizon", { mode: "bigint" })
    .notNull()
    .default(sql`0`),
  /** When the last sweep looked back far, for messages of transactions that took long. */
  lookedBackAt: moment("looked_back_at").notNull(),
});

/** A notification: references to messages, never their texts. Removed after 90 days. */
export const notifications = parley.table(
  "notifications",
  {
    id: uuid("id").primaryKey(),
    /** In the order of commits: whatever inserts holds one lock. */
    number: bigint("number", { mode: "number" }).generatedByDefaultAsIdentity().notNull(),
    userId: hostId("user_id")
      .notNull()
      .references(() => users.id),
    kind: text("kind", {
      enum: ["messages", "digest", "reminder", "meeting", "report", "test"],
    }).notNull(),
    /** The action item of which it reminds. */
    cardId: uuid("card_id"),
    /** The report of which it tells an ADMIN. */
    reportId: uuid("report_id"),
    /** Conversations with the first and the last message, in the form of the contract. */
    parts: jsonb("parts").notNull(),
    state: text("state", { enum: ["waiting", "sending", "sent", "handled", "not_sent"] })
      .notNull()
      .default("waiting"),
    /** Why it was not sent. */
    reason: text("reason"),
    /** The results of the channels by name, in the form of the contract. */
    outcomes: jsonb("outcomes").notNull().default({}),
    createdAt: moment("created_at").notNull(),
    /** When it was first passed to a channel. */
    sentAt: moment("sent_at"),
  },
  (t) => [
    index("notifications_number").on(t.number),
    index("notifications_user").on(t.userId, t.number),
  ],
);
