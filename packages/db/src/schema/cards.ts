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
