import { type MessageChange, type OutboxEntry, shownMessage } from "@parley/client";
import type { MessagePage } from "@parley/contract";
import { expect, test } from "vitest";
import { idOf, messageOf } from "@parley/client/testing";
import { joinRows, type RowMemory } from "./join-rows.ts";

const conversationId = idOf(1);
const message = (seq: number, senderId: string, body = `message ${seq}`) =>
  messageOf({ conversationId, seq, senderId, body });

const entry = (id: string, state: OutboxEntry["state"], body = "on its way"): OutboxEntry => ({
  id,
  conversationId,
  body,
  writtenAt: Date.UTC(2026, 10, 22),
  state,
});

const windowOf = (messages: MessagePage["messages"], hasNewer = false): MessagePage => ({
  messages,
  hasOlder: false,
  hasNewer,
});

interface More {
  readonly changes?: ReadonlyMap<string, MessageChange>;
  readonly memory?: RowMemory;
}

/** The rows of a window with the optimistic updates applied. */
function join(window: MessagePage, entries: OutboxEntry[], more: More = {}) {
  const { changes = new Map(), memory = new WeakMap() } = more;
  const messages = window.messages.map((each) => shownMessage(each, changes.get(each.id), "me"));
  return joinRows({ window: { ...window, messages }, entries, userId: "me", changes, memory });
}

test("unsent messages are below the server's, in the order of writing", () => {
  const rows = join(windowOf([message(1, "ana")]), [
    entry(idOf(50), { status: "sending" }, "first"),
    entry(idOf(51), { status: "queued" }, "second"),
    entry(idOf(52), { status: "failed", reason: "contact_unavailable" }, "third"),
  ]);
  expect(rows.map(({ body }) => body)).toEqual(["message 1", "first", "second", "third"]);
  expect(rows.map(({ delivery }) => delivery.status)).toEqual([
    "received",
    "sending",
    "sending",
    "failed",
  ]);
});

test("a message keeps its key from the outbox to the server's copy and is never shown twice", () => {
  const stored = { ...message(2, "me", "mine"), id: idOf(50) };
  const window = windowOf([message(1, "ana"), stored]);
  const sending = join(windowOf([message(1, "ana")]), [entry(idOf(50), { status: "sending" })]);
  const both = join(window, [entry(idOf(50), { status: "sent", message: stored })]);
  const settled = join(window, []);
  expect(sending.at(-1)?.id).toBe(idOf(50));
  expect(both.map(({ id }) => id)).toEqual(settled.map(({ id }) => id));
  expect(both.filter(({ id }) => id === idOf(50))).toHaveLength(1);
});

test("a sent message has the server's time and `seq` before its event arrives", () => {
  const stored = { ...message(7, "me", "mine"), id: idOf(50) };
  const rows = join(windowOf([]), [entry(idOf(50), { status: "sent", message: stored })]);
  expect(rows[0]).toMatchObject({ seq: 7, delivery: { status: "sent" } });
  expect(rows[0]?.at.toISOString()).toBe(stored.createdAt);
});

test("unsent messages are not shown away from the end", () => {
  const rows = join(windowOf([message(1, "ana")], true), [entry(idOf(50), { status: "sending" })]);
  expect(rows.map(({ seq }) => seq)).toEqual([1]);
});

test("an unchanged message keeps its row", () => {
  const memory = new WeakMap();
  const first = message(1, "ana");
  const before = join(windowOf([first]), [], { memory });
  const after = join(windowOf([first, message(2, "ana")]), [], { memory });
  expect(after[0]).toBe(before[0]);
});

test("LOG-3: an optimistic update overrides the server's message, and only its row changes", () => {
  const memory: RowMemory = new WeakMap();
  const first = { ...message(1, "ana"), reactions: [{ emoji: "👍", userIds: ["ana"] }] };
  const second = message(2, "me", "as it was");
  const window = windowOf([first, second]);
  const before = join(window, [], { memory });
  const reactions = new Map([
    ["👍", true],
    ["🎉", true],
  ]);
  const changes = new Map<string, MessageChange>([
    [first.id, { reactions }],
    [second.id, { edit: { body: "as it is", mentions: ["ben"], version: 1 } }],
  ]);
  const [reacted, edited] = join(window, [], { memory, changes });
  expect(reacted?.reactions).toEqual([
    { emoji: "👍", userIds: ["ana", "me"] },
    { emoji: "🎉", userIds: ["me"] },
  ]);
  expect(edited).toMatchObject({
    body: "as it is",
    mentions: ["ben"],
    change: { kind: "editing" },
  });
  const only = new Map([...changes].slice(0, 1));
  expect(join(window, [], { memory, changes: only })[0]).toBe(reacted);
  expect(join(window, [], { memory })[1]).toMatchObject({ body: "as it was", change: null });
  expect(before[1]).toMatchObject({ body: "as it was" });
});

test("an update ends once the server has a newer version, or a tombstone", () => {
  const edited = { ...message(1, "me", "newer"), version: 2 };
  const gone = { ...message(2, "me"), body: null, deletedAt: edited.createdAt, version: 2 };
  const changes = new Map<string, MessageChange>([
    [edited.id, { edit: { body: "older", mentions: [], version: 1 } }],
    [gone.id, { deletion: { undoUntil: 1 }, reactions: new Map([["👍", true]]) }],
  ]);
  const rows = join(windowOf([edited, gone]), [], { changes });
  expect(rows[0]).toMatchObject({ body: "newer", change: null });
  expect(rows[1]).toMatchObject({ body: null, change: null, reactions: [] });
});

test("removing the last reaction of an emoji removes its chip", () => {
  const one = { ...message(1, "ana"), reactions: [{ emoji: "👍", userIds: ["me"] }] };
  const changes = new Map<string, MessageChange>([
    [one.id, { reactions: new Map([["👍", false]]) }],
  ]);
  expect(join(windowOf([one]), [], { changes })[0]?.reactions).toEqual([]);
});
