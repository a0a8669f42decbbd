import fc from "fast-check";
import { expect, test } from "vitest";
import {
  conversationIdSchema,
  groupIdSchema,
  messageIdSchema,
  pageLimitSchema,
  readSeqSchema,
  seqSchema,
  streamCursorSchema,
  timeSchema,
  userIdSchema,
} from "./ids.ts";

const v7 = "01890a5d-ac96-774b-bcce-b302099a8057";
const v4 = "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d";

const cases = [
  {
    name: "an id of the host",
    schema: userIdSchema,
    good: ["1", "u_42", "ann@example.org", "auth0|5f7c", "a.b:c~d+e-f", "x".repeat(128)],
    bad: ["", " ", "a b", "a/b", "ü", "a\u0000", "a\n", "x".repeat(129), 42, null],
  },
  {
    name: "an id of a group",
    schema: groupIdSchema,
    good: ["cohort-2025"],
    bad: ["", "two words", undefined],
  },
  {
    name: "a message id",
    schema: messageIdSchema,
    good: [v7, v4],
    bad: [
      v7.slice(1),
      `${v7}0`,
      v7.replaceAll("-", ""),
      `{${v7}}`,
      `urn:uuid:${v7}`,
      ` ${v7}`,
      `${v7}\n`,
      "00000000-0000-0000-0000-000000000000",
      "ffffffff-ffff-ffff-ffff-ffffffffffff",
      "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
      "01890a5d-ac96-974b-bcce-b302099a8057",
      "",
      7,
    ],
  },
  {
    name: "a conversation id",
    schema: conversationIdSchema,
    good: [v7],
    bad: [v4, "00000000-0000-0000-0000-000000000000", "conversation"],
  },
  {
    name: "a place in a conversation",
    schema: seqSchema,
    good: [1, 2_147_483_647],
    bad: [0, -1, 1.5, 2_147_483_648, Number.NaN, Number.POSITIVE_INFINITY, "1", null],
  },
  {
    name: "a read position",
    schema: readSeqSchema,
    good: [0, 1, 2_147_483_647],
    bad: [-1, 0.5, 2_147_483_648, "0"],
  },
  {
    name: "EVT-5: a stream cursor",
    schema: streamCursorSchema,
    good: ["0", "1", "9007199254740991"],
    bad: ["", "-1", "+1", "01", "1.0", "1e3", " 1", "1\n", "12345678901234567", "now", 1, null],
  },
  {
    name: "a time",
    schema: timeSchema,
    good: ["2025-03-01T09:30:00.000Z", "1999-12-31T23:59:59.999Z"],
    bad: [
      "2025-03-01",
      "2025-03-01T09:30:00Z",
      "2025-03-01T09:30:00.000+01:00",
      "2025-02-30T00:00:00.000Z",
      "2025-03-01T09:30:00.000",
      0,
    ],
  },
  {
    name: "LIM-2: the rows of a page",
    schema: pageLimitSchema,
    good: [1, 50, 100],
    bad: [0, -1, 101, 1.5, "10", null, Number.NaN],
  },
];

const accepted = cases.flatMap(({ name, schema, good }) =>
  good.map((value) => ({ name, schema, value })),
);
const refused = cases.flatMap(({ name, schema, bad }) =>
  bad.map((value) => ({ name, schema, value })),
);

test.each(accepted)("$name may be $value", ({ schema, value }) => {
  expect(schema.parse(value)).toBe(value);
});

test.each(refused)("$name may not be $value", ({ schema, value }) => {
  expect(schema.safeParse(value).success).toBe(false);
});

test("ids that Parley creates are lower case, however they were sent", () => {
  expect(messageIdSchema.parse(v7.toUpperCase())).toBe(v7);
  expect(conversationIdSchema.parse(v7.toUpperCase())).toBe(v7);
});

test("MSG-23: a message id is a UUID of any version, in any case, and is one id in lower case", () => {
  const uuids = fc.uuid({ version: [1, 2, 3, 4, 5, 6, 7, 8] });
  fc.assert(
    fc.property(uuids, fc.infiniteStream(fc.boolean()), (id, upper) => {
      const mixed = [...id].map((letter) =>
        upper.next().value === true ? letter.toUpperCase() : letter,
      );
      expect(messageIdSchema.parse(mixed.join(""))).toBe(id);
    }),
  );
});

test("ids of the host keep their case", () => {
  expect(userIdSchema.parse("Ann")).toBe("Ann");
});

test("LIM-2: a page has 50 rows by default", () => {
  expect(pageLimitSchema.parse(undefined)).toBe(50);
});
