import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { hostId, moment, now } from "./columns.ts";
import { users } from "./people.ts";

/** One row a user: the sequencer of that user's stream. Events after `floor` and up to `head` can be read. */
export const streams = pgTable(
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
 * What happened to a user, as references: a text that is deleted later is not in here.
 *
 * Divided by time: a part for each week, made ahead, and one for whatever falls into none
 * (packages/api/src/domain/stream/partitions.ts). So the key has to hold the time as well. That a number is given
 * once follows from the row in `streams`.
 */
export const streamEvents = pgTable(
  "stream_events",
  {
    userId: hostId("user_id").notNull(),
    seq: bigint("seq", { mode: "number" }).notNull(),
    type: text("type").notNull(),
    conversationId: uuid("conversation_id"),
    messageSeq: integer("message_seq"),
    /** The other person whom the event is about, where there is one. */
    subjectId: hostId("subject_id"),
    data: jsonb("data"),
    createdAt: moment("created_at").notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.userId, t.seq, t.createdAt] })],
);
