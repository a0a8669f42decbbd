import type { Message, StreamEvent } from "@parley/contract";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createDemoServer, noah, priya, withGroup, withNoah } from "../testing/demo-server.ts";
import type { ConnectionState } from "../connection.ts";
import { createStore } from "../store.ts";
import type { FakeServer } from "../testing/fake-server.ts";
import type { ProcedurePath } from "../testing/faults.ts";
import type { TestClient } from "../testing/test-client.ts";
import { createScreen, type Screen } from "./screen.ts";
import { loadableOf, type Part, type ScreenState, shownConversation } from "./screen-state.ts";

// Loaded with the first command about a user, which takes no time afterwards.
beforeAll(() => import("./people-commands.ts"));
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const settle = () => vi.advanceTimersByTimeAsync(0);
const parts: readonly Part[] = [
  { part: "conversations", filter: "all" },
  { part: "conversations", filter: "archived" },
  { part: "conversation", conversationId: withNoah },
  { part: "window", conversationId: withNoah },
  { part: "contacts" },
  { part: "blocked" },
  { part: "groups" },
];

const group = {
  id: "g",
  name: "Spring cohort",
  mentor: priya,
  mentees: [noah],
  state: "active",
  endsAt: null,
  conversationId: withGroup,
} as const;

/** A started screen over the demo server, with everything fetched. */
async function start(change: (server: FakeServer) => void = () => {}) {
  const server = createDemoServer();
  server.groups = [{ ...group, mentees: [noah] }];
  change(server);
  // The call may use HTTP: it outlives the socket.
  const connection = createStore<ConnectionState>({ status: "online" });
  const client = { ...server.client(), connection };
  const screen = createScreen(client, {
    pageStorages: { local: undefined, tab: undefined },
  });
  for (const part of parts) screen.watch(part);
  screen.start();
  await settle();
  for (const part of parts) expect(loadableOf(screen.get(), part).status).toBe("ready");
  return { ...client, client, connection, server, emit: server.emit, screen };
}

const messageIn = ({ shown }: Pick<ScreenState, "shown">, seq: number) =>
  shown.windows[withNoah]?.messages.find((message) => message.seq === seq);
const rowIn = (state: ScreenState) => shownConversation(state, withNoah);
const stored = (server: FakeServer, seq: number): Message => {
  const message = server.messages.get(withNoah)?.find((each) => each.seq === seq);
  if (message === undefined) throw new Error("the demo server has this message");
  return message;
};
const detail = (server: FakeServer) => {
  const conversation = server.conversations.get(withNoah);
  if (conversation === undefined) throw new Error("the demo server has this conversation");
  return conversation;
};
/** The own message and Noah's. */
const [mine, his] = [1, 2];
const placeOf = (screen: Screen, seq: number) => ({
  messageId: messageIn(screen.get(), seq)?.id ?? "",
  conversationId: withNoah,
  seq,
});

interface Case {
  readonly name: string;
  readonly path: ProcedurePath;
  readonly prepare?: (server: FakeServer) => void;
  readonly act: (screen: Screen) => unknown;
  /** The part of the screen that shows it. */
  readonly look: (state: ScreenState) => unknown;
  readonly before: unknown;
  readonly after: unknown;
  /** Whether it is shown before the server has answered. */
  readonly isOptimistic: boolean;
  /** The event of the change, once the server has executed it. */
  readonly event: (server: FakeServer) => StreamEvent;
  /** The delay before the call, in milliseconds. */
  readonly delay?: number;
  /** Whether a call without a response is retried until there is one. */
  readonly isRepeated?: boolean;
  readonly problem?: "reaction" | "deletion";
}

const changed = (server: FakeServer): StreamEvent => ({
  type: "conversation.updated",
  conversation: detail(server),
});

const cases: readonly Case[] = [
  {
    name: "edit",
    path: "messages.edit",
    act: (screen) =>
      screen.edit({ ...placeOf(screen, mine), body: "How was it?", mentions: [], version: 1 }),
    look: (state) => messageIn(state, mine)?.body,
    before: "How did it go?",
    after: "How was it?",
    isOptimistic: true,
    event: (server) => ({ type: "message.edited", message: stored(server, mine) }),
  },
  {
    name: "delete",
    path: "messages.delete",
    act: (screen) => screen.deleteMessage(placeOf(screen, mine)),
    look: (state) => messageIn(state, mine)?.body,
    before: "How did it go?",
    after: null,
    isOptimistic: true,
    event: (server) => ({
      type: "message.deleted",
      message: stored(server, mine),
      unread: { count: 1, upToSeq: 2 },
    }),
    delay: 6_000,
    isRepeated: true,
    problem: "deletion",
  },
  {
    name: "react",
    path: "messages.react",
    act: (screen) => screen.react({ ...placeOf(screen, his), emoji: "👍", isChosen: true }),
    look: (state) => messageIn(state, his)?.reactions,
    before: [],
    after: [{ emoji: "👍", userIds: ["me"] }],
    isOptimistic: true,
    event: (server) => ({ type: "message.reacted", message: stored(server, his) }),
    problem: "reaction",
  },
  {
    name: "unreact",
    path: "messages.unreact",
    prepare(server) {
      const reactions = [{ emoji: "👍", userIds: ["me", "noah"] }];
      const messages = server.messages.get(withNoah) ?? [];
      server.messages.set(
        withNoah,
        messages.map((message) => (message.seq === his ? { ...message, reactions } : message)),
      );
    },
    act: (screen) => screen.react({ ...placeOf(screen, his), emoji: "👍", isChosen: false }),
    look: (state) => messageIn(state, his)?.reactions,
    before: [{ emoji: "👍", userIds: ["me", "noah"] }],
    after: [{ emoji: "👍", userIds: ["noah"] }],
    isOptimistic: true,
    event: (server) => ({ type: "message.reacted", message: stored(server, his) }),
    problem: "reaction",
  },
  {
    name: "mark read",
    path: "messages.markRead",
    act: (screen) => screen.changeConversation(withNoah, { type: "read", seq: 2 }),
    look: (state) => [rowIn(state)?.readSeq, rowIn(state)?.unread],
    before: [1, 1],
    after: [2, 0],
    isOptimistic: true,
    event: () => ({
      type: "conversation.read",
      conversationId: withNoah,
      userId: "me",
      readSeq: 2,
      unread: { count: 0, upToSeq: 2 },
    }),
  },
  {
    name: "mark unread",
    path: "conversations.markUnread",
    act: (screen) => screen.changeConversation(withNoah, { type: "marked-unread" }),
    look: (state) => rowIn(state)?.markedUnread,
    before: false,
    after: true,
    isOptimistic: true,
    event: changed,
  },
  {
    name: "pin",
    path: "conversations.setPreferences",
    act: (screen) => screen.changeConversation(withNoah, { type: "pinned", on: true }),
    look: (state) => rowIn(state)?.pinned,
    before: false,
    after: true,
    isOptimistic: true,
    event: changed,
  },
  {
    name: "mute",
    path: "conversations.setPreferences",
    act: (screen) =>
      screen.changeConversation(withNoah, { type: "muted", until: "2027-01-01T00:00:00.000Z" }),
    look: (state) => rowIn(state)?.mutedUntil,
    before: null,
    after: "2027-01-01T00:00:00.000Z",
    isOptimistic: true,
    event: changed,
  },
  {
    name: "archive",
    path: "conversations.setPreferences",
    act: (screen) => screen.changeConversation(withNoah, { type: "archived", on: true }),
    look: ({ shown }) =>
      [shown.conversations, shown.filtered.archived].map((list) =>
        list?.conversations.some(({ id }) => id === withNoah),
      ),
    before: [true, false],
    after: [false, true],
    isOptimistic: true,
    event: changed,
  },
  {
    name: "delete a conversation",
    path: "conversations.delete",
    act: (screen) => screen.changeConversation(withNoah, { type: "deleted" }),
    look: ({ shown }) => shown.conversations?.conversations.some(({ id }) => id === withNoah),
    before: true,
    after: false,
    isOptimistic: true,
    event: () => ({ type: "conversation.closed", conversationId: withNoah }),
  },
  {
    name: "block",
    path: "contacts.block",
    act: (screen) => screen.block("noah"),
    look: ({ shown }) => shown.blocked?.blocked.map(({ person }) => person.id),
    before: [],
    after: ["noah"],
    isOptimistic: false,
    event: ({ blocked: [blocked] }) => ({
      type: "contact.blocked",
      blocked: blocked ?? { person: noah, since: "2026-11-22T10:00:00.000Z" },
    }),
  },
  {
    name: "unblock",
    path: "contacts.unblock",
    prepare: (server) =>
      void server.blocked.push({ person: noah, since: "2026-11-22T10:00:00.000Z" }),
    act: (screen) => screen.unblock("noah"),
    look: ({ shown }) => shown.blocked?.blocked.map(({ person }) => person.id),
    before: ["noah"],
    after: [],
    isOptimistic: false,
    event: () => ({ type: "contact.unblocked", userId: "noah" }),
  },
  {
    name: "add a contact",
    path: "contacts.add",
    prepare: (server) => (server.contacts = []),
    act: (screen) => screen.addContact("noah@example.org").catch(() => undefined),
    look: ({ shown }) => shown.contacts?.contacts.map(({ person }) => person.id),
    before: [],
    after: ["noah"],
    isOptimistic: false,
    event: ({ contacts }) => ({ type: "contact.added", contacts }),
  },
  {
    name: "change the own name",
    path: "users.updateMe",
    act: (screen) => screen.updateMe({ name: "Ana K." }),
    look: ({ me }) => me.status === "ready" && me.value.name,
    before: "Ana Kovač",
    after: "Ana K.",
    isOptimistic: false,
    event({ me: { cursor: _cursor, ...me } }) {
      const { id, name, role, avatarUrl } = me;
      return { type: "user.updated", person: { id, name, role, avatarUrl }, me };
    },
  },
  {
    name: "change a group",
    path: "groups.update",
    act: (screen) =>
      screen.changeGroup(() =>
        clientOf(screen).groups.update.mutate({ groupId: "g", name: "Summer" }),
      ),
    look: ({ shown }) => shown.groups?.groups.map(({ name }) => name),
    before: ["Spring cohort"],
    after: ["Summer"],
    isOptimistic: false,
    event: ({ groups: [first] }) => ({
      type: "group.updated",
      groupId: "g",
      group: first ?? null,
    }),
  },
];

/** The procedures of the client under a screen. */
const clients = new WeakMap<Screen, TestClient["trpc"]>();
function clientOf(screen: Screen) {
  const trpc = clients.get(screen);
  if (trpc === undefined) throw new Error("the test has begun this screen");
  return trpc;
}

/** Starts a case; the response to its call is delayed until `answer`. */
async function begin(
  { prepare, act, look, before, path, delay = 0 }: Case,
  arrange: (client: TestClient) => unknown = () => {},
) {
  const begun = await start(prepare);
  const { screen, hold, server } = begun;
  arrange(begun.client);
  clients.set(screen, begun.client.trpc);
  expect(look(screen.get())).toEqual(before);
  const release = hold(path);
  const promise = Promise.resolve(act(screen));
  const isAsked = () => server.calls.some((call) => call.path === path);
  return {
    ...begun,
    look: () => look(screen.get()),
    /** Advances the time until the call is made. */
    async ask() {
      await vi.advanceTimersByTimeAsync(delay);
      expect(isAsked()).toBe(true);
    },
    async answer() {
      release();
      await settle();
      return promise;
    },
  };
}

const ofEach = (filter: (each: Case) => boolean = () => true) =>
  cases.filter(filter).map((each) => [each.name, each] as const);

/** The shown state equals the server's state: no optimistic update is left. */
const expectNothingPending = ({ get }: Screen) => {
  const { server, shown, changes } = get();
  expect(shown).toBe(server);
  expect(changes.size).toBe(0);
};

test.each(ofEach())(
  "%s: shown at once if it is optimistic, and settled by its result",
  async (_, each) => {
    const { screen, look, ask, answer } = await begin(each);
    expect(look()).toEqual(each.isOptimistic ? each.after : each.before);
    await ask();
    await answer();
    expect(look()).toEqual(each.after);
    expectNothingPending(screen);
  },
);

test.each(ofEach())("%s: a refusal reverts it and returns the reason", async (_, each) => {
  const { screen, look, ask, answer } = await begin(each, ({ refuse }) =>
    refuse("forbidden", each.path),
  );
  await ask();
  const outcome = await answer();
  expect(look()).toEqual(each.before);
  expectNothingPending(screen);
  if (each.problem !== undefined) {
    expect(screen.get().problems.get(withNoah)).toEqual({
      kind: each.problem,
      reason: "forbidden",
    });
  } else if (each.name !== "add a contact") {
    expect(outcome).toHaveProperty("reason", "forbidden");
  }
});

test.each(ofEach())(
  "%s: a lost response reverts or retries it, and the event shows it",
  async (_, each) => {
    const { screen, server, look, ask, answer, emit, restore, loseResponse } = await begin(each);
    await ask();
    loseResponse(each.path);
    const answered = answer();
    // Until then the connection may turn out to be lost, which repeats the call (OUT-13).
    await vi.advanceTimersByTimeAsync(500);
    await answered;
    if (each.isRepeated === true) {
      expect(look()).toEqual(each.after);
      restore();
      const calls = () => server.calls.filter(({ path }) => path === each.path).length;
      const before = calls();
      await vi.advanceTimersByTimeAsync(5_000);
      expect(calls()).toBe(before + 1);
    } else {
      expect(look()).toEqual(each.before);
    }
    emit(each.event(server));
    expect(look()).toEqual(each.after);
    expectNothingPending(screen);
  },
);

test.each(ofEach())("%s: its event may arrive before its result", async (_, each) => {
  const { screen, server, look, ask, answer, emit } = await begin(each);
  await ask();
  emit(each.event(server));
  expect(look()).toEqual(each.after);
  await answer();
  expect(look()).toEqual(each.after);
  expectNothingPending(screen);
});

test.each(ofEach())("%s: its event may arrive twice", async (_, each) => {
  const { screen, server, look, ask, answer, emit } = await begin(each);
  await ask();
  await answer();
  emit(each.event(server));
  const { shown } = screen.get();
  emit(each.event(server));
  expect(look()).toEqual(each.after);
  expect(screen.get().shown).toEqual(shown);
  expectNothingPending(screen);
});

test.each(ofEach())("%s: it survives a lost connection", async (_, each) => {
  const { screen, look, ask, answer, connection } = await begin(each);
  await ask();
  connection.set({ status: "offline", since: 0, retryAt: 0 });
  connection.set({ status: "online" });
  await settle();
  await answer();
  expect(look()).toEqual(each.after);
  expectNothingPending(screen);
});

test.each(ofEach())("%s: a resync in between fetches it", async (_, each) => {
  const { screen, look, ask, answer, emit } = await begin(each);
  await ask();
  emit({ type: "resync" });
  await settle();
  await answer();
  expect(look()).toEqual(each.after);
  expectNothingPending(screen);
});

/** Changes for which the versions of an event and the result do not tell which is newer. */
const older = (event: StreamEvent, server: FakeServer): StreamEvent => {
  if (event.type === "conversation.updated")
    return {
      ...event,
      conversation: {
        ...detail(server),
        pinned: false,
        markedUnread: false,
        mutedUntil: null,
        archived: false,
      },
    };
  return event;
};

test.each(
  ofEach(({ path }) => path.startsWith("conversations.set") || path === "conversations.markUnread"),
)(
  "%s: an older event that arrives during the call does not hide it, and neither does the result",
  async (_, each) => {
    const { screen, server, look, ask, answer, emit } = await begin(each);
    await ask();
    emit(older(changed(server), server));
    expect(look()).toEqual(each.after);
    await answer();
    expect(look()).toEqual(each.after);
    emit(each.event(server));
    expect(look()).toEqual(each.after);
    expectNothingPending(screen);
  },
);

test("a reaction whose result is older than an event of the same version does not undo the event", async () => {
  const react = cases.find(({ name }) => name === "react");
  if (react === undefined) throw new Error("the table has it");
  const { screen, server, look, ask, answer, emit } = await begin(react);
  await ask();
  const both = [{ emoji: "👍", userIds: ["me", "noah"] }];
  emit({ type: "message.reacted", message: { ...stored(server, his), reactions: both } });
  await answer();
  expect(look()).toEqual(both);
  expectNothingPending(screen);
});

test("changes of one conversation are sent in order, and each is shown on top of the previous one", async () => {
  const { screen, hold, server } = await start();
  const release = hold("conversations.setPreferences");
  const one = screen.changeConversation(withNoah, { type: "archived", on: true });
  const two = screen.changeConversation(withNoah, { type: "pinned", on: true });
  await settle();
  const archived = () =>
    screen.get().shown.filtered.archived?.conversations.find(({ id }) => id === withNoah);
  expect(archived()?.pinned).toBe(true);
  const calls = () => server.calls.filter(({ path }) => path === "conversations.setPreferences");
  expect(calls()).toHaveLength(1);
  release();
  expect(await one).toEqual({ ok: true });
  expect(await two).toEqual({ ok: true });
  expect(calls()).toHaveLength(2);
  expect(archived()?.pinned).toBe(true);
  expectNothingPending(screen);
});

test("presses of one emoji during a call send only the last choice", async () => {
  const { screen, hold, server } = await start();
  const release = hold("messages.react");
  const press = (isChosen: boolean) =>
    screen.react({ ...placeOf(screen, his), emoji: "👍", isChosen });
  press(true);
  await settle();
  press(false);
  press(true);
  press(false);
  expect(messageIn(screen.get(), his)?.reactions).toEqual([]);
  release();
  await settle();
  const paths = server.calls.flatMap(({ path }) => (path.includes("react") ? [path] : []));
  expect(paths).toEqual(["messages.react", "messages.unreact"]);
  expectNothingPending(screen);
});

test("a message that changes keeps its object while events of others arrive", async () => {
  const { screen, hold, server, emit } = await start();
  hold("messages.edit");
  void screen.edit({ ...placeOf(screen, mine), body: "Well?", mentions: [], version: 1 });
  const shown = messageIn(screen.get(), mine);
  expect(shown?.body).toBe("Well?");
  expect(screen.get().changes.get(shown?.id ?? "")?.edit?.body).toBe("Well?");
  emit({ type: "message.reacted", message: { ...stored(server, his), reactions: [] } });
  expect(messageIn(screen.get(), mine)).toBe(shown);
});

test("a deletion is shown at once, can be undone, and is sent when the undo period has passed", async () => {
  const { screen, server } = await start();
  const place = placeOf(screen, mine);
  screen.deleteMessage(place);
  expect(screen.get().changes.get(place.messageId)?.deletion).toBeDefined();
  await vi.advanceTimersByTimeAsync(5_999);
  screen.undoDeletion(place.messageId);
  expect(messageIn(screen.get(), mine)?.body).toBe("How did it go?");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(server.calls.some(({ path }) => path === "messages.delete")).toBe(false);
});

test("an update whose event came before its result, with a newer change of another device, is hidden", async () => {
  const pin = cases.find(({ name }) => name === "pin");
  if (pin === undefined) throw new Error("the table has it");
  const { screen, server, look, ask, answer, emit } = await begin(pin);
  await ask();
  emit({ type: "conversation.updated", conversation: { ...detail(server), pinned: false } });
  await answer();
  expect(look()).toBe(true);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(look()).toBe(false);
  expectNothingPending(screen);
});

test("a reaction whose result may be older than an event stays shown until its own event", async () => {
  const react = cases.find(({ name }) => name === "react");
  if (react === undefined) throw new Error("the table has it");
  const { screen, server, look, ask, answer, emit } = await begin(react);
  await ask();
  const others = { emoji: "🎉", userIds: ["noah"] };
  const mineToo = { emoji: "👍", userIds: ["me"] };
  emit({ type: "message.reacted", message: { ...stored(server, his), reactions: [others] } });
  await answer();
  expect(look()).toEqual([others, mineToo]);
  expect(screen.get().changes.size).toBe(1);
  const reactions = [others, mineToo];
  emit({ type: "message.reacted", message: { ...stored(server, his), reactions } });
  expect(look()).toEqual(reactions);
  expectNothingPending(screen);
});

test("an edit whose result is newer than an event that came before it is shown by its result", async () => {
  const edit = cases.find(({ name }) => name === "edit");
  if (edit === undefined) throw new Error("the table has it");
  const { screen, server, look, ask, answer, emit } = await begin(edit);
  await ask();
  const reactions = [{ emoji: "👍", userIds: ["noah"] }];
  const before = { ...stored(server, mine), body: "How did it go?", version: 1, reactions };
  emit({ type: "message.reacted", message: before });
  await answer();
  expect(look()).toBe("How was it?");
  expectNothingPending(screen);
});
