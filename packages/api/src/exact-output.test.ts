import { contactListSchema } from "@parley/contract/contacts";
import { conversationPageSchema } from "@parley/contract/conversations";
import { messagePageSchema } from "@parley/contract/messages";
import fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod";
import { exactFirst } from "./exact-output.ts";

const id = (at: number) => `01900000-0000-7000-8000-${at.toString(16).padStart(12, "0")}`;
const person = { id: "ben", name: "Ben", role: "MENTEE", avatarUrl: null };
const message = (seq: number) => ({
  id: id(seq),
  conversationId: id(0),
  seq,
  senderId: seq % 2 === 0 ? "ada" : "ben",
  body: "hello",
  replyToSeq: seq === 2 ? 1 : null,
  mentions: ["ada"],
  reactions: [{ emoji: "👍", userIds: ["ada", "ben"] }],
  version: 1,
  createdAt: "2026-03-01T10:00:00.000Z",
  editedAt: null,
  deletedAt: null,
});
const conversation = {
  id: id(1),
  with: { kind: "direct", person },
  state: "open",
  writable: { ok: true },
  lastSeq: 3,
  lastMessage: message(3),
  activeAt: "2026-03-01T10:00:00.000Z",
  readSeq: 3,
  unread: 0,
  mentionSeqs: [1],
  markedUnread: false,
  mutedUntil: null,
  pinned: false,
  archived: false,
};
const group = {
  ...conversation,
  with: { kind: "group", groupId: "north", name: "North" },
  writable: { ok: false, reason: "left", since: null },
};
const outputs: readonly (readonly [string, z.ZodType, unknown])[] = [
  [
    "a page of history",
    messagePageSchema,
    { messages: [1, 2, 3].map(message), hasOlder: true, hasNewer: false },
  ],
  [
    "a page of conversations",
    conversationPageSchema,
    {
      conversations: [conversation, group],
      nextCursor: { activeAt: conversation.activeAt, id: id(1) },
    },
  ],
  [
    "contacts",
    contactListSchema,
    {
      contacts: [
        { person, kind: "mentees", reasons: [{ type: "group", groupId: "north", groupName: "N" }] },
        { person: { ...person, kind: "BOT" }, kind: "custom", reasons: [{ type: "custom" }] },
      ],
    },
  ],
];

/** Every object and array of a value. */
const partsOf = (value: unknown): object[] =>
  typeof value === "object" && value !== null
    ? [value, ...Object.values(value).flatMap(partsOf)]
    : [];

const odd: readonly unknown[] = [
  ...[undefined, null, true, "", "x", "ADA", "a b", id(7).toUpperCase(), "left", "direct", {}, []],
  ...[0, -1, 1.5, Number.NaN, Infinity, 2 ** 31, "2026-02-30T10:00:00.000Z", new Date(0), ["b"]],
];

/** Changes one field of a value, or adds or removes one. */
const changes = fc.record({
  part: fc.nat(),
  field: fc.nat(),
  action: fc.constantFrom("replace", "add", "remove"),
  to: fc.constantFrom(...odd),
});
type Change = typeof changes extends fc.Arbitrary<infer Of> ? Of : never;

function changed(value: unknown, { part, field, action, to }: Change): unknown {
  const copy = structuredClone(value);
  const parts = partsOf(copy);
  const chosen = parts[part % parts.length] ?? {};
  const keys = Object.keys(chosen);
  const key = action === "add" ? "secret" : (keys[field % keys.length] ?? "first");
  if (Array.isArray(chosen))
    chosen.splice(field % (chosen.length + 1), action === "add" ? 0 : 1, to);
  else if (action === "remove") Reflect.deleteProperty(chosen, key);
  else Reflect.set(chosen, key, to);
  return copy;
}

const parsed = (schema: z.ZodType, value: unknown) => {
  const { success, data, error } = schema.safeParse(value);
  return success ? { data } : { issues: error.issues };
};

function parsedFirst(schema: z.ZodType, value: unknown) {
  try {
    return { data: exactFirst(schema).parse(value) };
  } catch (cause) {
    if (cause instanceof z.ZodError) return { issues: cause.issues };
    throw cause;
  }
}

test.each(outputs)(
  "API-4: an output is checked by its schema alone, however it is changed: %s",
  (_, schema, output) => {
    // What has nothing to omit is not copied.
    expect(exactFirst(schema).parse(output)).toBe(output);
    expect(parsed(schema, output)).toEqual({ data: output });
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(changes, { minLength: 1, maxLength: 3 }), (some) => {
        const value = some.reduce(changed, output);
        const expected = parsed(schema, value);
        if ("data" in expected) accepted += 1;
        expect(parsedFirst(schema, value)).toStrictEqual(expected);
      }),
      { numRuns: 2_000, seed: 1 },
    );
    expect(accepted).toBeGreaterThan(20);
  },
);

test("API-4: a field that the schema does not have does not leave, wherever it is", () => {
  const [first, ...others] = [1, 2, 3].map(message);
  const page = { hasOlder: false, hasNewer: false };
  const secret = { ...page, messages: [{ ...first, searchText: "hello" }, ...others] };
  expect(exactFirst(messagePageSchema).parse(secret)).toEqual({
    ...page,
    messages: [first, ...others],
  });
});

test("a schema that changes values, or whose options do not exclude each other, is refused", () => {
  const changing = [
    z.object({ at: z.string().transform((text) => text.length) }),
    z.union([z.object({ a: z.string() }), z.object({ a: z.string(), b: z.string() })]),
    z.looseObject({ a: z.string() }),
    z.string().default("x"),
  ];
  for (const schema of changing) expect(() => exactFirst(schema)).toThrow("changes values");
});
