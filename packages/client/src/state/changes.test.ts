import { serialPerKey } from "@parley/concurrency/serial-per-key";
import type { ActionItem } from "@parley/contract";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createDemoServer, withNoah } from "../testing/demo-server.ts";
import type { FakeServer } from "../testing/fake-server.ts";
import type { ProcedurePath } from "../testing/faults.ts";
import { createMemoryStorage } from "../testing/memory-storage.ts";
import type { PageStorage } from "./kept-values.ts";
import type { ScreenStorage } from "./persistence.ts";
import { createScreen, type Screen } from "./screen.ts";
import { type Part, type ScreenState, shownConversation } from "./screen-state.ts";

// Loaded when a screen is first saved, which takes no time afterwards.
beforeAll(() => import("./persist-screen.ts"));
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const settle = () => vi.advanceTimersByTimeAsync(0);
/** What a tab shows is in its browser's storage. */
const saved = () => vi.advanceTimersByTimeAsync(1_000);
const KEY = "parley:changes:me";

/** The changes in a storage, as this version writes them. */
const storedIn = (local: PageStorage | undefined): readonly unknown[] => {
  const stored = JSON.parse(local?.getItem(KEY) ?? '{"changes":[]}') as {
    readonly changes: readonly unknown[];
  };
  return stored.changes;
};

/** What a browser keeps of a screen. */
function createScreenStorage(): ScreenStorage {
  let kept: unknown;
  return {
    load: async () => kept,
    save: async (screen) => void (kept = structuredClone(screen)),
  };
}

const parts: readonly Part[] = [
  { part: "conversations", filter: "all" },
  { part: "conversations", filter: "archived" },
  { part: "conversation", conversationId: withNoah },
  { part: "window", conversationId: withNoah },
  { part: "cards", conversationId: withNoah },
];

const item: ActionItem = {
  ...{ kind: "action_item", id: "item", conversationId: withNoah, creatorId: "me", ownerId: "me" },
  ...{ seq: null, sourceSeq: null, dueOn: null, text: "Send the CV", state: "open", version: 1 },
  changedAt: "2026-11-22T10:00:00.000Z",
};

/** A browser in which tabs of one user are opened and closed. */
function createBrowser(
  server: FakeServer,
  local: PageStorage | undefined = createMemoryStorage(),
  hasLocks = true,
) {
  const locks = { request: serialPerKey<string>(), query: async () => ({}) };
  const storage = createScreenStorage();
  return {
    local,
    stored: () => storedIn(local),
    async open(isOffline = false) {
      const client = { ...server.client(), locks: hasLocks ? locks : undefined };
      if (isOffline) client.cut();
      const screen = createScreen(client, { storage, pageStorages: { local, tab: undefined } });
      for (const part of parts) screen.watch(part);
      await screen.restored;
      /** What is shown before anything was fetched. */
      const first = screen.get();
      screen.start();
      await settle();
      return {
        ...client,
        first,
        screen,
        /** Closes the tab. */
        async end() {
          await saved();
          await client.close();
          // What still runs here reaches nobody.
          client.cut();
        },
      };
    },
  };
}

const serverWith = (change: (server: FakeServer) => void = () => {}) => {
  const server = createDemoServer();
  server.cards = [item];
  change(server);
  return server;
};
const idAt = (server: FakeServer, seq: number) =>
  server.messages.get(withNoah)?.find((message) => message.seq === seq)?.id ?? "";
const placeAt = (server: FakeServer, seq: number) => ({
  messageId: idAt(server, seq),
  conversationId: withNoah,
  seq,
});
const messageIn = ({ shown }: ScreenState, seq: number) =>
  shown.windows[withNoah]?.messages.find((message) => message.seq === seq);
const rowIn = (state: ScreenState) => shownConversation(state, withNoah);
const pathsOf = (server: FakeServer, ...paths: string[]) =>
  server.calls.map(({ path }) => path).filter((path) => paths.includes(path));

interface Case {
  readonly name: string;
  readonly path: ProcedurePath;
  readonly act: (screen: Screen, server: FakeServer) => unknown;
  readonly look: (state: ScreenState) => unknown;
  readonly before: unknown;
  readonly after: unknown;
  /** What is stored of it is fetched with the page. */
  readonly isFetched?: boolean;
  readonly kind?: "reaction" | "pin" | "save" | "deletion" | "conversation" | "item";
}

const cases: readonly Case[] = [
  {
    name: "a reaction",
    path: "messages.react",
    act: (screen, server) => screen.react({ ...placeAt(server, 2), emoji: "👍", isChosen: true }),
    look: (state) => messageIn(state, 2)?.reactions,
    before: [],
    after: [{ emoji: "👍", userIds: ["me"] }],
    kind: "reaction",
  },
  {
    name: "an edit",
    path: "messages.edit",
    act: (screen, server) =>
      screen.edit({ ...placeAt(server, 1), body: "How was it?", mentions: [], version: 1 }),
    look: (state) => messageIn(state, 1)?.body,
    before: "How did it go?",
    after: "How was it?",
  },
  {
    name: "a deletion",
    path: "messages.delete",
    act: (screen, server) => screen.deleteMessage(placeAt(server, 1)),
    look: (state) => messageIn(state, 1)?.body,
    before: "How did it go?",
    after: null,
    kind: "deletion",
  },
  {
    name: "a pin",
    path: "messages.pin",
    act: (screen) => screen.keep({ type: "pin", conversationId: withNoah, seq: 2, on: true }),
    look: ({ shown }) => shown.details[withNoah]?.pins.map(({ seq }) => seq),
    before: [],
    after: [2],
    kind: "pin",
  },
  {
    name: "a saved message",
    path: "messages.save",
    act: (screen) => screen.keep({ type: "save", conversationId: withNoah, seq: 2, on: true }),
    look: ({ shown }) => shown.details[withNoah]?.savedSeqs,
    before: [],
    after: [2],
    kind: "save",
  },
  {
    name: "a muted conversation",
    path: "conversations.setPreferences",
    act: (screen) =>
      screen.changeConversation(withNoah, { type: "muted", until: "2027-01-01T00:00:00.000Z" }),
    look: (state) => rowIn(state)?.mutedUntil,
    before: null,
    after: "2027-01-01T00:00:00.000Z",
    kind: "conversation",
  },
  {
    name: "an archived conversation",
    path: "conversations.setPreferences",
    act: (screen) => screen.changeConversation(withNoah, { type: "archived", on: true }),
    look: (state) => rowIn(state)?.archived,
    before: false,
    after: true,
    kind: "conversation",
  },
  {
    name: "a conversation marked as unread",
    path: "conversations.markUnread",
    act: (screen) => screen.changeConversation(withNoah, { type: "marked-unread" }),
    look: (state) => rowIn(state)?.markedUnread,
    before: false,
    after: true,
    kind: "conversation",
  },
  {
    name: "an action item that is done",
    path: "cards.changeItem",
    act: (screen) => screen.changeItem({ conversationId: withNoah, itemId: "item", state: "done" }),
    look: ({ shown }) => shown.cards[withNoah]?.["item"]?.state,
    before: "open",
    after: "done",
    isFetched: true,
    kind: "item",
  },
];
const ofEach = cases.map((each) => [each.name, each] as const);

/** Makes a change without a connection, and reloads the page, still without one. */
async function reload({ act, look, after }: Case) {
  const server = serverWith();
  const browser = createBrowser(server);
  const before = await browser.open();
  before.cut();
  void act(before.screen, server);
  // Before anything else runs: a page may be left at any moment.
  expect(browser.stored()).toHaveLength(1);
  await settle();
  expect(look(before.screen.get())).toEqual(after);
  await before.end();
  vi.clearAllTimers();
  const page = await browser.open(true);
  return { server, browser, page };
}
const countOf = (server: FakeServer, path: string) => pathsOf(server, path).length;

test.each(ofEach)(
  "OUT-14: %s survives a reload: shown from the first rendering on, and sent once",
  async (_, each) => {
    const { server, browser, page } = await reload(each);
    if (each.isFetched !== true) expect(each.look(page.first)).toEqual(each.after);
    const before = countOf(server, each.path);
    page.restore();
    await vi.advanceTimersByTimeAsync(6_000);
    expect(each.look(page.screen.get())).toEqual(each.after);
    expect(countOf(server, each.path)).toBe(before + 1);
    expect(browser.stored()).toEqual([]);
    const { server: known, shown, problems } = page.screen.get();
    expect(shown).toBe(known);
    expect(problems.size).toBe(0);
    await page.end();
    expect(each.look((await browser.open()).screen.get())).toEqual(each.after);
  },
);

test.each(ofEach)(
  "OUT-14: %s that is refused after a reload is hidden with the reason",
  async (_, each) => {
    const { browser, page } = await reload(each);
    page.restore();
    page.refuse("forbidden", each.path);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(each.look(page.screen.get())).toEqual(each.before);
    const { problems, refusedEdits } = page.screen.get();
    if (each.kind === undefined) {
      const [[id, edit] = []] = refusedEdits;
      expect(edit).toMatchObject({ body: "How was it?", version: 1, reason: "forbidden" });
      // Its text is nowhere else.
      expect(browser.stored()).toHaveLength(1);
      page.screen.takeRefusedEdit(id ?? "");
      expect(page.screen.get().refusedEdits.size).toBe(0);
    } else {
      expect(problems.get(withNoah)).toEqual({ kind: each.kind, reason: "forbidden" });
    }
    expect(browser.stored()).toEqual([]);
  },
);

test("OUT-14: a deletion can be undone after a reload, for the rest of its time", async () => {
  const server = serverWith();
  const browser = createBrowser(server);
  const before = await browser.open();
  before.screen.deleteMessage(placeAt(server, 1));
  await before.end();
  const page = await browser.open();
  expect(messageIn(page.first, 1)?.body).toBeNull();
  page.screen.undoDeletion(idAt(server, 1));
  expect(messageIn(page.screen.get(), 1)?.body).toBe("How did it go?");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(pathsOf(server, "messages.delete")).toEqual([]);
});

test.each([true, false])(
  "OUT-14: changes of one thing are sent in the order in which they were made, of each the last one; with locks: %s",
  async (hasLocks) => {
    const server = serverWith();
    const browser = createBrowser(server, createMemoryStorage(), hasLocks);
    const before = await browser.open();
    before.cut();
    const { screen } = before;
    void screen.changeConversation(withNoah, { type: "pinned", on: true });
    void screen.changeConversation(withNoah, { type: "archived", on: true });
    void screen.changeConversation(withNoah, { type: "pinned", on: false });
    for (const isChosen of [true, false, true])
      screen.react({ ...placeAt(server, 2), emoji: "👍", isChosen });
    for (const body of ["One", "Two"])
      void screen.edit({ ...placeAt(server, 1), body, mentions: [], version: 1 });
    await before.end();
    const page = await browser.open(true);
    const calls = server.calls.length;
    page.restore();
    const answer = page.hold("conversations.setPreferences");
    await settle();
    expect(server.calls.slice(calls).filter(({ path }) => /setPref/u.test(path))).toHaveLength(1);
    answer();
    await settle();
    const made = server.calls
      .slice(calls)
      .filter(({ path }) => /react|edit|setPreferences/u.test(path));
    expect(made).toHaveLength(4);
    const preferences = made.filter(({ path }) => path === "conversations.setPreferences");
    expect(preferences.map(({ input }) => input)).toEqual([
      { conversationId: withNoah, archived: true },
      { conversationId: withNoah, pinned: false },
    ]);
    expect(messageIn(page.screen.get(), 1)?.body).toBe("Two");
    expect(messageIn(page.screen.get(), 2)?.reactions).toHaveLength(1);
  },
);

test("OUT-14: of several tabs one sends what is stored", async () => {
  const server = serverWith();
  const browser = createBrowser(server);
  const one = await browser.open();
  await saved();
  one.cut();
  one.screen.react({ ...placeAt(server, 2), emoji: "👍", isChosen: true });
  const [two, three] = [await browser.open(true), await browser.open(true)];
  const before = countOf(server, "messages.react");
  const answers = [three, one, two].map((tab) => {
    tab.restore();
    return tab.hold("messages.react");
  });
  await settle();
  for (const answer of answers) answer();
  await settle();
  expect(countOf(server, "messages.react")).toBe(before + 1);
  for (const { screen } of [one, two, three]) expect(screen.get().changes.size).toBe(0);
});

test("OUT-14: without locks several tabs may repeat a call, and nothing else changes", async () => {
  const server = serverWith();
  const browser = createBrowser(server, createMemoryStorage(), false);
  const one = await browser.open();
  await saved();
  one.cut();
  one.screen.react({ ...placeAt(server, 2), emoji: "👍", isChosen: true });
  const two = await browser.open(true);
  for (const tab of [one, two]) tab.restore();
  await vi.advanceTimersByTimeAsync(10_000);
  for (const { screen } of [one, two]) {
    expect(messageIn(screen.get(), 2)?.reactions).toEqual([{ emoji: "👍", userIds: ["me"] }]);
    expect(screen.get().changes.size).toBe(0);
  }
  expect(browser.stored()).toEqual([]);
});

test("OUT-14: a later choice in another tab takes the place of an older one", async () => {
  const server = serverWith();
  const browser = createBrowser(server);
  const [one, two] = [await browser.open(), await browser.open()];
  one.cut();
  const outcome = one.screen.changeConversation(withNoah, { type: "archived", on: true });
  await settle();
  await two.screen.changeConversation(withNoah, { type: "archived", on: false });
  one.restore();
  await settle();
  expect(await outcome).toEqual({ ok: true });
  expect(server.conversations.get(withNoah)?.archived).toBe(false);
  expect(rowIn(one.screen.get())?.archived).toBe(false);
});

test("OUT-14: what a closed tab has left is sent by another one, with its next connection", async () => {
  const server = serverWith();
  const browser = createBrowser(server);
  const [one, two] = [await browser.open(), await browser.open()];
  two.cut();
  one.cut();
  one.screen.keep({ type: "pin", conversationId: withNoah, seq: 2, on: true });
  await one.end();
  two.restore();
  await settle();
  expect(two.screen.get().server.details[withNoah]?.pins).toHaveLength(1);
  expect(browser.stored()).toEqual([]);
});

test("OUT-14: another user of the browser sees and sends nothing of it", async () => {
  const { browser } = await reload(cases[0] ?? never());
  const other = serverWith((server) => (server.me = { ...server.me, id: "ana" }));
  const page = await createBrowser(other, browser.local).open();
  await settle();
  expect(page.screen.get().changes.size).toBe(0);
  expect(pathsOf(other, "messages.react")).toEqual([]);
  expect(browser.stored()).toHaveLength(1);
});

test("OUT-14: a full storage has no older choice in the place of the one that it does not take", async () => {
  const server = serverWith();
  const kept = createMemoryStorage();
  let isFull = false;
  const setItem = (key: string, value: string) => {
    if (isFull && value.length > (kept.getItem(key)?.length ?? 0)) throw new Error("full");
    kept.setItem(key, value);
  };
  const browser = createBrowser(server, { ...kept, setItem });
  const page = await browser.open();
  page.cut();
  const press = (isChosen: boolean) =>
    page.screen.react({ ...placeAt(server, 2), emoji: "👍", isChosen });
  press(true);
  isFull = true;
  press(false);
  expect(browser.stored()).toEqual([]);
  expect(messageIn(page.screen.get(), 2)?.reactions).toEqual([]);
  page.restore();
  await settle();
  expect(pathsOf(server, "messages.react", "messages.unreact").at(-1)).toBe("messages.unreact");
  expect(page.screen.get().changes.size).toBe(0);
});

const forbidden = () => {
  throw new Error("The operation is insecure.");
};
test.each([
  ["no", undefined],
  ["a forbidden", { getItem: forbidden, setItem: forbidden, removeItem: forbidden }],
])("OUT-14: with %s storage changes last as long as the page", async (_, storage) => {
  const server = serverWith();
  const client = server.client();
  const screen = createScreen(client, { pageStorages: { local: storage, tab: undefined } });
  for (const part of parts) screen.watch(part);
  screen.start();
  await settle();
  const restore = client.cut();
  screen.react({ ...placeAt(server, 2), emoji: "👍", isChosen: true });
  await settle();
  restore();
  await settle();
  expect(server.messages.get(withNoah)?.[1]?.reactions).toHaveLength(1);
  expect(screen.get().changes.size).toBe(0);
});

test("OUT-14: what is unreadable or of another version is left out", async () => {
  const { browser, server } = await reload(cases[0] ?? never());
  const good = browser.local?.getItem(KEY) ?? "";
  for (const text of [
    "{",
    "null",
    "5",
    "[]",
    '"x"',
    good.replace(/"version":\d+/u, '"version":0'),
  ]) {
    browser.local?.setItem(KEY, text);
    const page = await browser.open();
    expect(page.screen.get().me.status).toBe("ready");
    expect(page.screen.get().changes.size).toBe(0);
    await page.end();
  }
  expect(server.messages.get(withNoah)?.[1]?.reactions).toEqual([]);
});

test("OUT-14: a change that is older than a week is dropped, except for a deletion", async () => {
  const server = serverWith();
  const browser = createBrowser(server);
  const before = await browser.open();
  before.cut();
  before.screen.keep({ type: "pin", conversationId: withNoah, seq: 2, on: true });
  before.screen.deleteMessage(placeAt(server, 1));
  await before.end();
  vi.setSystemTime(Date.now() + 8 * 86_400_000);
  const page = await browser.open();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(page.screen.get().shown.details[withNoah]?.pins).toEqual([]);
  expect(server.messages.get(withNoah)?.[0]?.body).toBeNull();
  expect(browser.stored()).toEqual([]);
});

test("OUT-14: a session that ends keeps what is pending for the next one", async () => {
  const server = serverWith();
  const browser = createBrowser(server);
  const before = await browser.open();
  before.refuse("session_expired", "messages.pin");
  before.screen.keep({ type: "pin", conversationId: withNoah, seq: 2, on: true });
  await settle();
  expect(before.connection.get().status).toBe("signed-out");
  expect(before.screen.get().shown.details[withNoah]?.pins).toHaveLength(1);
  expect(before.screen.get().problems.size).toBe(0);
  before.restore();
  before.reconnect();
  await settle();
  expect(before.screen.get().server.details[withNoah]?.pins).toHaveLength(1);
  expect(browser.stored()).toEqual([]);
});

test("OUT-14: a conversation or a message that is gone ends its changes", async () => {
  const { browser, page } = await reload(cases[1] ?? never());
  page.restore();
  page.refuse("not_found");
  await settle();
  expect(browser.stored()).toEqual([]);
  expect(page.screen.get().changes.size).toBe(0);
});

test("OUT-14: the deletion of a conversation is not stored: later it would take unseen messages with it", async () => {
  const server = serverWith();
  const browser = createBrowser(server);
  const page = await browser.open();
  const restore = page.cut();
  void page.screen.changeConversation(withNoah, { type: "deleted" });
  expect(browser.stored()).toEqual([]);
  restore();
  await settle();
  expect(server.conversations.has(withNoah)).toBe(false);
});

function never(): never {
  throw new Error("the table has it");
}
