import fc from "fast-check";
import { expect, test } from "vitest";
import { exactTime } from "./fields.ts";
import { blocksTable } from "../tables/blocks.ts";
import { contactsTable } from "../tables/contacts.ts";
import { conversationsTable } from "../tables/conversations.ts";
import { groupsTable } from "../tables/groups.ts";
import { messagesTable } from "../tables/messages.ts";
import type { Part } from "../tables/table.ts";
import { usersTable } from "../tables/users.ts";
import { parseLine, type Parsed } from "./parse-line.ts";
import { LINE_MAX } from "./read-lines.ts";

const now = new Date("2026-01-05T09:00:00.000Z");

const tables = {
  users: usersTable(now).schema,
  groups: groupsTable(now).schema,
  contacts: contactsTable(now).schema,
  blocks: blocksTable(now).schema,
  conversations: conversationsTable(now).schema,
  messages: messagesTable(now).schema,
} as const;

const good = {
  users: { id: "ada", email: "ada@example.org", name: "Ada", role: "MENTOR" },
  groups: { id: "north", name: "North", mentorId: "ada", menteeIds: ["ben"] },
  contacts: { ownerId: "ada", contactId: "ben" },
  blocks: { blockerId: "ada", blockedId: "ben" },
  conversations: { id: 1, participants: [{ userId: "ada" }, { userId: "ben" }] },
  messages: {
    id: "m1",
    conversationId: 1,
    senderId: "ada",
    body: "Hello",
    createdAt: "2024-05-01T10:00:00.000Z",
  },
} as const satisfies Record<Part, object>;

const read = (part: Part, bytes: Buffer): Parsed<unknown> =>
  parseLine<unknown>({ number: 1, start: 0, end: bytes.length, bytes }, tables[part]);

const readText = (part: Part, text: string) => read(part, Buffer.from(text));

/** A valid line with some fields changed; undefined removes one. */
const changed = (part: Part, change: object) => JSON.stringify({ ...good[part], ...change });

const faultOf = (parsed: Parsed<unknown>) =>
  parsed.kind === "fault" ? `${parsed.fault.field} ${parsed.fault.problem}` : parsed.kind;

test.each(Object.keys(good) as Part[])("a valid line of %s is accepted", (part) => {
  expect(readText(part, changed(part, {})).kind).toBe("value");
});

test.each<[string, string, string]>([
  ["no JSON", "{'id': 1}", "the line is not JSON"],
  ["half a line", '{"id": "m1", "conv', "the line is not JSON"],
  ["a list", "[1]", "the line is a list: write one object per line, without brackets"],
  ["an opening bracket", "[", "the line is not JSON"],
  ["a text", '"hello"', "the line has to be an object, and is a text"],
  ["a number", "17", "the line has to be an object, and is a number"],
  ["null", "null", "the line has to be an object, and is null"],
  ["nested brackets without end", "[".repeat(200_000), "the line is not JSON"],
])("IMP-1: %s is not a line of an export", (_, text, fault) => {
  expect(faultOf(readText("messages", text))).toBe(fault);
});

test("IMP-1: a line that is too long, or not UTF-8, is refused as a whole", () => {
  const long = parseLine({ number: 1, start: 0, end: LINE_MAX + 1, bytes: null }, tables.users);
  expect(faultOf(long)).toBe("the line is longer than 1 MiB");
  const latin = Buffer.from(changed("users", { name: "Ad\u00E9" }), "latin1");
  expect(faultOf(read("users", latin))).toBe("the line is not UTF-8 text");
});

test("a byte order mark, a carriage return and an empty line are accepted", () => {
  expect(readText("users", `\uFEFF${changed("users", {})}\r`).kind).toBe("value");
  for (const text of ["", "\r", "  ", "\uFEFF"]) expect(readText("users", text).kind).toBe("blank");
});

const smile = "\u{1F600}";

test.each<[Part, object, string]>([
  ["users", { id: undefined }, "id is missing"],
  ["users", { id: "" }, "id is shorter than 1"],
  ["users", { id: "a b" }, "id has a character that ids cannot have"],
  ["users", { id: "x".repeat(129) }, "id is longer than 128"],
  ["users", { id: 2 ** 60 }, "id is a number too large to be exact: write it as text"],
  ["users", { id: 1.5 }, "id has to be a text, and is a number"],
  ["users", { email: "nobody" }, "email is not an e-mail address"],
  ["users", { email: 7 }, "email has to be a text, and is a number"],
  ["users", { name: " \u200B " }, "name is empty"],
  ["users", { role: "TEACHER" }, "role has to be one of ADMIN, MENTOR, MENTEE"],
  ["users", { role: 1 }, "role has to be one of ADMIN, MENTOR, MENTEE"],
  ["users", { status: "gone" }, "status has to be one of active, deactivated"],
  ["users", { createdAt: "2026-01-05T09:00:00.001Z" }, "createdAt is in the future"],
  ["users", { password: "x" }, "password is not a field of this file"],
  ["groups", { mentorId: undefined }, "mentorId is missing"],
  ["groups", { mentorId: null }, "mentorId has to be a text, and is null"],
  ["groups", { menteeIds: "ben" }, "menteeIds has to be a list, and is a text"],
  ["groups", { menteeIds: ["ben", 1.5] }, "menteeIds.1 has to be a text, and is a number"],
  [
    "groups",
    { menteeIds: Array.from({ length: 500 }, (_, n) => n) },
    "menteeIds are too many: a group has at most 500 members",
  ],
  ["groups", { state: "over" }, "state has to be one of active, ending, archived"],
  ["contacts", { contactId: "ada" }, "contactId is the owner: users cannot be their own contacts"],
  ["blocks", { blockedId: "ada" }, "blockedId is the blocker: users cannot block themselves"],
  ["conversations", { participants: undefined }, "participants is missing"],
  [
    "conversations",
    { participants: [{ userId: "a" }, { userId: "b" }, { userId: "c" }] },
    "participants are 3: without a groupId a conversation has two participants",
  ],
  [
    "conversations",
    { participants: [{ userId: "a" }, { userId: "a" }] },
    "participants name a twice",
  ],
  [
    "conversations",
    { participants: [{ userId: "a", role: "x" }, { userId: "b" }] },
    "participants.0.role is not a field of this file",
  ],
  ["messages", { body: undefined }, "body is missing"],
  [
    "messages",
    { body: null },
    "body is null, and only a deleted message or one with files may have no text",
  ],
  ["messages", { body: 5 }, "body has to be a text, and is a number"],
  ["messages", { body: "" }, "body is empty"],
  ["messages", { body: " \n\u200B" }, "body is empty"],
  ["messages", { body: smile.repeat(5_001) }, "body is longer than 5000 characters"],
  ["messages", { body: "a\u0000b" }, "body has a character that cannot be stored"],
  ["messages", { body: "a\uD83D" }, "body has a character that cannot be stored"],
  [
    "messages",
    { body: "a\u0000b", deletedAt: good.messages.createdAt },
    "body has a character that cannot be stored",
  ],
  ["messages", { id: "\u0000" }, "id has a character that cannot be stored"],
  ["messages", { createdAt: undefined }, "createdAt is missing"],
  [
    "messages",
    { createdAt: "yesterday" },
    "createdAt is not a time such as 2024-05-01T10:00:00.000Z",
  ],
  ["messages", { createdAt: 1_714_557_600_000 }, "createdAt has to be a text, and is a number"],
  [
    "messages",
    { createdAt: "2024-02-30T10:00:00Z" },
    "createdAt is not a time such as 2024-05-01T10:00:00.000Z",
  ],
  [
    "messages",
    { createdAt: "2024-05-01T10:00:00" },
    "createdAt is not a time such as 2024-05-01T10:00:00.000Z",
  ],
  [
    "messages",
    { createdAt: "1969-12-31T23:59:59Z" },
    "createdAt is not between the years 1970 and 9999",
  ],
  ["messages", { createdAt: "2026-02-01T00:00:00Z" }, "createdAt is in the future"],
  [
    "messages",
    { createdAt: "9999-12-31T23:59:59-12:00" },
    "createdAt is not between the years 1970 and 9999",
  ],
  ["messages", { editedAt: "2026-02-01T00:00:00Z" }, "editedAt is in the future"],
  ["messages", { isRead: "yes" }, "isRead has to be true or false, and is a text"],
  ["messages", { readBy: [null] }, "readBy.0 has to be a text, and is null"],
])("IMP-1: a line of %s with %o is refused in plain words", (part, change, fault) => {
  expect(faultOf(readText(part, changed(part, change)))).toBe(fault);
});

test("a key that all objects inherit is a field like any other", () => {
  const text = `${changed("users", {}).slice(0, -1)}, "__proto__": {"role": "ADMIN"}}`;
  expect(faultOf(readText("users", text))).toBe("__proto__ is not a field of this file");
});

test("what the limits allow is accepted, and a text is kept as it was written", () => {
  const body = smile.repeat(5_000);
  expect(readText("messages", changed("messages", { body: `  ${body}\n` }))).toMatchObject({
    kind: "value",
    value: { body },
  });
  const menteeIds = Array.from({ length: 499 }, (_, n) => n);
  expect(readText("groups", changed("groups", { menteeIds: [...menteeIds, 3, "ada"] })).kind).toBe(
    "value",
  );
});

test.each([
  ['{"id":"a","id":"b"}', "id"],
  [String.raw`{"id":"a","\u0069d":"b"}`, "id"],
  ['{"id":"a","email":null,"id":"a"}', "id"],
  ['{"unknown":1,"unknown":2}', "unknown"],
  ['{"__proto__":1,"__proto__":2}', "__proto__"],
  ['{"":1,"":2}', ""],
  ['{"participants":[{"userId":"a"},{"userId":"b","userId":"c"}]}', "participants.1.userId"],
  ['{"a":{"b":[[],[{"c":1,"c":2}]]}}', "a.b.1.0.c"],
  ['[{"id":1,"id":2}]', "0.id"],
])("IMP-12: %s has a duplicate key, and is refused by its name", (text, field) => {
  expect(readText("users", text)).toEqual({
    kind: "fault",
    fault: { field, problem: "is named twice" },
  });
});

test("IMP-12: keys of different objects, and texts that look like keys, are no duplicates", () => {
  const body = String.raw`"id":"a","id":"b" \" { [ , : } ] \\`;
  expect(readText("messages", changed("messages", { body })).kind).toBe("value");
  expect(readText("conversations", changed("conversations", {})).kind).toBe("value");
});

const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie("value"), { maxKeys: 4 }),
  ),
})).value;

test("IMP-12: every duplicate key is found, and nothing else", () => {
  const key = fc.constantFrom("a", '"', "\\", "é", "{", "a.b", "");
  fc.assert(
    fc.property(fc.array(fc.tuple(key, json), { maxLength: 5 }), (entries) => {
      const members = entries.map(
        ([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`,
      );
      const parsed = readText("users", `{${members.join(",")}}`);
      const isTwice = new Set(entries.map(([name]) => name)).size < entries.length;
      const problem = parsed.kind === "fault" ? parsed.fault.problem : "";
      expect(problem === "is named twice").toBe(isTwice);
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  ["2024-05-01T10:00:00.1234567Z", "2024-05-01T10:00:00.123Z", "2024-05-01T10:00:00.1234567"],
  ["2024-05-01T12:00:00.123400+02:00", "2024-05-01T10:00:00.123Z", "2024-05-01T10:00:00.1234"],
  [
    "2024-05-01T10:00:00.123999999999Z",
    "2024-05-01T10:00:00.123Z",
    "2024-05-01T10:00:00.123999999999",
  ],
  ["2024-05-01T10:00:00.123000Z", "2024-05-01T10:00:00.123Z", "2024-05-01T10:00:00.123"],
  ["2024-05-01T10:00:00.100Z", "2024-05-01T10:00:00.100Z", "2024-05-01T10:00:00.100"],
  ["2024-05-01T10:00:00.1Z", "2024-05-01T10:00:00.100Z", "2024-05-01T10:00:00.100"],
  ["2024-05-01T10:00:00Z", "2024-05-01T10:00:00.000Z", "2024-05-01T10:00:00.000"],
])("IMP-12: %s is stored to the millisecond and compared as it is written", (text, at, exact) => {
  expect(exactTime.parse(text)).toEqual({ at, exact });
});

test("IMP-12: times sort as they were written, whatever their digits and offsets", () => {
  const nanos = fc.bigInt({ min: 1_714_557_600_000_000_000n, max: 1_714_557_600_004_000_000n });
  const written = fc
    .tuple(nanos, fc.nat(9), fc.integer({ min: -23, max: 23 }))
    .map(([n, digits, hours]) => {
      const cut = 10n ** BigInt(9 - digits);
      const ns = (n / cut) * cut;
      const local = new Date(Number(ns / 1_000_000n) + hours * 3_600_000)
        .toISOString()
        .slice(0, 19);
      const fraction = String(ns % 1_000_000_000n)
        .padStart(9, "0")
        .slice(0, digits);
      const sign = hours < 0 ? "-" : "+";
      const offset = `${sign}${String(Math.abs(hours)).padStart(2, "0")}:00`;
      return { ns, text: `${local}${digits === 0 ? "" : `.${fraction}`}${offset}` };
    });
  fc.assert(
    fc.property(written, written, (a, b) => {
      const [x, y] = [exactTime.parse(a.text).exact, exactTime.parse(b.text).exact];
      expect(Math.sign(x < y ? -1 : x > y ? 1 : 0)).toBe(a.ns < b.ns ? -1 : a.ns > b.ns ? 1 : 0);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ["r&d@example.org", "value"],
  ["ana@xn--80a1acny.xn--p1ai", "value"],
  ["ana@почта.рф", "value"],
  ['"Ada Byron"@example.org', "value"],
  ["ada@@example.org", "email is not an e-mail address"],
])("ADR-1: the address %s of an export: %s", (email, outcome) => {
  expect(faultOf(readText("users", changed("users", { email })))).toBe(outcome);
});
