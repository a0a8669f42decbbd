import { createScreen } from "@parley/client";
import {
  createDemoServer,
  messageOf,
  noah,
  priya,
  withGroup,
  withNoah,
} from "@parley/client/testing";
import type { FakeServer } from "@parley/client/testing";
import type { Message } from "@parley/contract";
import { afterEach, expect, test, vi } from "vitest";
import type { Note } from "./desktop.ts";
import { startNotifier } from "./notifier.ts";
import type { Choices, Rules } from "./notifier.ts";
import { joinTabs } from "./tabs.ts";

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0).toReversed()) stop();
});

const words = {
  lang: "en",
  product: "Parley",
  newMessages: (count: number) => `${count} new`,
  inGroup: (sender: string, group: string) => `${sender} · ${group}`,
};

interface TabOptions {
  readonly rules?: () => Promise<Rules | undefined>;
  readonly choices?: Partial<Choices>;
}

/** A browser in which several tabs of one user can be open. */
function createBrowser() {
  const userId = crypto.randomUUID();
  const open = new Map<string, Note>();
  const shown: string[] = [];
  const closed: string[] = [];
  const tones: string[] = [];
  const desktop = {
    async show(note: Note) {
      open.set(note.conversationId, note);
      shown.push(`${note.title}: ${note.body}`);
    },
    async close(conversationId: string) {
      if (open.delete(conversationId)) closed.push(conversationId);
    },
    closeAll: async () => open.clear(),
  };
  /** Opens a tab, and waits until its screen is live. */
  const tab = async (server: FakeServer, { rules, choices }: TabOptions = {}) => {
    const name = `tab ${stops.length}`;
    const others = server.subscriptions.size;
    const screen = createScreen(server.client());
    const tabs = joinTabs(navigator.locks, userId);
    const all = [
      screen.watch({ part: "conversations", filter: "all" }),
      screen.watch({ part: "blocked" }),
      screen.start(),
      startNotifier({
        screen,
        tabs,
        desktop,
        words,
        collectFor: 10,
        choices: () => ({ shows: true, sounds: { direct: true, group: true }, ...choices }),
        rules: rules ?? (async () => ({ isQuiet: false, content: "full" })),
        fetchConversation: async (id) => {
          const found = server.conversations.get(id);
          if (found === undefined) throw new Error("not found");
          return found;
        },
        playTone: () => tones.push(name),
        now: () => server.now().getTime(),
      }),
      tabs.leave,
    ];
    const close = () => {
      for (const stop of all.splice(0)) stop();
    };
    stops.push(close);
    await vi.waitFor(() => {
      expect(screen.get().shown.conversations?.conversations).toHaveLength(2);
      expect(screen.get().shown.blocked).toBeDefined();
      expect(server.subscriptions.size).toBe(others + 1);
    });
    return { screen, tabs, close };
  };
  return { tab, open, shown, closed, tones };
}

/** The signed-in user has read the conversation with Noah elsewhere. */
const readUpTo = (readSeq: number) =>
  ({
    type: "conversation.read",
    conversationId: withNoah,
    userId: "me",
    readSeq,
    unread: { count: 0, upToSeq: readSeq },
  }) as const;

const deletionOf = (message: Message) =>
  ({
    type: "message.deleted",
    message: { ...message, body: null, version: 2, deletedAt: "2026-11-01T10:00:00.000Z" },
    unread: { count: 1, upToSeq: message.seq },
  }) as const;

/** A message of the group, which sounds, and so shows that all messages before it have been decided about. */
async function control(server: FakeServer, { tones }: { readonly tones: readonly string[] }) {
  const before = tones.length;
  server.receive(withGroup, { senderId: "priya", body: "Control" });
  await vi.waitFor(() => expect(tones.length).toBeGreaterThan(before));
}

test("NTFS-1: a conversation has one notification, which a later message replaces", async () => {
  const server = createDemoServer();
  const browser = createBrowser();
  await browser.tab(server);
  server.receive(withNoah, "First");
  server.receive(withNoah, "Second");
  server.receive(withGroup, { senderId: "priya", body: "Hello all" });
  await vi.waitFor(() => expect(browser.shown).toHaveLength(2));
  expect(browser.shown).toEqual([
    "Noah Lindqvist: Second",
    "Priya Nair · Spring cohort: Hello all",
  ]);
  server.receive(withNoah, "Third");
  await vi.waitFor(() => expect(browser.open.get(withNoah)?.body).toBe("Third"));
  expect(browser.open.size).toBe(2);
  expect(browser.open.get(withNoah)?.path).toBe(`/conversations/${withNoah}`);
});

test("FMT-6: a notification has the words of a message without its marks", async () => {
  const server = createDemoServer();
  const browser = createBrowser();
  await browser.tab(server);
  server.receive(withNoah, "*First* of ~all~");
  await vi.waitFor(() => expect(browser.shown).toEqual(["Noah Lindqvist: First of all"]));
});

test("NTFS-2: a muted conversation, a blocked sender and an own message cause none", async () => {
  const server = createDemoServer();
  const detail = server.conversations.get(withNoah);
  if (detail === undefined) throw new Error("no conversation");
  server.conversations.set(withNoah, { ...detail, mutedUntil: "2999-01-01T00:00:00.000Z" });
  server.blocked = [{ person: noah, since: "2026-01-01T00:00:00.000Z" }];
  const browser = createBrowser();
  await browser.tab(server);
  server.receive(withNoah, { senderId: "priya", body: "Muted" });
  server.receive(withGroup, { senderId: "noah", body: "Blocked" });
  server.store(messageOf({ conversationId: withNoah, seq: 4, senderId: "me", body: "Own" }));
  await control(server, browser);
  expect(browser.shown).toEqual(["Priya Nair · Spring cohort: Control"]);
});

test("NTFS-2: what was read, muted or deleted before the notification is shown causes none", async () => {
  const server = createDemoServer();
  const browser = createBrowser();
  const { screen } = await browser.tab(server);
  server.receive(withNoah, "Read on the phone");
  server.emit(readUpTo(3));
  await control(server, browser);
  expect(browser.shown).toEqual(["Priya Nair · Spring cohort: Control"]);
  server.receive(withNoah, "Deleted");
  const deleted = server.messages.get(withNoah)?.at(-1);
  if (deleted === undefined) throw new Error("no message");
  server.emit(deletionOf(deleted));
  await control(server, browser);
  server.receive(withNoah, "Muted meanwhile");
  await screen.changeConversation(withNoah, {
    type: "muted",
    until: "2999-01-01T00:00:00.000Z",
  });
  await control(server, browser);
  expect(browser.shown.filter((text) => text.startsWith("Noah"))).toEqual([]);
});

test("NTFS-2: what is read, deleted or muted while the settings are fetched causes none", async () => {
  const server = createDemoServer();
  const browser = createBrowser();
  let fetched = Promise.withResolvers<void>();
  const rules = vi.fn(async () => {
    await fetched.promise;
    return { isQuiet: false, content: "full" } as const;
  });
  const { screen } = await browser.tab(server, { rules });
  const changes = [
    async () => server.emit(readUpTo(server.messages.get(withNoah)?.at(-1)?.seq ?? 0)),
    async () => {
      const deleted = server.messages.get(withNoah)?.at(-1);
      if (deleted !== undefined) server.emit(deletionOf(deleted));
    },
    () => screen.changeConversation(withNoah, { type: "muted", until: "2999-01-01T00:00:00.000Z" }),
  ];
  for (const change of changes) {
    fetched = Promise.withResolvers();
    const asked = rules.mock.calls.length;
    server.receive(withNoah, "Not for long");
    await vi.waitFor(() => expect(rules).toHaveBeenCalledTimes(asked + 1));
    await change();
    fetched.resolve();
    await control(server, browser);
  }
  expect(browser.shown.filter((text) => text.startsWith("Noah"))).toEqual([]);
});

test("NTFS-2: nothing is shown or sounds in quiet hours, or while it cannot be known whether it is one", async () => {
  for (const result of [{ isQuiet: true, content: "full" } as const, undefined]) {
    const server = createDemoServer();
    const browser = createBrowser();
    const rules = vi.fn(async () => result);
    await browser.tab(server, { rules });
    server.receive(withNoah, "At night");
    await vi.waitFor(() => expect(rules).toHaveBeenCalled());
    await new Promise(setImmediate);
    expect(browser.shown).toEqual([]);
    expect(browser.tones).toEqual([]);
  }
});

test("NTFS-2: while a tab is in the foreground none is shown, and a conversation that any tab shows does not even sound", async () => {
  const server = createDemoServer();
  const browser = createBrowser();
  const first = await browser.tab(server);
  const second = await browser.tab(server);
  second.tabs.show({ isFocused: true, conversationId: withNoah });
  await vi.waitFor(async () => expect(await first.tabs.sights()).toHaveLength(1));
  server.receive(withNoah, "Seen");
  await control(server, browser);
  expect(browser.shown).toEqual([]);
  expect(browser.tones).toHaveLength(1);
  // On a second screen, without the focus.
  second.tabs.show({ isFocused: false, conversationId: withNoah });
  await vi.waitFor(async () =>
    expect(await first.tabs.sights()).toEqual([{ isFocused: false, conversationId: withNoah }]),
  );
  server.receive(withNoah, "Seen too");
  await control(server, browser);
  expect(browser.shown).toEqual(["Priya Nair · Spring cohort: Control"]);
  second.tabs.show(null);
  await vi.waitFor(async () => expect(await first.tabs.sights()).toEqual([]));
  server.receive(withNoah, "Hidden");
  await vi.waitFor(() => expect(browser.open.get(withNoah)?.body).toBe("Hidden"));
});

test("NTFS-2: a user who leaves while the settings are fetched is not notified of what came before", async () => {
  const server = createDemoServer();
  const browser = createBrowser();
  const fetched = Promise.withResolvers<void>();
  const rules = vi.fn(async () => {
    await fetched.promise;
    return { isQuiet: false, content: "full" } as const;
  });
  const { tabs } = await browser.tab(server, { rules });
  tabs.show({ isFocused: true, conversationId: null });
  await vi.waitFor(async () => expect(await tabs.sights()).toHaveLength(1));
  server.receive(withNoah, "In the foreground");
  tabs.show(null);
  await vi.waitFor(async () => expect(await tabs.sights()).toEqual([]));
  await vi.waitFor(() => expect(rules).toHaveBeenCalledOnce());
  fetched.resolve();
  await control(server, browser);
  expect(browser.shown).toEqual(["Priya Nair · Spring cohort: Control"]);
});

test("NTFS-3: of several tabs one notifies, and another takes over when it is closed", async () => {
  const server = createDemoServer();
  const browser = createBrowser();
  const first = await browser.tab(server);
  const others = [await browser.tab(server), await browser.tab(server)];
  server.receive(withNoah, "Once");
  await control(server, browser);
  expect(browser.shown).toEqual(["Noah Lindqvist: Once", "Priya Nair · Spring cohort: Control"]);
  expect(browser.tones).toHaveLength(1);
  first.close();
  await vi.waitFor(() => expect(others.filter(({ tabs }) => tabs.isLeader())).toHaveLength(1));
  server.receive(withNoah, "Once more");
  await control(server, browser);
  expect(browser.shown.slice(2)).toEqual([
    "Noah Lindqvist: Once more",
    "Priya Nair · Spring cohort: Control",
  ]);
});

test("NTFS-4: a notification contains what the user and the installation allow", async () => {
  const texts = {
    full: "Noah Lindqvist: Secret",
    "name-only": "Noah Lindqvist: 1 new",
    none: "Parley: 1 new",
  };
  for (const [content, text] of Object.entries(texts)) {
    const server = createDemoServer();
    const browser = createBrowser();
    // The keys of the record above.
    await browser.tab(server, {
      rules: async () => ({ isQuiet: false, content: content as keyof typeof texts }),
    });
    server.receive(withNoah, "Secret");
    await vi.waitFor(() => expect(browser.shown).toEqual([text]));
  }
  const server = createDemoServer();
  const browser = createBrowser();
  await browser.tab(server);
  server.receive(withNoah, "🙂".repeat(5_000));
  await vi.waitFor(() => expect(browser.open.get(withNoah)?.body).toBe(`${"🙂".repeat(200)}…`));
});

test("NTFS-5: a notification is closed once its conversation is read, or its message deleted", async () => {
  const server = createDemoServer();
  const browser = createBrowser();
  await browser.tab(server);
  server.receive(withNoah, "Read later");
  const message = server.receive(withGroup, { senderId: priya.id, body: "Deleted later" });
  await vi.waitFor(() => expect(browser.open.size).toBe(2));
  server.emit(readUpTo(3));
  await vi.waitFor(() => expect(browser.closed).toEqual([withNoah]));
  server.emit(deletionOf(message));
  await vi.waitFor(() => expect(browser.closed).toEqual([withNoah, withGroup]));
});

test("NTFS-8: a sound belongs to the kinds of conversations for which it is on, also without notifications", async () => {
  const server = createDemoServer();
  const browser = createBrowser();
  await browser.tab(server, { choices: { shows: false, sounds: { direct: true, group: false } } });
  server.receive(withGroup, { senderId: "priya", body: "No sound" });
  server.receive(withNoah, "A sound");
  await vi.waitFor(() => expect(browser.tones).toHaveLength(1));
  server.receive(withGroup, { senderId: "priya", body: "No sound" });
  await vi.waitFor(() => expect(browser.tones).toHaveLength(1));
  expect(browser.shown).toEqual([]);
});
