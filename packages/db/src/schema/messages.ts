import {
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { hostId, moment, now } from "./columns.ts";
import { conversations } from "./conversations.ts";
import { users } from "./people.ts";

export const messages = pgTable(
  "messages",
  {
    conversationId: uuid("conversation_id")
      .notNull()
      .references(() => conversations.id),
    seq: integer("seq").notNull(),
    id: uuid("id").notNull(),
    senderId: hostId("sender_id")
      .notNull()
      .references(() => users.id),
    body: text("body").notNull(),
    replyToSeq: integer("reply_to_seq"),
    version: integer("version").notNull().default(1),
    createdAt: moment("created_at").notNull().default(now),
    editedAt: moment("edited_at"),
    deletedAt: moment("deleted_at"),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.seq] }),
    uniqueIndex("messages_sender_id").on(t.senderId, t.id),
    index("messages_unread")
      .on(t.conversationId, t.seq, t.senderId)
      .where(sql`${t.deletedAt} is null`),
    check("messages_seq", sql`${t.seq} > 0`),
  ],
);
