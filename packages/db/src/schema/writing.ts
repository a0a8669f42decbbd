import type { MessageFile } from "@parley/contract/files";
import type { DraftMention } from "@parley/contract/writing";
import { index, integer, json, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { conversations } from "./conversations.ts";
import { hostId, moment, parley } from "./columns.ts";
import { users } from "./people.ts";

/** Messages to be sent later. A row ends when its message is sent. */
export const scheduledMessages = parley.table(
  "scheduled_messages",
  {
    userId: hostId("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The id of the message that will be sent. */
    id: uuid("id").notNull(),
    conversationId: uuid("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    body: text("body").notNull(),
    replyToSeq: integer("reply_to_seq"),
    mentions: text("mentions").array().notNull().default([]),
    /** As they were when it was scheduled; null if it has none. */
    files: json("files").$type<MessageFile[]>(),
    sendAt: moment("send_at").notNull(),
    /** The zone in which the time was chosen. */
    timeZone: text("time_zone").notNull(),
    /** `sending`: a job has begun to send it, and it can no longer be changed. */
    state: text("state", { enum: ["waiting", "sending", "returned"] }).notNull(),
    /** Why it was returned. */
    reason: text("reason"),
    /** The job that sends it: those of earlier times do nothing. */
    jobId: uuid("job_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.id] }),
    index("scheduled_messages_conversation").on(t.conversationId),
  ],
);

/** Texts that users have kept to write them again. */
export const templates = parley.table(
  "templates",
  {
    userId: hostId("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    id: uuid("id").notNull(),
    title: text("title").notNull(),
    body: text("body").notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.id] })],
);

/** What users have written and not sent. A row stays once its text was sent or cleared, so that no older one replaces it. */
export const drafts = parley.table(
  "drafts",
  {
    userId: hostId("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    conversationId: uuid("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    /** Null once it was sent or cleared. */
    body: text("body"),
    replyToSeq: integer("reply_to_seq"),
    /** The mentions that were selected from a list. */
    chosen: jsonb("chosen").$type<DraftMention[]>().notNull().default([]),
    editedAt: moment("edited_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.conversationId] }),
    index("drafts_conversation").on(t.conversationId),
  ],
);
