import {
  conversations,
  groupMembers,
  messages,
  participants,
  streams,
  users,
} from "@parley/db/schema";
import { createTestDatabase, type TestDatabase } from "@parley/db/testing";
import { count, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { loadDemoProgramme } from "./load-programme.ts";
import { demoPeople } from "./people.ts";
import { programmeRows } from "./programme-rows.ts";

const now = new Date("2026-11-25T15:30:00.000Z");
const clock = { now: () => now };
const expected = programmeRows(now).conversations;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

const load = () => loadDemoProgramme({ db: database.db, clock });

async function counts() {
  const { db } = database;
  const tables = { users, streams, groupMembers, conversations, participants, messages };
  const found: Record<string, number | undefined> = {};
  for (const [name, table] of Object.entries(tables)) {
    found[name] = (await db.select({ n: count() }).from(table))[0]?.n;
  }
  return found;
}

const wanted = {
  users: 16,
  streams: 16,
  groupMembers: 15,
  conversations: expected.length,
  participants: expected.reduce((sum, talk) => sum + talk.participants.length, 0),
  messages: expected.reduce((sum, talk) => sum + talk.messages.length, 0),
};

test("an empty database gets the whole programme", async () => {
  await load();
  expect(await counts()).toEqual(wanted);
  expect(wanted.messages).toBeGreaterThan(700);
});

test("every conversation's messages are dense from 1 and agree with its last number and time", async () => {
  await load();
  const { lastSeq, lastMessageAt } = conversations;
  const wrong = await database.db
    .select({ id: conversations.id })
    .from(conversations)
    .leftJoin(messages, eq(messages.conversationId, conversations.id))
    .groupBy(conversations.id)
    .having(
      sql`count(*) <> ${lastSeq} or min(${messages.seq}) <> 1 or max(${messages.seq}) <> ${lastSeq}
        or max(${messages.createdAt}) is distinct from ${lastMessageAt}`,
    );
  expect(wrong).toEqual([]);
});

test("every sender, and no other, is a participant", async () => {
  await load();
  const strangers = await database.db.execute(sql`
    select m.sender_id from ${messages} m
    where not exists (select from ${participants} p
      where p.conversation_id = m.conversation_id and p.user_id = m.sender_id)`);
  expect(strangers.rows).toEqual([]);
  const wrongMembers = await database.db.execute(sql`
    select c.id from ${conversations} c
    where (select array_agg(p.user_id order by p.user_id) from ${participants} p where p.conversation_id = c.id)
      is distinct from case c.kind
        when 'direct' then array[c.low_user, c.high_user]
        else (select array_agg(g.user_id order by g.user_id) from ${groupMembers} g where g.group_id = c.group_id)
      end`);
  expect(wrongMembers.rows).toEqual([]);
});

test("a second start changes nothing", async () => {
  await load();
  const { db } = database;
  await db.update(users).set({ name: "Amara N. Okafor" }).where(eq(users.id, "amara-okafor"));
  await load();
  expect(await counts()).toEqual(wanted);
  const [amara] = await db.select().from(users).where(eq(users.id, "amara-okafor"));
  expect(amara?.name).toBe("Amara N. Okafor");
});

test("a load that fails leaves nothing behind, so that the next start can do it", async () => {
  const { db } = database;
  await db.insert(users).values({
    id: "somebody-else",
    email: "amara-okafor@example.org",
    name: "Somebody Else",
    role: "MENTEE",
  });
  await expect(load()).rejects.toThrow(/insert into "parley"."users"/);
  expect(await counts()).toMatchObject({ users: 1, streams: 0, messages: 0 });
});

test("demo people come admin first, then mentors, then mentees by group", async () => {
  await load();
  const { people } = await demoPeople({ db: database.db });
  expect(people.map(({ person, groupName }) => [person.role, groupName])).toEqual([
    ["ADMIN", null],
    ["MENTOR", "Code & Circuits"],
    ["MENTOR", "Health & Science"],
    ["MENTOR", "Studio & Enterprise"],
    ...Array.from({ length: 4 }, () => ["MENTEE", "Code & Circuits"]),
    ...Array.from({ length: 4 }, () => ["MENTEE", "Health & Science"]),
    ...Array.from({ length: 4 }, () => ["MENTEE", "Studio & Enterprise"]),
  ]);
});
