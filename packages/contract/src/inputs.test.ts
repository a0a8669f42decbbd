import { expect, test } from "vitest";
import type * as z from "zod";
import { listActivityInput } from "./activity.ts";
import { listContactsInput } from "./contacts.ts";
import {
  conversationCursorSchema,
  conversationInput,
  listConversationsInput,
  openConversationInput,
  setPreferencesInput,
} from "./conversations.ts";
import { demoSignInInput } from "./demo.ts";
import { setTypingInput, streamInput } from "./events.ts";
import { createGroupInput, groupMembersInput, updateGroupInput } from "./groups.ts";
import {
  deleteMessageInput,
  editMessageInput,
  listMessagesInput,
  markReadInput,
  reactionInput,
  searchMessagesInput,
  sendMessageInput,
} from "./messages.ts";
import {
  emailInput,
  listUsersInput,
  searchUsersInput,
  updateMeInput,
  upsertUserInput,
} from "./people.ts";

const id = "01890a5d-ac96-774b-bcce-b302099a8057";
const other = "01890a5d-ac96-774b-bcce-b302099a8058";
const [early, late] = ["2025-03-01T09:30:00.000Z", "2025-03-02T09:30:00.000Z"];
const cursor = { activeAt: "2025-03-01T09:30:00.000Z", id };

interface Input {
  readonly name: string;
  readonly schema: z.ZodType;
  /** The minimum and the maximum that may be sent. */
  readonly good: readonly Readonly<Record<string, unknown>>[];
  readonly bad: readonly unknown[];
}

const inputs: readonly Input[] = [
  {
    name: "messages.send",
    schema: sendMessageInput,
    good: [
      { conversationId: id, id: other, body: "hello" },
      { conversationId: id, id: other, body: "hello", replyToSeq: 1 },
      { conversationId: id, id: other, body: "", files: [id] },
    ],
    bad: [
      { conversationId: id, id: other, body: "hello", replyToSeq: 0 },
      {},
      { conversationId: id, id: other },
      { conversationId: id, id: other, body: " " },
      { conversationId: id, id: other, body: "", files: [] },
      { conversationId: id, id: other, body: "hello", files: Array.from({ length: 11 }, () => id) },
      { conversationId: id, id: "1", body: "hello" },
      { conversationId: "1", id: other, body: "hello" },
      null,
      "hello",
      [],
    ],
  },
  {
    name: "messages.edit",
    schema: editMessageInput,
    good: [{ conversationId: id, seq: 1, body: "hello", expectedVersion: 1 }],
    bad: [
      { conversationId: id, seq: 1, body: "hello" },
      { conversationId: id, seq: 1, body: "h".repeat(5_001), expectedVersion: 1 },
      { conversationId: id, seq: 1, body: "hello", expectedVersion: 0 },
    ],
  },
  {
    name: "messages.delete",
    schema: deleteMessageInput,
    good: [
      { conversationId: id, seq: 1 },
      { conversationId: id, seq: 1, reason: "unkind" },
    ],
    bad: [{ conversationId: id }, { conversationId: id, seq: 1, reason: " " }],
  },
  {
    name: "messages.react",
    schema: reactionInput,
    good: ["👍", "❤️", "👍🏽", "👨‍👩‍👧", "🇫🇷", "#️⃣"].map((emoji) => ({
      conversationId: id,
      seq: 1,
      emoji,
    })),
    bad: ["", "a", "1", "👍👍", ":)", "👍 "].map((emoji) => ({
      conversationId: id,
      seq: 1,
      emoji,
    })),
  },
  {
    name: "messages.search",
    schema: searchMessagesInput,
    good: [
      { text: "hello" },
      { text: "你好", conversationId: id, limit: 5, cursor: null },
      { text: "hello", senderId: "ada", after: early, before: late, hasLink: true },
      ...[{ senderId: "ada" }, { after: early }, { before: late }, { hasLink: true }],
    ],
    bad: [
      ...[{}, { conversationId: id }, { hasLink: false }, { text: "" }],
      ...[{ text: "h" }, { text: " h " }, { text: "h".repeat(201) }],
      ...[{ senderId: "" }, { senderId: "a b" }, { hasLink: "yes" }],
      ...["2026-11-22", "yesterday", "2026-02-30T00:00:00.000Z", 1].flatMap((time) => [
        { text: "hello", before: time },
        { text: "hello", after: time },
      ]),
      ...[early, late].map((after) => ({ text: "hello", after, before: early })),
    ],
  },
  {
    name: "groups.create",
    schema: createGroupInput,
    good: [
      { id: "north", name: "North", mentorId: "ada" },
      { id: "north", name: "North", mentorId: "ada", menteeIds: ["ben"], endsAt: cursor.activeAt },
    ],
    bad: [
      { id: "north", name: " ", mentorId: "ada" },
      { id: "north", name: "North" },
      { id: "north", name: "North", mentorId: "ada", endsAt: "soon" },
    ],
  },
  {
    name: "groups.update",
    schema: updateGroupInput,
    good: [
      { groupId: "north" },
      { groupId: "north", name: "South", state: "ending", endsAt: null },
    ],
    bad: [{ name: "South" }, { groupId: "north", state: "archived" }],
  },
  {
    name: "groups.addMembers",
    schema: groupMembersInput,
    good: [{ groupId: "north", menteeIds: ["ben"] }],
    bad: [
      { groupId: "north", menteeIds: [] },
      { groupId: "north", menteeIds: "ben" },
    ],
  },
  {
    name: "contacts.add",
    schema: emailInput,
    good: [{ email: "ann@example.org" }],
    bad: [{}, { email: "ann" }, { email: `${"a".repeat(250)}@example.org` }],
  },
  {
    name: "conversations.setPreferences",
    schema: setPreferencesInput,
    good: [{ conversationId: id }, { conversationId: id, pinned: true, mutedUntil: null }],
    bad: [{ pinned: true }, { conversationId: id, archived: "yes" }],
  },
  {
    name: "users.updateMe",
    schema: updateMeInput,
    good: [{}, { name: "Ann", avatarUrl: null }, { sharesReceipts: false }],
    bad: [{ name: "" }, { avatarUrl: "https://example.org/a.png" }, { role: "ADMIN" }],
  },
  {
    name: "users.list",
    schema: listUsersInput,
    good: [
      {},
      { text: "an", role: "MENTEE", status: "deactivated", cursor: { name: "", id: "u1" } },
      { cursor: null, limit: 100, direction: "forward" },
    ],
    bad: [
      { text: "a" },
      { role: "mentee" },
      { status: "gone" },
      { cursor: { name: "a" } },
      { cursor: { name: "\ud800", id: "u1" } },
      { cursor: { name: "a\u0000", id: "u1" } },
      { cursor: { name: "a".repeat(3_601), id: "u1" } },
      { limit: 101 },
    ],
  },
  {
    name: "groups.activity",
    schema: listActivityInput,
    good: [
      {},
      { weeks: 26, cursor: { quietSince: null, groupId: "g1", menteeId: "u1" } },
      { cursor: { quietSince: "2025-03-01T09:30:00.000Z", groupId: "g1", menteeId: "u1" } },
    ],
    bad: [
      { weeks: 0 },
      { weeks: 27 },
      { weeks: 1.5 },
      { cursor: { quietSince: "yesterday", groupId: "g1", menteeId: "u1" } },
      { cursor: { groupId: "g1", menteeId: "u1" } },
      { limit: 0 },
    ],
  },
  {
    name: "users.search",
    schema: searchUsersInput,
    good: [{ text: "an" }],
    bad: [{}, { text: "a" }],
  },
  {
    name: "users.upsert",
    schema: upsertUserInput,
    good: [{ id: "ann", email: "ann@example.org", name: "Ann", role: "MENTOR" }],
    bad: [
      { id: "ann", email: "ann@example.org", name: "Ann" },
      { id: "ann", email: "ann@example.org", name: "Ann", role: "OWNER" },
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
      { conversationId: id, at: { from: "unread" } },
    ],
    bad: [
      { at: { from: "end" } },
      { conversationId: id, at: { from: "before" } },
      { conversationId: id, at: { from: "before", seq: 0 } },
      { conversationId: id, at: { from: "start" } },
      { conversationId: id, at: { from: "end", seq: 1 } },
      { conversationId: id, at: { from: "unread", seq: 1 } },
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
    schema: conversationInput,
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
    bad: [{ lastEventId: 12 }, { lastEventId: "-1" }],
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

test.each(each((input) => input.good))("$name accepts $value", ({ schema, value }) => {
  expect(schema.parse(value)).toMatchObject(value);
});

test.each(each((input) => input.bad))("$name refuses $value", ({ schema, value }) => {
  expect(schema.safeParse(value).success).toBe(false);
});

test.each(each((input) => input.good))(
  "LIM-3: $name refuses an unknown key next to $value",
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
