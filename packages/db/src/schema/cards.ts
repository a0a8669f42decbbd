import { boolean, date, foreignKey, index, integer, text, uuid } from "drizzle-orm/pg-core";
import { conversations } from "./conversations.ts";
import { hostId, moment, parley } from "./columns.ts";
import { messages } from "./messages.ts";
import { users } from "./people.ts";

/** What a user of a conversation has agreed to do. A shared one has a card: the message with its id. */
export const actionItems = parley.table(
  "action_items",
  {
    id: uuid("id").primaryKey(),
    conversationId: uuid("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    /** Whether it has a card. The card is stored after the item: until then `seq` is null. */
    isShared: boolean("is_shared").notNull(),
    /** The message that is its card; null if only its creator sees it. */
    seq: integer("seq"),
    creatorId: hostId("creator_id")
      .notNull()
      .references(() => users.id),
    ownerId: hostId("owner_id")
      .notNull()
      .references(() => users.id),
    text: text("text").notNull(),
    /** By the owner's clock. */
    dueOn: date("due_on"),
    state: text("state", { enum: ["open", "done", "removed"] })
      .notNull()
      .default("open"),
    /** The message that it was made of. */
    sourceSeq: integer("source_seq"),
    version: integer("version").notNull().default(1),
    changedAt: moment("changed_at").notNull(),
    /** The job that reminds its owner: earlier ones do nothing. Null if none is to come. */
    jobId: uuid("job_id"),
  },
  (t) => [
    foreignKey({
      columns: [t.conversationId, t.seq],
      foreignColumns: [messages.conversationId, messages.seq],
    }),
    index("action_items_conversation").on(t.conversationId, t.changedAt),
  ],
);

/** A meeting of the two users of a direct conversation. It has a card: the message with its id. */
export const meetings = parley.table(
  "meetings",
  {
    id: uuid("id").primaryKey(),
    conversationId: uuid("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    /** Its card, which is stored after it: null until then. */
    seq: integer("seq"),
    creatorId: hostId("creator_id")
      .notNull()
      .references(() => users.id),
    title: text("title"),
    place: text("place"),
    state: text("state", { enum: ["proposed", "agreed", "declined", "canceled"] })
      .notNull()
      .default("proposed"),
    /** Who proposed the times. */
    proposerId: hostId("proposer_id")
      .notNull()
      .references(() => users.id),
    /** The proposed times, in the contract's form. */
    slots: text("slots").array().notNull(),
    minutes: integer("minutes").notNull(),
    timeZone: text("time_zone").notNull(),
    /** The agreed time. */
    startsAt: moment("starts_at"),
    endsAt: moment("ends_at"),
    /** Who said afterwards that they met, and who that they did not. */
    metBy: text("met_by").array().notNull().default([]),
    missedBy: text("missed_by").array().notNull().default([]),
    changedBy: hostId("changed_by")
      .notNull()
      .references(() => users.id),
    version: integer("version").notNull().default(1),
    changedAt: moment("changed_at").notNull(),
  },
  (t) => [
    foreignKey({
      columns: [t.conversationId, t.seq],
      foreignColumns: [messages.conversationId, messages.seq],
    }),
    index("meetings_conversation").on(t.conversationId, t.changedAt),
  ],
);
