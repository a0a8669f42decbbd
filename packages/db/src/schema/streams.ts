import { sql } from "drizzle-orm";
import { bigint, check, integer, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { hostId, moment, now, parley } from "./columns.ts";
import { users } from "./people.ts";

/** One row per user: the sequencer of that user's stream. Events after `floor` and up to `head` can be read. */
export const streams = parley.table(
  "streams",
  {
    userId: hostId("user_id")
      .primaryKey()
      .references(() => users.id),
    head: bigint("head", { mode: "number" }).notNull().default(0),
    floor: bigint("floor", { mode: "number" }).notNull().default(0),
  },
  (t) => [check("streams_floor", sql`${t.floor} between 0 and ${t.head}`)],
);

/**
 * Events of a user, as references: a text that is deleted later is not in here.
 *
 * Partitioned by time: one partition per week, created ahead, and a default one
 * (packages/api/src/domain/stream/partitions.ts). So the key has to include the time. The row in `streams` guarantees
 * that a number is used once.
 */
export const streamEvents = parley.table(
  "stream_events",
  {
    userId: hostId("user_id").notNull(),
    seq: bigint("seq", { mode: "number" }).notNull(),
    type: text("type").notNull(),
    conversationId: uuid("conversation_id"),
    messageSeq: integer("message_seq"),
    /** The other user whom the event is about, if there is one. */
    subjectId: hostId("subject_id"),
    data: jsonb("data"),
    createdAt: moment("created_at").notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.userId, t.seq, t.createdAt] })],
);
