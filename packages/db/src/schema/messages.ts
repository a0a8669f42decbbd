import type { MessageFile } from "@parley/contract/files";
import {
  check,
  foreignKey,
  index,
  integer,
  json,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { exactText, hostId, moment, now, parley } from "./columns.ts";
import { users } from "./people.ts";

/**
 * A message.
 *
 * No foreign keys: the one statement that stores messages has read the conversation and the sender, neither is ever
 * removed, and the two checks would cost a fifth of its time.
 */
export const messages = parley.table(
  "messages",
  {
    conversationId: uuid("conversation_id").notNull(),
    seq: integer("seq").notNull(),
    id: uuid("id").notNull(),
    senderId: hostId("sender_id").notNull(),
    body: text("body").notNull(),
    /** The body as it is searched, by this version of the fold; empty once deleted. */
    searchText: text("search_text").notNull().default(""),
    foldVersion: smallint("fold_version").notNull().default(0),
    replyToSeq: integer("reply_to_seq"),
    /** Ids of participants, in their order; empty once deleted. */
    mentions: text("mentions").array().notNull().default([]),
    /** Its files as clients receive them, in their order; null if there are none, as in most messages. */
    files: json("files").$type<MessageFile[]>(),
    version: integer("version").notNull().default(1),
    createdAt: moment("created_at").notNull().default(now),
    editedAt: moment("edited_at"),
    deletedAt: moment("deleted_at"),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.seq] }),
    uniqueIndex("messages_sender_id").on(t.senderId, t.id),
    index("messages_mentions")
      .using("gin", t.mentions)
      .where(sql`cardinality(${t.mentions}) > 0`),
    // The newest messages of all conversations. A block range index costs an insert next to nothing.
    index("messages_created").using("brin", t.createdAt).with({ autosummarize: true }),
    index("messages_files")
      .on(t.conversationId, t.seq)
      .where(sql`${t.files} is not null`),
    check("messages_seq", sql`${t.seq} > 0`),
  ],
);

/** What an edit or a deletion replaced. Only an ADMIN may read it. */
export const messageVersions = parley.table(
  "message_versions",
  {
    conversationId: uuid("conversation_id").notNull(),
    seq: integer("seq").notNull(),
    version: integer("version").notNull(),
    body: text("body").notNull(),
    mentions: text("mentions").array().notNull().default([]),
    replacedAt: moment("replaced_at").notNull().default(now),
    replacedBy: hostId("replaced_by").notNull(),
    /** Why an ADMIN deleted another user's message. */
    reason: text("reason"),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.seq, t.version] }),
    foreignKey({
      columns: [t.conversationId, t.seq],
      foreignColumns: [messages.conversationId, messages.seq],
    }),
  ],
);

/** A user's reaction to a message. */
export const reactions = parley.table(
  "reactions",
  {
    conversationId: uuid("conversation_id").notNull(),
    seq: integer("seq").notNull(),
    userId: hostId("user_id")
      .notNull()
      .references(() => users.id),
    emoji: exactText("emoji").notNull(),
    createdAt: moment("created_at").notNull().default(now),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.seq, t.emoji, t.userId] }),
    foreignKey({
      columns: [t.conversationId, t.seq],
      foreignColumns: [messages.conversationId, messages.seq],
    }),
  ],
);

/** A pinned message of a conversation. A deleted message has no pin. */
export const pinnedMessages = parley.table(
  "pinned_messages",
  {
    conversationId: uuid("conversation_id").notNull(),
    seq: integer("seq").notNull(),
    pinnedBy: hostId("pinned_by")
      .notNull()
      .references(() => users.id),
    pinnedAt: moment("pinned_at").notNull().default(now),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.seq] }),
    foreignKey({
      columns: [t.conversationId, t.seq],
      foreignColumns: [messages.conversationId, messages.seq],
    }),
  ],
);

/** A message that a user has saved for themselves. */
export const savedMessages = parley.table(
  "saved_messages",
  {
    userId: hostId("user_id")
      .notNull()
      .references(() => users.id),
    conversationId: uuid("conversation_id").notNull(),
    seq: integer("seq").notNull(),
    note: text("note"),
    savedAt: moment("saved_at").notNull().default(now),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.conversationId, t.seq] }),
    foreignKey({
      columns: [t.conversationId, t.seq],
      foreignColumns: [messages.conversationId, messages.seq],
    }),
    index("saved_messages_newest").on(t.userId, t.savedAt, t.conversationId, t.seq),
  ],
);
