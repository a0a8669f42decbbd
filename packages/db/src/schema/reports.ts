import type { ReportCategory, ReportEvidence, ReportState } from "@parley/contract/reports";
import { sql } from "drizzle-orm";
import { type AnyPgColumn, boolean, index, integer, json, text, uuid } from "drizzle-orm/pg-core";
import { hostId, moment, parley } from "./columns.ts";
import { users } from "./people.ts";

/** A decision of an ADMIN as it is stored. */
interface StoredDecision {
  readonly state: ReportState;
  readonly note: string;
  readonly byId: string;
  readonly at: string;
}

/** What users have reported to ADMINs. Kept when what it is about is deleted. */
export const reports = parley.table(
  "reports",
  {
    /** Created by the client. */
    id: uuid("id").primaryKey(),
    reporterId: hostId("reporter_id")
      .notNull()
      .references(() => users.id),
    /** The earlier report of the same messages by the same user, of which this one is an addition. */
    joinsId: uuid("joins_id").references((): AnyPgColumn => reports.id),
    category: text("category").$type<ReportCategory>().notNull(),
    /** Empty if the reporter wrote nothing. */
    text: text("text").notNull(),
    /** The reported user, if it names no messages. */
    userId: hostId("user_id").references(() => users.id),
    /** The reported messages: no references, since evidence does not need them. */
    conversationId: uuid("conversation_id"),
    seqs: integer("seqs").array().notNull().default([]),
    /** The reported user or the authors of the messages: an ADMIN among them does not see the report. */
    aboutIds: text("about_ids").array().notNull().default([]),
    evidence: json("evidence").$type<ReportEvidence>(),
    state: text("state").$type<ReportState>().notNull().default("open"),
    isUrgent: boolean("is_urgent").notNull(),
    /** Incremented by every addition and decision. */
    version: integer("version").notNull().default(1),
    decisions: json("decisions").$type<StoredDecision[]>().notNull().default([]),
    createdAt: moment("created_at").notNull(),
  },
  (t) => [
    index("reports_reporter").on(t.reporterId, t.createdAt),
    index("reports_joins").on(t.joinsId),
    index("reports_conversation").on(t.conversationId),
    index("reports_open")
      .on(t.createdAt)
      .where(sql`${t.state} = 'open' and ${t.joinsId} is null`),
  ],
);
