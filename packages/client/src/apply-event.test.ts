import type { Conversation, StreamEvent } from "@parley/contract";
import { limits } from "@parley/contract/limits";
import { expect, test } from "vitest";
import { applyEvent } from "./apply-event.ts";
import { emptySnapshot, placeKey, type Snapshot } from "./snapshot.ts";
import { upsertConversation } from "./apply/conversation.ts";
import { message, ServerModel, type Step } from "./testing/server-model.ts";

const open = { do: "open", at: 0 } as const;
const send = (at: number, by: "me" | "ann" | "bob"): Step => ({ do: "send", at, by, tick: true });

/** Three conversations: the first with 3 messages, the others with one each; the last is the newest. */
function startingPoint({ pageSize = 10 } = {}) {
  const model = new ServerModel();
  model.run([open, open, open, ...["ann", "bob", "ann"].map((by) => send(0, by as "ann" | "bob"))]);
  model.run([send(1, "ann"), send(2, "bob")]);
  const rows = model.rows(model.version);
  const [third, second, first] = rows;
  if (first === undefined || second === undefined || third === undefined)
    throw new Error("no rows");
  return { model, snapshot: model.fetch(model.version, { pageSize }), first, second, third };
}

const created = (id: string, seq: number, rest = {}): StreamEvent => ({
  type: "message.created",
  message: message(id, seq, { createdAt: "2026-02-02T00:00:00.000Z", ...rest }),
});

test("a message moves its conversation to the top and adds one unread", () => {
  const { snapshot, first, second, third } = startingPoint();
  const { snapshot: next } = applyEvent(snapshot, created(first.id, 4));
  const rows = next.conversations?.conversations ?? [];
  expect(rows.map(({ id }) => id)).toEqual([first.id, third.id, second.id]);
  expect(rows[0]).toMatchObject({ lastSeq: 4, unread: 4, readSeq: 0, lastMessage: { seq: 4 } });
  expect(next.windows[first.id]?.messages.map(({ seq }) => seq)).toEqual([2, 3, 4]);
});

test("GRP-8: a restored conversation with messages sent meanwhile reports that its window lacks them", () => {
  const { model, snapshot, first } = startingPoint();
  model.run([send(0, "ann"), send(0, "bob")]);
  const conversation = model.detail(model.version, first.id);
  const opened = { type: "conversation.opened", conversation } as const;
  const { windows } = applyEvent(snapshot, opened).snapshot;
  expect(windows[first.id]).toEqual({ ...snapshot.windows[first.id], hasNewer: true });
  expect(applyEvent(snapshot, { ...opened, type: "conversation.updated" }).snapshot.windows).toBe(
    snapshot.windows,
  );
});

test("rows that an event does not touch keep their reference", () => {
  const { snapshot, first, third } = startingPoint();
  const { snapshot: next } = applyEvent(snapshot, created(first.id, 4));
  const row = (source: typeof snapshot) =>
    source.conversations?.conversations.find(({ id }) => id === third.id);
  expect(row(next)).toBe(row(snapshot));
  expect(next.details[third.id]).toBe(snapshot.details[third.id]);
  expect(next.windows[third.id]).toBe(snapshot.windows[third.id]);
});

test("an event without changes returns the very same snapshot", () => {
  const { model, snapshot: start, first, second } = startingPoint();
  const snapshot = upsertConversation(start, model.detail(model.version, second.id));
  const old = model.events({ from: 0, to: model.version, asOf: (own) => own });
  for (const event of old) expect(applyEvent(snapshot, event).snapshot).toBe(snapshot);
  const again = model.detail(model.version, first.id);
  expect(upsertConversation(snapshot, again)).toBe(snapshot);
});

test("sending reads everything before it, on the row, the detail and the sender's own mark", () => {
  const { snapshot, first } = startingPoint();
  const { snapshot: next } = applyEvent(snapshot, created(first.id, 4, { senderId: "me" }));
  expect(next.conversations?.conversations[0]).toMatchObject({ readSeq: 4, unread: 0 });
  expect(next.details[first.id]).toMatchObject({ readSeq: 4, unread: 0 });
  const marks = next.details[first.id]?.members.map(({ person, readSeq }) => [person.id, readSeq]);
  expect(marks).toEqual([
    ["me", 4],
    ["ann", 3],
    ["bob", null],
  ]);
});

test("unread stops at its limit", () => {
  const { model, snapshot: start, first } = startingPoint();
  model.run(Array.from({ length: 150 }, () => send(0, "ann")));
  let snapshot = start;
  for (const event of model.events({ from: 0, to: model.version, asOf: (own) => own })) {
    snapshot = applyEvent(snapshot, event).snapshot;
  }
  const row = snapshot.conversations?.conversations.find(({ id }) => id === first.id);
  expect(row?.unread).toBe(limits.unreadMax);
});

test("an empty conversation's window accepts message 1", () => {
  const { snapshot, first } = startingPoint();
  const empty = { messages: [], hasOlder: false, hasNewer: false };
  const before = { ...snapshot, windows: { [first.id]: empty } };
  const taken = applyEvent(before, created(first.id, 1)).snapshot.windows[first.id];
  expect(taken?.messages.map(({ seq }) => seq)).toEqual([1]);
  const gap = applyEvent(before, created(first.id, 2)).snapshot.windows[first.id];
  expect(gap).toEqual({ messages: [], hasOlder: false, hasNewer: true });
});

test("an empty window with older messages requests more instead of guessing", () => {
  const { snapshot, first } = startingPoint();
  const tail = { messages: [], hasOlder: true, hasNewer: false };
  const next = applyEvent({ ...snapshot, windows: { [first.id]: tail } }, created(first.id, 4));
  expect(next.snapshot.windows[first.id]).toEqual({ ...tail, hasNewer: true });
});

test("a gap does not change the window's range and reports that there is more", () => {
  const { snapshot, first } = startingPoint();
  const next = applyEvent(snapshot, created(first.id, 6)).snapshot.windows[first.id];
  expect(next?.messages).toBe(snapshot.windows[first.id]?.messages);
  expect(next?.hasNewer).toBe(true);
});

test("a window that does not reach the end is unchanged", () => {
  const { snapshot, first } = startingPoint();
  const middle = { messages: [message(first.id, 1)], hasOlder: false, hasNewer: true };
  const next = applyEvent({ ...snapshot, windows: { [first.id]: middle } }, created(first.id, 2));
  expect(next.snapshot.windows[first.id]).toBe(middle);
});

test("a message for a conversation after the loaded pages reports which one is missing", () => {
  const { model, snapshot, second } = startingPoint({ pageSize: 1 });
  const { missing, snapshot: same } = applyEvent(snapshot, created(second.id, 2));
  expect(missing).toEqual([{ part: "conversation", conversationId: second.id }]);
  expect(same).toBe(snapshot);
  model.run([send(1, "ann")]);
  const fetched = upsertConversation(same, model.detail(model.version, second.id));
  expect(fetched.conversations?.conversations.map(({ id }) => id)[0]).toBe(second.id);
});

test("a conversation whose detail is known is added to the list without a fetch", () => {
  const { snapshot, first } = startingPoint({ pageSize: 1 });
  const { missing, snapshot: next } = applyEvent(snapshot, created(first.id, 4));
  expect(missing).toEqual([]);
  expect(next.conversations?.conversations[0]).toMatchObject({ id: first.id, unread: 4 });
  expect(next.conversations?.conversations[0]).not.toHaveProperty("members");
});

test("a fetched conversation that belongs after the loaded pages is not added to the list", () => {
  const { model, snapshot, second } = startingPoint({ pageSize: 1 });
  const next = upsertConversation(snapshot, model.detail(model.version, second.id));
  expect(next.conversations).toBe(snapshot.conversations);
  expect(next.details[second.id]?.id).toBe(second.id);
});

/** The first conversation, archived, and the lists as a screen has fetched them. */
function archivedStart(more: Partial<Conversation> = {}) {
  const { snapshot, first, second, third } = startingPoint();
  const row = { ...first, archived: true, ...more };
  const page = (conversations: readonly Conversation[]) => ({
    conversations: [...conversations],
    nextCursor: null,
  });
  return {
    id: first.id,
    snapshot: {
      ...snapshot,
      conversations: page([third, second]),
      filtered: { archived: page([row]), unread: page([third, second]), pinned: page([]) },
      details: {},
      windows: {},
    },
  };
}
const idsIn = (snapshot: Snapshot, filter: "unread" | "pinned" | "archived") =>
  snapshot.filtered[filter]?.conversations.map(({ id }) => id);

test("CONV-11: whether a message un-archives a group is fetched if the blocks are unknown", () => {
  const { snapshot, id } = archivedStart();
  const event = created(id, 4);
  const { snapshot: unsure, missing } = applyEvent(snapshot, event);
  expect(missing).toEqual([{ part: "conversation", conversationId: id }]);
  expect(idsIn(unsure, "archived")).toEqual([id]);
  expect(applyEvent(unsure, event).missing).toEqual([]);

  const sure = applyEvent({ ...snapshot, blocked: { blocked: [] } }, event);
  expect(sure.missing).toEqual([]);
  expect(idsIn(sure.snapshot, "archived")).toEqual([]);
  expect(idsIn(sure.snapshot, "unread")?.[0]).toBe(id);
  expect(sure.snapshot.conversations?.conversations[0]).toMatchObject({ id, archived: false });
});

test("CONV-11: the message's own time decides whether a muted conversation stays archived", () => {
  const muted = archivedStart({ mutedUntil: "2026-02-02T00:00:00.001Z" });
  const stays = applyEvent(muted.snapshot, created(muted.id, 4));
  expect(stays.missing).toEqual([]);
  expect(idsIn(stays.snapshot, "archived")).toEqual([muted.id]);
  const over = archivedStart({ mutedUntil: "2026-02-02T00:00:00.000Z" });
  const returns = applyEvent({ ...over.snapshot, blocked: { blocked: [] } }, created(over.id, 4));
  expect(idsIn(returns.snapshot, "archived")).toEqual([]);
});

test("CONV-10: a read conversation leaves the unread list, a pinned one joins the pinned list", () => {
  const { snapshot, third } = startingPoint();
  const empty = { conversations: [], nextCursor: null };
  const unread = snapshot.conversations ?? empty;
  const start: Snapshot = { ...snapshot, filtered: { unread, pinned: empty } };
  const read = applyEvent(start, {
    type: "conversation.read",
    conversationId: third.id,
    userId: "me",
    readSeq: 1,
    unread: { count: 0, upToSeq: 1 },
  }).snapshot;
  expect(idsIn(start, "unread")).toContain(third.id);
  expect(idsIn(read, "unread")).not.toContain(third.id);
  const detail = {
    ...third,
    members: [],
    membershipChanges: [],
    pins: [],
    savedSeqs: [],
    pinned: true,
  };
  const pinned = applyEvent(start, { type: "conversation.updated", conversation: detail }).snapshot;
  expect(idsIn(pinned, "pinned")).toEqual([third.id]);
});

test("a fetch that is older than the events keeps what the events changed", () => {
  const { model, snapshot, first } = startingPoint();
  const stale = model.detail(model.version, first.id);
  const { snapshot: next } = applyEvent(snapshot, created(first.id, 4, { senderId: "me" }));
  expect(upsertConversation(next, stale)).toBe(next);
});

test("reading elsewhere lowers the count and never moves back", () => {
  const { snapshot, first } = startingPoint();
  const read = (readSeq: number, count: number): StreamEvent => ({
    type: "conversation.read",
    conversationId: first.id,
    userId: "me",
    readSeq,
    unread: { count, upToSeq: 3 },
  });
  const two = applyEvent(snapshot, read(2, 1)).snapshot;
  expect(two.conversations?.conversations[2]).toMatchObject({ readSeq: 2, unread: 1 });
  expect(two.details[first.id]).toMatchObject({ readSeq: 2, unread: 1 });
  expect(applyEvent(two, read(1, 2)).snapshot).toBe(two);
});

test("a count that includes messages still to come is not added to twice", () => {
  const { snapshot, first } = startingPoint();
  const ahead: StreamEvent = {
    type: "conversation.read",
    conversationId: first.id,
    userId: "me",
    readSeq: 3,
    unread: { count: 2, upToSeq: 5 },
  };
  let next = applyEvent(snapshot, ahead).snapshot;
  expect(next.details[first.id]?.unread).toBe(0);
  for (const seq of [4, 5, 6]) next = applyEvent(next, created(first.id, seq)).snapshot;
  expect(next.details[first.id]?.unread).toBe(3);
});

test("another member's mark moves on, and stays hidden if it was hidden", () => {
  const { snapshot, first } = startingPoint();
  const read = (userId: string): StreamEvent => ({
    type: "conversation.read",
    conversationId: first.id,
    userId,
    readSeq: 4,
    unread: null,
  });
  const next = applyEvent(snapshot, read("ann")).snapshot;
  expect(next.details[first.id]?.members[1]?.readSeq).toBe(4);
  expect(next.conversations).toBe(snapshot.conversations);
  expect(applyEvent(next, read("bob")).snapshot).toBe(next);
});

test("parts that were never fetched stay absent", () => {
  const { first } = startingPoint();
  const bare = emptySnapshot("me");
  const applied = applyEvent(bare, created(first.id, 1));
  expect(applied).toEqual({ snapshot: bare, missing: [] });
  expect(applied.snapshot).toBe(bare);
});

test("resync requests everything and keeps the current state", () => {
  const { snapshot } = startingPoint();
  expect(applyEvent(snapshot, { type: "resync" })).toEqual({
    snapshot,
    missing: [{ part: "everything" }],
  });
});

test("a quoted message follows its edits and its deletion if no window contains it", () => {
  const { snapshot: start, first } = startingPoint();
  const quoted = message(first.id, 1, { body: "as it was", senderId: "ann" });
  const key = placeKey(first.id, 1);
  const snapshot = { ...start, quoted: { [key]: quoted } };
  const edited = { ...quoted, body: "as it is", version: 2 };
  const { snapshot: next } = applyEvent(snapshot, { type: "message.edited", message: edited });
  expect(next.quoted[key]).toBe(edited);
  // An older event changes nothing, and messages that are not quoted are not added.
  expect(applyEvent(next, { type: "message.reacted", message: quoted }).snapshot.quoted).toBe(
    next.quoted,
  );
  expect(applyEvent(start, { type: "message.edited", message: edited }).snapshot.quoted).toEqual(
    {},
  );
  const closed = applyEvent(next, { type: "conversation.closed", conversationId: first.id });
  expect(closed.snapshot.quoted).toEqual({});
});
