import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing.ts";
import { contacts, conversations, messages, streams, users } from "./index.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.close());

const person = (id: string) =>
  ({ id, email: `${id.toLowerCase()}@example.org`, name: id, role: "MENTEE" }) as const;
const uuid = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const direct = (n: number, lowUser: string, highUser: string) =>
  ({ id: uuid(n), kind: "direct", lowUser, highUser }) as const;

beforeEach(async () => {
  await database.reset();
  await database.db.insert(users).values([person("ada"), person("bob"), person("cem")]);
});

/** The name of the constraint that a statement broke. */
async function broken(statement: Promise<unknown>): Promise<string> {
  try {
    await statement;
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (cause instanceof Error && "constraint" in cause) return String(cause.constraint);
    throw error;
  }
  return "nothing broke";
}

describe("conversations", () => {
  test("a pair has one direct conversation", async () => {
    await database.db.insert(conversations).values(direct(1, "ada", "bob"));
    const second = database.db.insert(conversations).values(direct(2, "ada", "bob"));
    expect(await broken(second)).toBe("conversations_pair");
  });

  test.each([
    ["the pair the wrong way round", direct(1, "bob", "ada")],
    ["a user with themselves", direct(1, "ada", "ada")],
    ["a direct one without people", { id: uuid(1), kind: "direct" as const }],
    ["a group one without a group", { id: uuid(1), kind: "group" as const }],
    ["a group one with people", { ...direct(1, "ada", "bob"), kind: "group" as const }],
  ])("refuses %s", async (_title, row) => {
    expect(await broken(database.db.insert(conversations).values(row))).toBe("conversations_kind");
  });

  test("ids are ordered byte by byte, as JavaScript orders them", async () => {
    await database.db
      .insert(users)
      .values([person("Zoe"), person("a.b"), person("a_b"), person("a:b")]);
    const rows = await database.db.select({ id: users.id }).from(users).orderBy(users.id);
    const ids = rows.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted((a, b) => (a < b ? -1 : 1)));
  });
});

describe("messages", () => {
  const message = (seq: number, id: number, senderId = "ada") =>
    ({ conversationId: uuid(1), seq, id: uuid(id), senderId, body: "hello" }) as const;

  beforeEach(async () => {
    await database.db
      .insert(conversations)
      .values([direct(1, "ada", "bob"), direct(2, "ada", "cem")]);
  });

  test("refuses a seq below 1", async () => {
    expect(await broken(database.db.insert(messages).values(message(0, 9)))).toBe("messages_seq");
  });

  test("refuses two messages with one seq", async () => {
    await database.db.insert(messages).values(message(1, 9));
    const second = database.db.insert(messages).values(message(1, 10));
    expect(await broken(second)).toBe("messages_conversation_id_seq_pk");
  });

  test("refuses an id that its sender used before, in any conversation", async () => {
    await database.db.insert(messages).values(message(1, 9));
    const elsewhere = { ...message(1, 9), conversationId: uuid(2) };
    expect(await broken(database.db.insert(messages).values(elsewhere))).toBe("messages_sender_id");
    await database.db.insert(messages).values({ ...message(2, 9), senderId: "bob" });
  });

  test("keeps a time to the millisecond", async () => {
    const createdAt = new Date("2026-03-01T10:20:30.457Z");
    await database.db.insert(messages).values({ ...message(1, 9), createdAt });
    const [row] = await database.db.select().from(messages);
    expect(row?.createdAt).toEqual(createdAt);
  });
});

describe("people", () => {
  test("refuses an address with capitals, and one that is taken", async () => {
    const capital = database.db
      .insert(users)
      .values({ ...person("dee"), email: "Dee@example.org" });
    expect(await broken(capital)).toBe("users_email_lower");
    const taken = database.db.insert(users).values({ ...person("dee"), email: "ada@example.org" });
    expect(await broken(taken)).toBe("users_email");
  });

  test("refuses a role that does not exist", async () => {
    const statement = database.db.$client.query(
      "update parley.users set role = 'OWNER' where id = 'ada'",
    );
    await expect(statement).rejects.toMatchObject({ constraint: "users_role" });
  });

  test("users cannot be their own contact", async () => {
    const statement = database.db.insert(contacts).values({ ownerId: "ada", contactId: "ada" });
    expect(await broken(statement)).toBe("contacts_not_self");
  });
});

describe("streams", () => {
  test("the floor of a stream is never above its head", async () => {
    const statement = database.db.insert(streams).values({ userId: "ada", head: 3, floor: 4 });
    expect(await broken(statement)).toBe("streams_floor");
  });
});
