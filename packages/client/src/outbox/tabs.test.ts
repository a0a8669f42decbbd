import "fake-indexeddb/auto";
import { expect, test, vi } from "vitest";
import { createScriptedServer } from "../testing/scripted-server.ts";
import { createIndexedDbOutboxStorage } from "./indexed-db-storage.ts";
import { createOutbox } from "./outbox.ts";
import { createMemoryOutboxStorage, type OutboxStorage } from "./storage.ts";

const { locks } = navigator;
const a = "conversation-a";
const unique = () => `person-${crypto.randomUUID()}`;

function openTab(storage: OutboxStorage, server: ReturnType<typeof createScriptedServer>) {
  const outbox = createOutbox({
    send: server.send,
    storage,
    locks,
    now: Date.now,
    random: () => 0,
  });
  const bodies = () => outbox.entries.get().map(({ body }) => body);
  return { ...outbox, bodies };
}

/** Resolves once `writes` messages have been stored. */
async function kept(storage: OutboxStorage, count: number) {
  await vi.waitFor(async () => expect(await storage.load()).toHaveLength(count));
}

test("a tab does not send the entries of another open tab", async () => {
  const storage = { ...createMemoryOutboxStorage(), name: unique() };
  const offline = createScriptedServer(() => "not_signed_in");
  const first = openTab(storage, offline);
  first.send({ conversationId: a, body: "from the first tab" });
  await kept(storage, 1);
  const server = createScriptedServer();
  const second = openTab(storage, server);
  second.send({ conversationId: a, body: "from the second tab" });
  await vi.waitFor(() => expect(server.bodies(a)).toEqual(["from the second tab"]));
  expect(second.bodies()).toEqual(["from the second tab"]);
  expect(first.bodies()).toEqual(["from the first tab"]);
  expect((await storage.load()).map(({ body }) => body)).toEqual(["from the first tab"]);
});

test("the entries of a closed tab are claimed by exactly one tab", async () => {
  const storage = { ...createMemoryOutboxStorage(), name: unique() };
  const offline = createScriptedServer(() => "not_signed_in");
  const server = createScriptedServer();
  const closing = openTab(storage, offline);
  const others = [openTab(storage, server), openTab(storage, server), openTab(storage, server)];
  for (const tab of others) tab.wake();
  for (const body of ["a1", "a2"]) closing.send({ conversationId: a, body });
  await kept(storage, 2);
  closing.pause();
  for (const tab of others) tab.wake();
  await vi.waitFor(() => expect(server.bodies(a)).toEqual(["a1", "a2"]));
  expect(others.flatMap((tab) => tab.bodies()).toSorted()).toEqual(["a1", "a2"]);
  expect(server.calls).toHaveLength(2);
});

test("a tab that pauses and resumes has its own messages once", async () => {
  const storage = { ...createMemoryOutboxStorage(), name: unique() };
  let isSignedIn = false;
  const server = createScriptedServer(() => (isSignedIn ? "ok" : "not_signed_in"));
  const tab = openTab(storage, server);
  tab.send({ conversationId: a, body: "a1" });
  await kept(storage, 1);
  tab.pause();
  isSignedIn = true;
  tab.wake();
  await vi.waitFor(() => expect(server.bodies(a)).toEqual(["a1"]));
  expect(tab.bodies()).toEqual(["a1"]);
  await kept(storage, 0);
});

test("without locks two tabs repeat each other's sends and store no message twice", async () => {
  const storage = { ...createMemoryOutboxStorage(), name: unique() };
  for (const nth of [1, 2, 3]) {
    await storage.put({ id: `id-${nth}`, conversationId: a, body: `a${nth}`, writtenAt: nth });
  }
  const server = createScriptedServer();
  const options = { send: server.send, storage, locks: undefined, now: Date.now, random: () => 0 };
  for (const outbox of [createOutbox(options), createOutbox(options)]) outbox.wake();
  await vi.waitFor(() => expect(server.calls).toHaveLength(6));
  await vi.waitFor(() => expect(server.bodies(a)).toEqual(["a1", "a2", "a3"]));
});

test("IndexedDB stores messages across a reload, separately for each name", async () => {
  const name = unique();
  const offline = createScriptedServer(() => "not_signed_in");
  const before = openTab(createIndexedDbOutboxStorage(name), offline);
  for (const body of ["a1", "a2"]) before.send({ conversationId: a, body });
  await kept(createIndexedDbOutboxStorage(name), 2);
  before.pause();
  expect(await createIndexedDbOutboxStorage(unique()).load()).toEqual([]);
  const server = createScriptedServer();
  const reopened = createIndexedDbOutboxStorage(name);
  openTab(reopened, server).wake();
  await vi.waitFor(() => expect(server.bodies(a)).toEqual(["a1", "a2"]));
  await kept(reopened, 0);
});

test("sending works without IndexedDB", async () => {
  const server = createScriptedServer();
  const storage = createIndexedDbOutboxStorage(unique());
  vi.stubGlobal("indexedDB", undefined);
  const tab = openTab(storage, server);
  tab.send({ conversationId: a, body: "a1" });
  await vi.waitFor(() => expect(server.bodies(a)).toEqual(["a1"]));
  vi.unstubAllGlobals();
});

/** A `localStorage`, whose keys are its own enumerable properties. */
function stubLocalStorage() {
  const methods = {
    getItem(this: Record<string, string>, key: string) {
      return this[key] ?? null;
    },
    setItem(this: Record<string, string>, key: string, value: string) {
      this[key] = value;
    },
    removeItem(this: Record<string, string>, key: string) {
      delete this[key];
    },
  };
  const stub: Record<string, string> = Object.create(methods);
  vi.stubGlobal("localStorage", stub);
  return stub;
}

test("OUT-4: a message whose write has not ended when the page is left is sent by the next page, once and in order", async () => {
  const local = stubLocalStorage();
  const name = unique();
  const hanging = { open: () => new EventTarget() };
  vi.stubGlobal("indexedDB", hanging);
  const left = openTab(
    createIndexedDbOutboxStorage(name),
    createScriptedServer(() => "hangs"),
  );
  for (const body of ["a1", "a2"]) left.send({ conversationId: a, body });
  left.pause();
  vi.stubGlobal("indexedDB", new IDBFactory());
  expect(await createIndexedDbOutboxStorage(`${name}:other`).load()).toEqual([]);
  const server = createScriptedServer();
  const storage = createIndexedDbOutboxStorage(name);
  openTab(storage, server).wake();
  await vi.waitFor(() => expect(server.bodies(a)).toEqual(["a1", "a2"]));
  await kept(storage, 0);
  expect(Object.keys(local)).toEqual([]);
  vi.unstubAllGlobals();
});
