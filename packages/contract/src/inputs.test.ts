import { expect, test } from "vitest";
import type * as z from "zod";
import { listContactsInput } from "./contacts.ts";
import {
  conversationCursorSchema,
  getConversationInput,
  listConversationsInput,
  openConversationInput,
} from "./conversations.ts";
import { demoSignInInput } from "./demo.ts";
import { setTypingInput, streamInput } from "./events.ts";
import { listMessagesInput, markReadInput, sendMessageInput } from "./messages.ts";

const id = "01890a5d-ac96-774b-bcce-b302099a8057";
const other = "01890a5d-ac96-774b-bcce-b302099a8058";
const cursor = { activeAt: "2025-03-01T09:30:00.000Z", id };

interface Input {
  readonly name: string;
  readonly schema: z.ZodType;
  /** The least and the most that may be sent. */
  readonly good: readonly Readonly<Record<string, unknown>>[];
  readonly bad: readonly unknown[];
}

const inputs: readonly Input[] = [
  {
    name: "messages.send",
    schema: sendMessageInput,
    good: [{ conversationId: id, id: other, body: "hello" }],
    bad: [
      {},
      { conversationId: id, id: other },
      { conversationId: id, id: other, body: " " },
      { conversationId: id, id: "1", body: "hello" },
      { conversationId: "1", id: other, body: "hello" },
      null,
      "hello",
      [],
    ],
  },
  {
    name: "messages.list",
    schema: listMessagesInput,
    good: [
      { conversationId: id },
      { conversationId: id, at: { from: "end" }, limit: 100 },
      { conversationId: id, at: { from: "before", seq: 1 } },
      { conversationId: id, at: { from: "after", seq: 0 } },
      { conversationId: id, at: { from: "around", seq: 7 } },
    ],
    bad: [
      { at: { from: "end" } },
      { conversationId: id, at: { from: "before" } },
      { conversationId: id, at: { from: "before", seq: 0 } },
      { conversationId: id, at: { from: "start" } },
      { conversationId: id, at: { from: "end", seq: 1 } },
      { conversationId: id, limit: 101 },
      { conversationId: id, limit: 0 },
    ],
  },
  {
    name: "messages.markRead",
    schema: markReadInput,
    good: [{ conversationId: id, seq: 1 }],
    bad: [{ conversationId: id }, { conversationId: id, seq: 0 }, { conversationId: id, seq: "1" }],
  },
  {
    name: "conversations.open",
    schema: openConversationInput,
    good: [{ userId: "ann" }],
    bad: [{}, { userId: "" }, { userId: "two words" }, { userId: 1 }],
  },
  {
    name: "conversations.get",
    schema: getConversationInput,
    good: [{ conversationId: id }],
    bad: [{}, { conversationId: "ann" }],
  },
  {
    name: "conversations.list",
    schema: listConversationsInput,
    good: [{}, { cursor: null }, { cursor, limit: 1, direction: "forward" }],
    bad: [
      { cursor: id },
      { cursor: { id } },
      { cursor: { ...cursor, activeAt: "yesterday" } },
      { direction: "backward" },
      { limit: 1.5 },
    ],
  },
  {
    name: "a cursor of conversations.list",
    schema: conversationCursorSchema,
    good: [cursor],
    bad: [{}, { activeAt: cursor.activeAt }],
  },
  {
    name: "contacts.list",
    schema: listContactsInput,
    good: [{}, { kind: "peers" }],
    bad: [{ kind: "friends" }, { kind: null }, "peers"],
  },
  {
    name: "events.stream",
    schema: streamInput,
    good: [{}, { lastEventId: null }, { lastEventId: "12" }],
    bad: [{ lastEventId: 12 }, { lastEventId: "-1" }, undefined],
  },
  {
    name: "events.setTyping",
    schema: setTypingInput,
    good: [{ conversationId: id, typing: false }],
    bad: [{ conversationId: id }, { conversationId: id, typing: "yes" }],
  },
  {
    name: "demo.signIn",
    schema: demoSignInInput,
    good: [{ userId: "ann" }],
    bad: [{}, { userId: null }],
  },
];

const each = <Value>(pick: (input: Input) => readonly Value[]) =>
  inputs.flatMap((input) =>
    pick(input).map((value) => ({ name: input.name, schema: input.schema, value })),
  );

test.each(each((input) => input.good))("$name understands $value", ({ schema, value }) => {
  expect(schema.parse(value)).toMatchObject(value);
});

test.each(each((input) => input.bad))("$name refuses $value", ({ schema, value }) => {
  expect(schema.safeParse(value).success).toBe(false);
});

test.each(each((input) => input.good))(
  "LIM-3: $name refuses a key beside $value that the contract does not name",
  ({ schema, value }) => {
    const { error } = schema.safeParse({ ...value, isAdmin: true });
    expect(error?.issues).toMatchObject([{ code: "unrecognized_keys", keys: ["isAdmin"] }]);
  },
);

test("messages.list begins at the end, with a page of 50", () => {
  expect(listMessagesInput.parse({ conversationId: id })).toEqual({
    conversationId: id,
    at: { from: "end" },
    limit: 50,
  });
});
