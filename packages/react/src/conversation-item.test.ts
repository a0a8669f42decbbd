import type { OutboxEntry } from "@parley/client";
import type { Conversation } from "@parley/contract";
import { expect, test } from "vitest";
import { type ItemContext, toConversationItem } from "./conversation-item.ts";
import { idOf, messageOf, personOf } from "@parley/client/testing";

const ana = personOf("ana", "Ana");
const id = idOf(1);
const said = (senderId: string, body: string) =>
  messageOf({ conversationId: id, seq: 1, senderId, body });

const conversation: Conversation = {
  id,
  with: { kind: "direct", person: ana },
  state: "open",
  writable: { ok: true },
  lastSeq: 1,
  lastMessage: said("ana", "hello"),
  activeAt: "2026-11-22T09:00:00.000Z",
  readSeq: 0,
  unread: 1,
  mentionSeqs: [],
  markedUnread: false,
  mutedUntil: null,
  pinned: false,
  archived: false,
};
const group: Conversation = {
  ...conversation,
  with: { kind: "group", groupId: "g", name: "Spring" },
};

const context: ItemContext = {
  userId: "me",
  people: new Map([["ana", ana]]),
  draft: undefined,
  entries: [],
  typists: [],
  isOnline: false,
  now: Date.parse("2026-11-22T10:00:00.000Z"),
};
const entry = (body: string, state: OutboxEntry["state"]): OutboxEntry => ({
  id: idOf(2),
  conversationId: id,
  body,
  writtenAt: 0,
  state,
});
const previewOf = (one: Conversation, more: Partial<ItemContext> = {}) =>
  toConversationItem(one, { ...context, ...more }).preview;

test("a preview names the author in a group, and the signed-in user everywhere", () => {
  expect(previewOf(conversation)).toEqual({ kind: "other", author: null, text: "hello" });
  expect(previewOf(group)).toEqual({ kind: "other", author: "Ana", text: "hello" });
  expect(previewOf({ ...group, lastMessage: said("me", "hi") })).toEqual({
    kind: "own",
    text: "hi",
  });
  expect(previewOf({ ...conversation, lastMessage: null })).toEqual({ kind: "empty" });
  const deleted = { ...said("ana", ""), body: null };
  expect(previewOf({ ...conversation, lastMessage: deleted })).toEqual({ kind: "deleted" });
});

test("a failure is shown before a draft, a draft before typing, typing before the last message", () => {
  const failed = entry("lost", { status: "failed", reason: "forbidden" });
  const pending = entry("going", { status: "sending" });
  const all = { draft: "half", typists: ["ana"] };
  expect(previewOf(conversation, { ...all, entries: [failed] })).toEqual({
    kind: "failed",
    text: "lost",
  });
  expect(previewOf(conversation, { ...all, entries: [pending] })).toEqual({
    kind: "draft",
    text: "half",
  });
  expect(previewOf(conversation, { typists: ["ana"] })).toEqual({ kind: "typing", names: [] });
  expect(previewOf(group, { typists: ["ana", "nobody"] })).toEqual({
    kind: "typing",
    names: ["Ana"],
  });
  expect(previewOf(conversation, { entries: [pending] })).toEqual({ kind: "own", text: "going" });
});

test("a mute that has expired is not shown", () => {
  const mutedUntil = (time: string) =>
    toConversationItem({ ...conversation, mutedUntil: time }, context).mutedUntil;
  expect(mutedUntil("2026-11-22T10:00:00.001Z")).toBe("2026-11-22T10:00:00.001Z");
  expect(mutedUntil("2026-11-22T10:00:00.000Z")).toBeNull();
});
