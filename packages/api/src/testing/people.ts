import type { Role } from "@parley/contract/people";
import type { Database } from "@parley/db/database";
import {
  conversations,
  groupMembers,
  groups,
  participants,
  streams,
  users,
} from "@parley/db/schema";
import { uuidv7 } from "uuidv7";

/** Users by id, and their role or kind, as a test names them: `{ ada: "MENTOR", ben: "MENTEE", parley: "SYSTEM" }`. */
export type Cast = Readonly<Record<string, Role | "SYSTEM" | "BOT">>;

const titleCase = (id: string) => id.charAt(0).toUpperCase() + id.slice(1);

export async function addPeople(db: Database, cast: Cast): Promise<void> {
  const people = Object.entries(cast).map(([id, as]) => ({
    id,
    name: titleCase(id),
    ...(as === "SYSTEM" || as === "BOT"
      ? { kind: as, role: "MENTEE" as const }
      : { role: as, email: `${id.toLowerCase()}@example.org` }),
  }));
  await db.insert(users).values(people);
  await db.insert(streams).values(people.map(({ id }) => ({ userId: id })));
}

/** A group to create, by ids. */
export interface GroupSpec {
  readonly id: string;
  readonly mentor: string;
  readonly mentees: readonly string[];
}

/** Creates a group with its conversation directly. Returns the conversation's id. */
export async function addGroup(
  db: Database,
  { id, mentor, mentees }: GroupSpec,
  createdAt: Date,
): Promise<string> {
  const conversationId = uuidv7();
  const members = [mentor, ...mentees];
  await db.insert(groups).values({ id, name: titleCase(id), mentorId: mentor });
  await db
    .insert(groupMembers)
    .values(members.map((userId) => ({ groupId: id, userId, joinedAt: createdAt })));
  await db
    .insert(conversations)
    .values({ id: conversationId, kind: "group", groupId: id, createdAt });
  await db
    .insert(participants)
    .values(members.map((userId) => ({ conversationId, userId, openedAt: createdAt })));
  return conversationId;
}
