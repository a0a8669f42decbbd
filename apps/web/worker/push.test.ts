import type { Pushed } from "@parley/contract";
import { isolate } from "@parley/react/isolate";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { directionOf, languages } from "../src/i18n/languages.ts";
import type { PushRecord } from "../src/notifications/push-record.ts";
import { receivePush } from "./push.ts";

const conversationId = "0192d3c4-5e6f-7a8b-9c0d-1e2f3a4b5c6d";
const record: PushRecord = {
  userId: "ada",
  endpoint: "https://push.example.org/a",
  secret: "s",
  lang: "en",
  words: { product: "Parley", unread: "You have new messages", test: "This is a test" },
};

let kept: PushRecord | undefined;
let answer: () => Promise<Response>;
const asked = vi.fn();

beforeEach(() => {
  kept = record;
  asked.mockReset();
  vi.stubGlobal("caches", { match: async () => kept && Response.json(kept) });
  vi.stubGlobal("fetch", async (address: string, request: RequestInit) => {
    asked(address, request.body);
    return answer();
  });
});
afterEach(() => vi.unstubAllGlobals());

const says = (pushed: Partial<Pushed>) => async () =>
  Response.json({
    result: {
      data: {
        userId: "ada",
        language: "en",
        unreadTotal: 1,
        conversations: [],
        moreConversations: 0,
        ...pushed,
      },
    },
  });

const ben: Pushed["conversations"][number] = {
  conversationId,
  kind: "direct",
  title: "Ben",
  unread: 1,
  messages: [{ sender: "Ben", text: "hello" }],
};
const north: typeof ben = { ...ben, kind: "group", title: "North" };

/** A worker, and what it shows. */
function createWorker({ isInSight = false } = {}) {
  const shown: { title: string; tag: string; body: string; close(): void }[] = [];
  const worker = {
    clients: {
      matchAll: async () => (isInSight ? [{ focused: true, visibilityState: "visible" }] : []),
    },
    registration: {
      async showNotification(title: string, options: { tag: string; body: string }) {
        const close = () => void shown.splice(shown.indexOf(notification), 1);
        const notification = { title, ...options, close };
        shown.push(notification);
      },
      getNotifications: async ({ tag }: { tag: string }) => shown.filter((one) => one.tag === tag),
    },
  };
  const receive = (payload: Parameters<typeof receivePush>[1]) =>
    receivePush(worker as never, payload);
  return { shown, receive };
}

const unread = { kind: "unread", conversationId } as const;

test("PUSH-18: a push message shows who wrote what, as the server says it", async () => {
  answer = says({ conversations: [ben] });
  const { shown, receive } = createWorker();
  await receive(unread);
  expect(asked).toHaveBeenCalledWith(
    "/trpc/push.read",
    JSON.stringify({ secret: "s", conversationId }),
  );
  expect(shown).toMatchObject([
    {
      title: "Ben",
      body: "hello",
      tag: `parley:ada:${conversationId}`,
      data: { userId: "ada", path: `/conversations/${conversationId}` },
    },
  ]);
});

test("PUSH-18: in a group each line names its sender, and several conversations are one notification", async () => {
  answer = says({ conversations: [north] });
  const { shown, receive } = createWorker();
  await receive(unread);
  expect(shown).toMatchObject([{ title: "North", body: "Ben: hello" }]);
  answer = says({ conversations: [ben, north] });
  await receive({ kind: "unread", conversationId: null });
  expect(shown[1]).toMatchObject({
    title: "Parley",
    body: "Ben: hello\nNorth: hello",
    tag: "parley:ada:all",
  });
});

test("TXT-3: the name of a sender or a conversation does not change the order of its line", async () => {
  const messages = [
    { sender: "Jonas\u202E Weber", text: "hello" },
    { sender: "نور\u2069 (2)", text: "and you?" },
    { sender: "Ben", text: "fine" },
  ];
  answer = says({ conversations: [{ ...north, messages }] });
  const { shown, receive } = createWorker();
  await receive(unread);
  expect(shown[0]?.body).toBe(
    "\u2068Jonas\u202E Weber\u2069: hello\n\u2068نور (2)\u2069: and you?\nBen: fine",
  );
  answer = says({ conversations: [{ ...ben, title: "نور" }, north] });
  await receive({ kind: "unread", conversationId: null });
  expect(shown[1]?.body).toBe("\u2068نور\u2069: hello\nNorth: hello");
});

test.each(languages)(
  "TXT-3: a push message isolates names as pages do, in %s",
  async (language) => {
    kept = { ...record, lang: `${language}-001` };
    const names = [
      "Ben",
      "Ben (2)",
      "نور",
      "نور الدين",
      "نور (2)",
      "نور Ben",
      "Jonas\u202E",
      "7",
      "李雷",
    ];
    const messages = names.map((sender) => ({ sender, text: "hello" }));
    answer = says({ conversations: [{ ...north, messages }] });
    const { shown, receive } = createWorker();
    await receive(unread);
    const direction = directionOf(language);
    const lines = names.map((name) => `${isolate(name, direction)}: hello`);
    expect(shown[0]?.body).toBe(lines.join("\n"));
    expect(lines[0]).toBe(direction === "rtl" ? "\u2068Ben\u2069: hello" : "Ben: hello");
    answer = says({ conversations: [ben, { ...ben, title: "نور" }] });
    await receive({ kind: "unread", conversationId: null });
    expect(shown[1]?.body).toBe(`${lines[0]}\n${lines[2]}`);
  },
);

test.each<[string, () => Promise<Response>]>([
  ["does not answer", async () => Promise.reject(new Error("offline"))],
  ["refuses", async () => new Response(null, { status: 401 })],
  ["says no names", says({ conversations: [{ ...ben, title: null, messages: [] }] })],
])("PUSH-18: if the server %s, the notification says the least", async (_title, given) => {
  answer = given;
  const { shown, receive } = createWorker();
  await receive(unread);
  expect(shown).toMatchObject([{ title: "Parley", body: "You have new messages" }]);
});

test("PUSH-18: nothing is shown of what was read meanwhile, while the user looks at the app, or after a sign-out", async () => {
  answer = says({});
  const read = createWorker();
  await read.receive(unread);
  expect(read.shown).toEqual([]);
  answer = says({ conversations: [ben] });
  const inSight = createWorker({ isInSight: true });
  await inSight.receive(unread);
  expect(inSight.shown).toEqual([]);
  kept = undefined;
  const signedOut = createWorker();
  await signedOut.receive(unread);
  await signedOut.receive({ kind: "test" });
  expect(signedOut.shown).toEqual([]);
});

test("PUSH-13: what is read elsewhere is closed, and nothing else", async () => {
  answer = says({ conversations: [ben] });
  const { shown, receive } = createWorker();
  await receive(unread);
  answer = says({ conversations: [ben, { ...ben, title: "Cleo" }] });
  await receive({ kind: "unread", conversationId: null });
  await receive({ kind: "read", conversationId });
  expect(shown.map(({ tag }) => tag)).toEqual(["parley:ada:all"]);
});

test("PUSH-18: a test is shown, also while the user looks at the app", async () => {
  const { shown, receive } = createWorker({ isInSight: true });
  await receive({ kind: "test" });
  expect(shown).toMatchObject([{ title: "Parley", body: "This is a test" }]);
});

test("MEET-10: news of a meeting are shown in the words of the page, and its beginning also while the app is seen", async () => {
  const news = { kind: "meeting", news: "agreed", conversationId } as const;
  const soon = { ...news, news: "soon" } as const;
  const meeting = {
    ...{ soon: "It begins", proposed: "Other times", agreed: "It is agreed" },
    ...{ declined: "Declined", canceled: "Canceled" },
  };
  const { shown, receive } = createWorker();
  await receive(news);
  kept = { ...record, words: { ...record.words, meeting } };
  await receive(news);
  expect(shown.map(({ body }) => body)).toEqual(["You have new messages", "It is agreed"]);
  const looking = createWorker({ isInSight: true });
  await looking.receive(news);
  await looking.receive(soon);
  expect(looking.shown.map(({ body }) => body)).toEqual(["It begins"]);
});
