import type { Database } from "@parley/db/database";
import {
  blocks,
  contacts,
  conversations,
  groupMembers,
  groups,
  messages,
  participants,
  streams,
  users,
} from "@parley/db/schema";
import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { type Case, isGroupCase, type Standing } from "./cases.ts";

/** A part of a name that no other user has. */
export const nameOf = (userId: string): string => `<${userId}>`;

async function addPeople(db: Database, cases: readonly Case[]) {
  const person = (id: string, standing: Standing, isClosed: boolean) => {
    const status = isClosed ? ("deactivated" as const) : ("active" as const);
    const named = { id, name: nameOf(id), status };
    return standing === "BOT" || standing === "SYSTEM"
      ? { ...named, kind: standing, role: "MENTEE" as const }
      : { ...named, role: standing, email: `${id.toLowerCase()}@example.org` };
  };
  const people = cases.flatMap(({ fromId, toId, fromRole, toRole, silence }) => [
    person(fromId, fromRole, false),
    person(toId, toRole, silence === "closed"),
  ]);
  await db.insert(users).values(people);
  await db.insert(streams).values(people.map(({ id }) => ({ userId: id })));
}

const handsOf = ({ relation, fromId: from, toId: to }: Case) => [
  ...(relation === "added" || relation === "added-each-other"
    ? [{ ownerId: from, contactId: to }]
    : []),
  ...(relation === "added-back" || relation === "added-each-other"
    ? [{ ownerId: to, contactId: from }]
    : []),
];

const blocksOf = ({ silence, fromId: from, toId: to }: Case) => [
  ...(silence === "mine" || silence === "both" ? [{ blockerId: from, blockedId: to }] : []),
  ...(silence === "theirs" || silence === "both" ? [{ blockerId: to, blockedId: from }] : []),
];

const stateOf = ({ relation }: Case): "active" | "ending" | "archived" =>
  relation === "group-archived" ? "archived" : relation === "group-ending" ? "ending" : "active";

/** Adds users to conversations, each of which begins with a message of the other one. */
async function talk(db: Database, made: readonly { id: string; it: Case }[]) {
  const inEach = made.flatMap(({ id, it }) => [
    { conversationId: id, userId: it.fromId },
    { conversationId: id, userId: it.toId },
  ]);
  await db.insert(participants).values(inEach).onConflictDoNothing();
  await db.insert(messages).values(
    made.map(({ id, it }) => ({
      conversationId: id,
      seq: 1,
      id: uuidv7(),
      senderId: it.toId,
      body: "hello",
    })),
  );
  await db.update(conversations).set({ lastSeq: 1 });
}

async function addGroups(db: Database, cases: readonly Case[]) {
  const inGroups = cases.filter(isGroupCase);
  if (inGroups.length === 0) return;
  await db.insert(groups).values(
    inGroups.map((it) => ({
      id: it.groupId,
      name: it.groupId,
      mentorId: it.fromId,
      state: stateOf(it),
    })),
  );
  await db.insert(groupMembers).values(
    inGroups.flatMap(({ groupId, fromId, toId }) => [
      { groupId, userId: fromId },
      { groupId, userId: toId },
    ]),
  );
  const made = inGroups.map((it) => ({ id: uuidv7(), it }));
  await db.insert(conversations).values(
    made.map(({ id, it }) => ({
      id,
      kind: "group" as const,
      groupId: it.groupId,
      state: it.relation === "group-archived" ? ("readonly" as const) : ("open" as const),
    })),
  );
  await talk(db, made);
}

/** The users of some cases and their relations, but no direct conversation. */
export async function build(db: Database, cases: readonly Case[]): Promise<void> {
  await addPeople(db, cases);
  const [hands, blocked] = [cases.flatMap(handsOf), cases.flatMap(blocksOf)];
  if (hands.length > 0) await db.insert(contacts).values(hands);
  if (blocked.length > 0) await db.insert(blocks).values(blocked);
  await addGroups(db, cases);
}

/** Creates a direct conversation in every case, whatever the result of opening it was. */
export async function openAll(db: Database, cases: readonly Case[]): Promise<void> {
  await db.execute(sql`delete from ${participants} p using ${conversations} c
    where c.id = p.conversation_id and c.kind = 'direct'`);
  await db.execute(sql`delete from ${conversations} where kind = 'direct'`);
  const made = cases.map((it) => ({ id: uuidv7(), it }));
  await db.insert(conversations).values(
    made.map(({ id, it: { fromId, toId } }) => {
      const [lowUser, highUser] = fromId < toId ? [fromId, toId] : [toId, fromId];
      return { id, kind: "direct" as const, lowUser, highUser };
    }),
  );
  await talk(db, made);
}
