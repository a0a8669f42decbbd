import type { groupMembers, groups as groupsTable, streams, users } from "@parley/db/schema";
import { type ConversationRows, conversationRows } from "./conversation-rows.ts";
import { conversations } from "./programme/conversations.ts";
import { groups } from "./programme/groups.ts";
import { people } from "./programme/people.ts";

const WEEK = 7 * 24 * 3_600_000;
/** The programme began a week before its first conversation. */
const WEEKS_RUNNING = 7;

export interface ProgrammeRows {
  readonly users: (typeof users.$inferInsert)[];
  readonly streams: (typeof streams.$inferInsert)[];
  readonly groups: (typeof groupsTable.$inferInsert)[];
  readonly groupMembers: (typeof groupMembers.$inferInsert)[];
  readonly conversations: ConversationRows[];
}

/** The whole demo programme as rows, as if it had been running until `now`. */
export function programmeRows(now: Date): ProgrammeRows {
  const began = new Date(now.getTime() - WEEKS_RUNNING * WEEK);
  return {
    users: people.map((person) => ({
      ...person,
      email: `${person.id}@example.org`,
      sharesResponseTime: person.role === "MENTOR",
      createdAt: began,
    })),
    streams: people.map(({ id }) => ({ userId: id })),
    groups: groups.map(({ id, name, mentorId }) => ({ id, name, mentorId, createdAt: began })),
    groupMembers: groups.flatMap(({ id, mentorId, menteeIds }) =>
      [mentorId, ...menteeIds].map((userId) => ({ groupId: id, userId, joinedAt: began })),
    ),
    conversations: conversations.map((conversation) => conversationRows(conversation, now)),
  };
}
