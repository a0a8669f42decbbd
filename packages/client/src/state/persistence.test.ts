import type { Me } from "@parley/contract";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createDemoServer, withGroup, withNoah } from "../testing/demo-server.ts";
import { idOf, messageOf, personOf } from "../testing/fake-data.ts";
import { createFakeServer } from "../testing/fake-server.ts";
import { emptySnapshot, type Snapshot } from "../snapshot.ts";
import { persistScreen } from "./persist-screen.ts";
import { type PersistedScreen, restoreScreen, type ScreenStorage } from "./persistence.ts";
import { createScreen } from "./screen.ts";

// Loaded when a screen is first saved, which takes no time afterwards.
beforeAll(() => import("./persist-screen.ts"));
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const me: Me = {
  id: "me",
  name: "Amina Diallo",
  role: "MENTOR",
  avatarUrl: null,
  email: "me@example.org",
  sharesPresence: true,
  sharesReceipts: true,
  sharesResponseTime: false,
  cursor: "1",
};
interface Window {
  readonly count: number;
  readonly body?: string;
  readonly hasNewer?: boolean;
}

/** A screen with a list of conversations, and the messages of some of them. */
function snapshotOf(windows: readonly Window[]): Snapshot {
  const server = createFakeServer(personOf("me", "Me"));
  for (const [index, { count, body = "Hello" }] of windows.entries()) {
    const conversationId = idOf(index);
    const said = (_: unknown, at: number) =>
      messageOf({ conversationId, seq: at + 1, senderId: "me", body });
    server.addConversation({
      id: conversationId,
      with: { kind: "group", groupId: `g${index}`, name: "Group" },
      members: [],
      messages: Array.from({ length: count }, said),
    });
  }
  const details = [...server.conversations.values()];
  const pages = windows.map(({ hasNewer = false }, index) => {
    const messages = server.messages.get(idOf(index)) ?? [];
    return [idOf(index), { messages, hasOlder: false, hasNewer }] as const;
  });
  return {
    ...emptySnapshot("me"),
    me,
    conversations: { conversations: details, nextCursor: null },
    windows: Object.fromEntries(pages),
  };
}

const windowIn = (snapshot: Snapshot) => persistScreen(snapshot, "42")?.snapshot.windows[idOf(0)];

test("the user is stored with the cursor up to which the data is complete", () => {
  expect(persistScreen(snapshotOf([]), "42")).toMatchObject({ cursor: "42", snapshot: { me } });
});

test("the end of a long conversation is stored, and says that there are older messages", () => {
  const window = windowIn(snapshotOf([{ count: 80 }]));
  expect(window).toMatchObject({ hasOlder: true, hasNewer: false });
  expect(window?.messages).toHaveLength(50);
  expect(window?.messages.at(-1)?.seq).toBe(80);
});

test("a range from the middle of a history is not stored, nor are quoted messages", () => {
  const snapshot = snapshotOf([{ count: 3, hasNewer: true }]);
  const persisted = persistScreen({ ...snapshot, quoted: { "a/1": null } }, "42");
  expect(persisted?.snapshot.windows).toEqual({});
  expect(persisted?.snapshot).not.toHaveProperty("quoted");
});

test("the stored data is below two million characters, with the most recent conversations first", () => {
  const windows = Array.from({ length: 12 }, () => ({ count: 50, body: "x".repeat(5_000) }));
  const persisted = persistScreen(snapshotOf(windows), "42");
  expect(JSON.stringify(persisted).length).toBeLessThan(2_100_000);
  const kept = Object.keys(persisted?.snapshot.windows ?? {});
  expect(kept.length).toBeLessThan(windows.length);
  expect(kept).toContain(idOf(0));
});

test("nothing is stored before the user is known", () => {
  expect(persistScreen(emptySnapshot(""), "42")).toBeNull();
});

test("data of another version, or without a version, is not restored", () => {
  const persisted = persistScreen(snapshotOf([{ count: 1 }]), "42");
  expect(restoreScreen(persisted)).toMatchObject({ cursor: "42", snapshot: { userId: "me" } });
  for (const found of [undefined, null, "x", {}, { ...persisted, version: 0 }]) {
    expect(restoreScreen(found), JSON.stringify(found)).toBeUndefined();
  }
});

const settle = () => vi.advanceTimersByTimeAsync(0);
const pageStorages = { local: undefined, tab: undefined };

function createMemoryStorage(initial?: unknown) {
  let kept = initial;
  const storage: ScreenStorage = {
    load: async () => kept,
    async save(screen) {
      // As a database copies it.
      kept = structuredClone(screen);
    },
  };
  // The test looks at what `save` was called with.
  return { storage, kept: () => kept as PersistedScreen | undefined };
}

test("a screen is saved a second after a change, and the next one continues from it and its cursor", async () => {
  const server = createDemoServer();
  const { storage, kept } = createMemoryStorage();
  const first = server.client();
  const before = createScreen(first, { storage, pageStorages });
  before.watch({ part: "conversations", filter: "all" });
  const stop = before.start();
  await settle();
  server.emit({
    type: "message.created",
    message: messageOf({
      conversationId: withNoah,
      seq: 3,
      senderId: "noah",
      body: "Before the cut",
    }),
  });
  expect(kept()).toBeUndefined();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(kept()?.cursor).toBe("1");
  stop();

  const second = server.client();
  const after = createScreen(second, { storage, pageStorages });
  await after.restored;
  expect(after.get().me).toMatchObject({ status: "ready", value: { id: "me" } });
  const rows = after.get().shown.conversations?.conversations;
  expect(rows?.map(({ id, lastMessage }) => [id, lastMessage?.body])).toEqual([
    [withNoah, "Before the cut"],
    [withGroup, "Welcome"],
  ]);
  const calls = server.calls.length;
  after.start();
  await settle();
  expect([...server.subscriptions].map(({ cursor }) => cursor)).toEqual(["1"]);
  // The server's clock and policy are not stored.
  expect(server.calls.slice(calls).map(({ path }) => path)).toEqual(["users.me"]);
});

test("DLV-5: with nothing stored the user is fetched before the start, and nothing else", async () => {
  const server = createDemoServer();
  const client = server.client();
  const screen = createScreen(client, { storage: createMemoryStorage().storage, pageStorages });
  await settle();
  expect(screen.get().me.status).toBe("ready");
  expect(server.subscriptions.size).toBe(0);
  screen.start();
  await settle();
  expect(server.calls.map(({ path }) => path)).toEqual(["users.me"]);
  expect([...server.subscriptions].map(({ cursor }) => cursor)).toEqual(["0"]);
});

test("while a fetch is owed, the stored cursor stays before it", async () => {
  const server = createDemoServer();
  const { storage, kept } = createMemoryStorage();
  const { emit } = server;
  const client = server.client();
  const screen = createScreen(client, { storage, pageStorages });
  screen.watch({ part: "conversations", filter: "all" });
  screen.start();
  await settle();
  client.refuse("forbidden", "conversations.list");
  emit({ type: "resync" });
  await vi.advanceTimersByTimeAsync(2_000);
  emit({ type: "contact.removed", userIds: ["priya"] });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(kept()?.cursor).toBe("0");
  client.restore();
  client.cut();
  client.restore();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(kept()?.cursor).toBe("2");
});

test("a storage that hangs or fails loses only the stored data", async () => {
  const hanging: ScreenStorage = { load: () => new Promise(() => {}), save: async () => {} };
  const failing: ScreenStorage = {
    load: () => Promise.reject(new Error("forbidden")),
    save: () => Promise.reject(new Error("forbidden")),
  };
  for (const storage of [hanging, failing]) {
    const client = createDemoServer().client();
    const screen = createScreen(client, { storage, pageStorages });
    const restored = screen.restored;
    await vi.advanceTimersByTimeAsync(1_000);
    await restored;
    screen.start();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(screen.get().me.status).toBe("ready");
  }
});
