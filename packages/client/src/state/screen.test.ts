import type { StreamEvent } from "@parley/contract";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createDemoServer, noah, withGroup, withNoah } from "../testing/demo-server.ts";
import { idOf, messageOf } from "../testing/fake-data.ts";
import type { FakeServer } from "../testing/fake-server.ts";
import { createScreen } from "./screen.ts";
import { loadableOf, moreOf, pagingOf, type Part, requestOf } from "./screen-state.ts";

// Loaded with the first request, which takes no time afterwards.
beforeAll(() => import("./fetch-request.ts"));
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const settle = () => vi.advanceTimersByTimeAsync(0);
const all = { part: "conversations", filter: "all" } as const;
const said = (seq: number, body: string, conversationId = withNoah) =>
  messageOf({ conversationId, seq, senderId: "noah", body });
const created = (seq: number, body: string): StreamEvent => ({
  type: "message.created",
  message: said(seq, body),
});

async function start(parts: readonly Part[] = [], server: FakeServer = createDemoServer()) {
  const client = server.client();
  const screen = createScreen(client, {
    pageStorages: { local: undefined, tab: undefined },
  });
  const release = parts.map((part) => screen.watch(part));
  const stop = screen.start();
  await settle();
  const calls = (path: string) => server.calls.filter((call) => call.path === path);
  const { emit, signal } = server;
  return { ...client, client, server, emit, signal, screen, release, stop, calls };
}

test("nothing is fetched before the user is known, and a watched part is fetched once for all watchers", async () => {
  const server = createDemoServer();
  const client = server.client();
  const release = client.hold("users.me");
  const screen = createScreen(client, { pageStorages: { local: undefined, tab: undefined } });
  screen.watch(all);
  screen.watch(all);
  screen.start();
  await settle();
  expect(server.calls.map(({ path }) => path)).toEqual(["users.me"]);
  expect(loadableOf(screen.get(), all)).toEqual({ status: "loading" });
  release();
  await settle();
  expect(server.calls.map(({ path }) => path)).toEqual(["users.me", "conversations.list"]);
  expect(loadableOf(screen.get(), all).status).toBe("ready");
});

test("a temporary failure is retried, then reported, and later retried without a click", async () => {
  const { screen, calls, refuse, restore } = await start();
  refuse("internal", "contacts.list");
  screen.watch({ part: "contacts" });
  await vi.advanceTimersByTimeAsync(7_000);
  expect(calls("contacts.list")).toHaveLength(4);
  const failed = loadableOf(screen.get(), { part: "contacts" });
  expect(failed).toMatchObject({ status: "failed", reason: "internal" });
  restore();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(loadableOf(screen.get(), { part: "contacts" }).status).toBe("ready");
});

test.each([0, 0.5, 1])(
  "failed fetches of many pages are not retried at the same time: with the random number %s",
  async (random) => {
    vi.spyOn(Math, "random").mockReturnValue(random);
    const { screen, calls, refuse } = await start();
    refuse("internal", "contacts.list");
    screen.watch({ part: "contacts" });
    await settle();
    await vi.advanceTimersByTimeAsync(499 + random * 500);
    expect(calls("contacts.list")).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(calls("contacts.list")).toHaveLength(2);
    vi.restoreAllMocks();
  },
);

test("a refusal is not retried before the user asks for it, or the connection is back", async () => {
  const { screen, calls, refuse, restore, cut } = await start();
  refuse("forbidden", "contacts.list");
  screen.watch({ part: "contacts" });
  await vi.advanceTimersByTimeAsync(120_000);
  expect(calls("contacts.list")).toHaveLength(1);
  const failed = loadableOf(screen.get(), { part: "contacts" });
  if (failed.status === "failed") failed.retry();
  await settle();
  expect(calls("contacts.list")).toHaveLength(2);
  restore();
  cut();
  restore();
  await settle();
  expect(loadableOf(screen.get(), { part: "contacts" }).status).toBe("ready");
});

test("events that arrive during a fetch are applied again to its result", async () => {
  const { screen, hold, emit } = await start();
  const release = hold("conversations.list");
  screen.watch(all);
  await settle();
  emit(created(3, "Meanwhile"));
  release();
  await settle();
  const [row] = screen.get().shown.conversations?.conversations ?? [];
  expect(row).toMatchObject({ unread: 2, lastMessage: { body: "Meanwhile" } });
});

test("subscribers are notified once per event, and unchanged parts keep their reference", async () => {
  const { screen, emit } = await start([all, { part: "contacts" }]);
  const { contacts } = screen.get().shown;
  const heard = vi.fn<() => void>();
  screen.subscribe(heard);
  emit(created(3, "Hello"));
  expect(heard).toHaveBeenCalledTimes(1);
  expect(screen.get().shown.contacts).toBe(contacts);
});

test("a resync refetches watched parts and drops the others; the user is refetched and the cursor kept", async () => {
  const contacts = { part: "contacts" } as const;
  const { screen, server, emit, release, calls } = await start([all, contacts]);
  release[1]?.();
  expect(screen.get().shown.contacts).toBeDefined();
  const { cursor } = server.me;
  server.me = { ...server.me, name: "Another", cursor: "99" };
  emit({ type: "resync" });
  expect(screen.get().shown.contacts).toBeUndefined();
  expect(screen.get().shown.conversations).toBeDefined();
  await settle();
  expect(calls("conversations.list")).toHaveLength(2);
  expect(calls("contacts.list")).toHaveLength(1);
  expect(screen.get().me).toMatchObject({ value: { name: "Another", cursor } });
});

/** A server on which the user has many conversations. */
function createBusyServer(count: number) {
  const server = createDemoServer();
  for (let at = 0; at < count; at += 1) {
    const id = idOf(1_000 + at);
    server.addConversation({
      id,
      with: { kind: "direct", person: noah },
      members: [noah],
      messages: [
        messageOf({
          ...{ conversationId: id, seq: 1, senderId: "noah", body: `message ${at}` },
          createdAt: new Date(Date.UTC(2026, 9, 1) + at * 1_000).toISOString(),
        }),
      ],
    });
  }
  return server;
}

test("a list is paged; a row that an event moved to another page is shown once, and a resync keeps the length", async () => {
  const { screen, hold, emit, calls } = await start([all], createBusyServer(70));
  const rows = () => screen.get().shown.conversations?.conversations ?? [];
  expect(rows()).toHaveLength(50);
  const release = hold("conversations.list");
  screen.loadMore("all");
  screen.loadMore("all");
  await settle();
  expect(moreOf(screen.get(), "all")).toBe("loading");
  expect(calls("conversations.list")).toHaveLength(2);
  release();
  await settle();
  expect(moreOf(screen.get(), "all")).toBe("idle");
  expect(rows()).toHaveLength(72);
  expect(new Set(rows().map(({ id }) => id)).size).toBe(72);
  emit({ type: "resync" });
  await settle();
  expect(rows()).toHaveLength(72);
});

test("a further page that fails is reported, and can be retried", async () => {
  const { screen, refuse, restore } = await start([all], createBusyServer(70));
  refuse("forbidden", "conversations.list");
  screen.loadMore("all");
  await settle();
  expect(moreOf(screen.get(), "all")).toBe("failed");
  restore();
  screen.loadMore("all");
  await settle();
  expect(screen.get().shown.conversations?.conversations).toHaveLength(72);
});

/** A server whose conversation with Noah is long. */
function createLongServer(count: number) {
  const server = createDemoServer();
  const messages = Array.from({ length: count }, (_, at) => said(at + 1, `message ${at + 1}`));
  server.addConversation({
    id: withNoah,
    with: { kind: "direct", person: noah },
    members: [noah],
    messages,
  });
  return server;
}

const window = { part: "window", conversationId: withNoah } as const;
const detail = { part: "conversation", conversationId: withNoah } as const;

test("DLV-7: a window does not wait for its conversation, is paged on both sides, and appends new messages", async () => {
  const { screen, emit, calls } = await start([window], createLongServer(200));
  expect(calls("messages.list")).toHaveLength(1);
  screen.watch(detail);
  await settle();
  const seqs = () => screen.get().shown.windows[withNoah]?.messages.map(({ seq }) => seq) ?? [];
  expect([seqs()[0], seqs().at(-1)]).toEqual([151, 200]);
  screen.loadOlder(withNoah);
  expect(pagingOf(screen.get(), withNoah).older).toBe("loading");
  emit(created(201, "Meanwhile"));
  await settle();
  expect([seqs()[0], seqs().at(-1)]).toEqual([51, 201]);
  await screen.showAround(withNoah, 20);
  expect(screen.get().shown.windows[withNoah]?.hasNewer).toBe(true);
  screen.loadNewer(withNoah);
  await settle();
  expect(seqs()).toContain(20);
  await screen.showLatest(withNoah);
  expect(screen.get().shown.windows[withNoah]?.hasNewer).toBe(false);
  expect(pagingOf(screen.get(), withNoah)).toEqual({
    older: "idle",
    newer: "idle",
    around: "idle",
  });
});

test("the end of a window that was left is kept; a range from the middle is dropped", async () => {
  const { screen, release } = await start([detail, window], createLongServer(600));
  for (let at = 0; at < 4; at += 1) {
    screen.loadOlder(withNoah);
    await settle();
  }
  expect(screen.get().shown.windows[withNoah]?.messages.length).toBeGreaterThan(300);
  release[1]?.();
  expect(screen.get().shown.windows[withNoah]).toMatchObject({ hasOlder: true });
  expect(screen.get().shown.windows[withNoah]?.messages).toHaveLength(300);
  const again = screen.watch(window);
  await screen.showAround(withNoah, 20);
  again();
  expect(screen.get().shown.windows[withNoah]).toBeUndefined();
});

test("a watched conversation that is closed is fetched again", async () => {
  const { screen, emit, calls } = await start([detail, window]);
  const before = calls("conversations.get").length;
  emit({ type: "conversation.closed", conversationId: withNoah });
  expect(screen.get().shown.details[withNoah]).toBeUndefined();
  await settle();
  expect(calls("conversations.get")).toHaveLength(before + 1);
  expect(screen.get().shown.windows[withNoah]).toBeDefined();
});

test("the details of the latest thirty conversations that were left are kept", async () => {
  const { screen } = await start([], createBusyServer(40));
  for (let at = 0; at < 40; at += 1) {
    const leave = screen.watch({ part: "conversation", conversationId: idOf(1_000 + at) });
    await settle();
    leave();
  }
  const kept = Object.keys(screen.get().shown.details);
  expect(kept).toHaveLength(30);
  expect(kept).not.toContain(idOf(1_000));
});

test("a quoted message is read from the window that has it, else fetched alone, and an event changes both", async () => {
  const { screen, calls, emit, server } = await start([detail, window], createLongServer(200));
  const near = { part: "message", conversationId: withNoah, seq: 190 } as const;
  const far = { part: "message", conversationId: withNoah, seq: 3 } as const;
  const before = calls("messages.list").length;
  screen.watch(near);
  screen.watch(far);
  await settle();
  expect(calls("messages.list")).toHaveLength(before + 1);
  const bodyOf = (part: typeof near | typeof far) => {
    const message = loadableOf(screen.get(), part);
    return message.status === "ready" && message.value?.body;
  };
  expect([bodyOf(near), bodyOf(far)]).toEqual(["message 190", "message 3"]);
  for (const seq of [3, 190]) {
    const known = server.messages.get(withNoah)?.[seq - 1];
    if (known === undefined) throw new Error("the server has it");
    emit({ type: "message.edited", message: { ...known, body: "edited", version: 2 } });
  }
  expect([bodyOf(near), bodyOf(far)]).toEqual(["edited", "edited"]);
});

test("a request is fetched while it is shown, paged, and fetched again when an event outdates it", async () => {
  const { screen, emit, calls } = await start([], createBusyServer(30));
  const search = { request: "search", text: "message" } as const;
  const leave = screen.watchRequest(search);
  await settle();
  const result = () => requestOf(screen.get(), search);
  const count = () => {
    const { items } = result();
    return items.status === "ready" ? items.value.length : 0;
  };
  expect([count(), result().hasMore]).toEqual([20, true]);
  screen.loadMoreOf(search);
  screen.loadMoreOf(search);
  expect(result().more).toBe("loading");
  await settle();
  expect([count(), result().hasMore, result().more]).toEqual([30, false, "idle"]);
  emit({ type: "conversation.closed", conversationId: withGroup });
  await settle();
  expect(calls("messages.search")).toHaveLength(4);
  expect(count()).toBe(30);
  leave();
  emit({ type: "conversation.closed", conversationId: withGroup });
  await settle();
  expect(calls("messages.search")).toHaveLength(4);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(result().items.status).toBe("loading");
});

test("a request that is no longer shown is cancelled", async () => {
  const { screen, hold, server } = await start();
  hold("messages.search");
  const leave = screen.watchRequest({ request: "search", text: "hello" });
  await settle();
  leave();
  expect(server.cancelled).toEqual(["messages.search"]);
});

test("messages of others are reported once as they arrive, except in muted conversations", async () => {
  const { screen, emit } = await start([all]);
  const heard: (string | null)[] = [];
  screen.onIncoming(({ body }) => heard.push(body));
  const event = created(3, "Hello");
  emit(event);
  emit(event);
  emit({ type: "message.created", message: { ...said(4, "Mine"), senderId: "me" } });
  await screen.changeConversation(withNoah, { type: "muted", until: "2030-01-01T00:00:00.000Z" });
  emit(created(5, "Muted"));
  expect(heard).toEqual(["Hello"]);
});

test("presence and typing end with the connection, and typing with a message", async () => {
  const { screen, signal, emit, cut } = await start();
  const type = () =>
    signal({ type: "typing", conversationId: withNoah, userId: "noah", typing: true });
  type();
  signal({ type: "presence", presence: { userId: "noah", state: "online", lastSeenAt: null } });
  expect(screen.get().typing.get(withNoah)).toEqual(["noah"]);
  emit(created(3, "Hello"));
  expect(screen.get().typing.size).toBe(0);
  type();
  cut();
  expect([screen.get().typing.size, screen.get().presence.size]).toEqual([0, 0]);
});

test("an own message leaves the outbox when the state has it, from its event or a fetch", async () => {
  const { screen, client, emit, outbox, server } = await start([detail, window]);
  const { id } = client.outbox.send({ conversationId: withNoah, body: "One" });
  screen.subscribe(() => {
    const isShown = screen.get().shown.windows[withNoah]?.messages.some((each) => each.id === id);
    expect(isShown === true || outbox.entries.get().some((each) => each.id === id)).toBe(true);
  });
  emit({ type: "message.created", message: { ...said(3, "One"), id, senderId: "me" } });
  expect(outbox.entries.get()).toEqual([]);
  const other = client.outbox.send({ conversationId: withNoah, body: "Two" });
  const messages = server.messages.get(withNoah) ?? [];
  server.messages.set(withNoah, [
    ...messages,
    { ...said(3, "One"), id, senderId: "me" },
    { ...said(4, "Two"), id: other.id, senderId: "me" },
  ]);
  emit({ type: "resync" });
  await settle();
  expect(outbox.entries.get()).toEqual([]);
});

test("a stopped screen is unsubscribed, and continues from its cursor when it is started again", async () => {
  const { screen, emit, stop, server } = await start([all]);
  emit(created(3, "Hello"));
  stop();
  expect(server.subscriptions.size).toBe(0);
  screen.start();
  expect([...server.subscriptions].map(({ cursor }) => cursor)).toEqual(["1"]);
});
