import { quietHoursSchema } from "@parley/contract/notifications";
import type { PushPayload } from "@parley/contract/push";
import { everyDay } from "@parley/contract/weekdays";
import { createMemoryJobs } from "../../jobs/memory-jobs.ts";
import { runJob } from "../../jobs/run-job.ts";
import * as schema from "@parley/db/schema";
import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { createTestBrowser } from "../../testing/browser.ts";
import { newId } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";
import type { Platform } from "../context.ts";
import type { NotificationContent } from "../notifications/channels.ts";
import { createPushChannel } from "./channel.ts";
import type { PushOutcome, SendPush } from "./send-push.ts";
import { sweepPush } from "./sweep.ts";

const SECOND = 1_000;
const api = useTestApi({
  people: { ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE", dan: "MENTEE", eve: "MENTEE" },
  groups: [{ id: "north", mentor: "ada", mentees: ["ben", "cleo", "dan", "eve"] }],
});

interface Sent {
  readonly userId: string;
  readonly endpoint: string;
  readonly payload: PushPayload;
}

/** Push services that take everything, unless a test answers otherwise. */
let sent: Sent[];
let answer: (to: Sent) => PushOutcome;
let platform: Platform;
let jobs: ReturnType<typeof createMemoryJobs>;

beforeEach(() => {
  sent = [];
  answer = () => ({ outcome: "sent" });
  jobs = createMemoryJobs(api.clock);
  const sendPush: SendPush = async ({ userId, endpoint }, payload) => {
    const to = { userId, endpoint, payload };
    sent.push(to);
    return answer(to);
  };
  platform = { ...api.platform, jobs, sendPush };
});

/** Time passes, a sweep looks, and its jobs run. Returns what was sent. */
async function after(seconds: number): Promise<Sent[]> {
  api.clock.advance(seconds * SECOND);
  sent.length = 0;
  await sweepPush(platform);
  await jobs.run((job) => runJob(platform, job));
  return sent.map((to) => ({ ...to }));
}

const subscribe = async (userId: string) => {
  const { subscription } = createTestBrowser();
  const { secret } = await api.as(userId).push.subscribe(subscription);
  return { endpoint: subscription.endpoint, secret };
};
const open = (one: string, other: string) =>
  api
    .as(one)
    .conversations.open({ userId: other })
    .then(({ id }) => id);
const say = (from: string, conversationId: string, body = "hello", mentions?: string[]) =>
  api.as(from).messages.send({ conversationId, id: newId(), body, ...(mentions && { mentions }) });
const north = async () => {
  const { conversations } = await api.as("ada").conversations.list({});
  const found = conversations.find((it) => it.with.kind === "group");
  if (found === undefined) throw new Error("no group");
  return found.id;
};

const always = quietHoursSchema.parse(everyDay({ from: "00:00", until: "23:59" }));
const mutedUntil = "9999-12-31T23:59:59.999Z";

test("PUSH-9: a reader who is away is told after ten seconds, on every browser, once", async () => {
  const browsers = [await subscribe("ben"), await subscribe("ben")];
  const conversationId = await open("ada", "ben");
  await say("ada", conversationId);
  await expect(after(9)).resolves.toEqual([]);
  const payload = { kind: "unread", conversationId };
  const told = await after(1);
  expect(told.map(({ endpoint }) => endpoint).toSorted()).toEqual(
    browsers.map(({ endpoint }) => endpoint).toSorted(),
  );
  expect(
    told.every(({ userId, payload: of }) => userId === "ben" && of.kind === payload.kind),
  ).toBe(true);
  await expect(after(5)).resolves.toEqual([]);
  await say("ada", conversationId, "another");
  await expect(after(10)).resolves.toHaveLength(2);
});

test("PUSH-9: a reader who is connected is told if they have not read it for a minute", async () => {
  await subscribe("ben");
  const stay = { onArrive: () => undefined, onLeave: () => undefined };
  const leave = api.platform.presence.enter("ben", stay);
  const conversationId = await open("ada", "ben");
  const { message } = await say("ada", conversationId);
  await expect(after(59)).resolves.toEqual([]);
  await expect(after(1)).resolves.toHaveLength(1);
  await say("ada", conversationId);
  await expect(after(30)).resolves.toEqual([]);
  await api.as("ben").messages.markRead({ conversationId, seq: message.seq + 1 });
  const told = await after(30);
  expect(told.map(({ payload }) => payload.kind)).toEqual(["read"]);
  leave();
});

test("PUSH-10: what is muted, blocked, switched off or in quiet hours tells nobody", async () => {
  await subscribe("ben");
  const conversationId = await open("ada", "ben");
  const quiet = async (change: () => Promise<unknown>, undo: () => Promise<unknown>) => {
    await change();
    await say("ada", conversationId);
    const told = await after(11);
    await undo();
    await api
      .as("ben")
      .messages.markRead({ conversationId, seq: 1_000 })
      .catch(() => undefined);
    api.clock.advance(600 * SECOND);
    return told;
  };
  const { conversations, notifications } = api.as("ben");
  const awake = quietHoursSchema.parse(everyDay(null));
  const cases: [() => Promise<unknown>, () => Promise<unknown>][] = [
    [
      () => conversations.setPreferences({ conversationId, mutedUntil }),
      () => conversations.setPreferences({ conversationId, mutedUntil: null }),
    ],
    [
      () => notifications.updateSettings({ push: false }),
      () => notifications.updateSettings({ push: true }),
    ],
    [
      () => notifications.updateSettings({ direct: "off" }),
      () => notifications.updateSettings({ direct: "10m" }),
    ],
    [
      () => notifications.updateSettings({ quietHours: always }),
      () => notifications.updateSettings({ quietHours: awake }),
    ],
  ];
  for (const [change, undo] of cases) await expect(quiet(change, undo)).resolves.toEqual([]);
  await say("ada", conversationId);
  await expect(after(11)).resolves.toHaveLength(1);
});

test("PUSH-10: a mention tells a user who switched groups off", async () => {
  await subscribe("ben");
  await api.as("ben").notifications.updateSettings({ group: "off" });
  const conversationId = await north();
  await say("ada", conversationId);
  await expect(after(11)).resolves.toEqual([]);
  await say("ada", conversationId, "@Ben look", ["ben"]);
  await expect(after(11)).resolves.toHaveLength(1);
});

const endings: Record<string, (conversationId: string) => Promise<unknown>> = {
  deleted: (conversationId) => api.as("ada").messages.delete({ conversationId, seq: 1 }),
  blocked: () => api.as("ben").contacts.block({ userId: "ada" }),
  muted: (conversationId) =>
    api.as("ben").conversations.setPreferences({ conversationId, mutedUntil }),
  "quiet hours": () => api.as("ben").notifications.updateSettings({ quietHours: always }),
  "direct messages off": () => api.as("ben").notifications.updateSettings({ direct: "off" }),
  "push messages off": () => api.as("ben").notifications.updateSettings({ push: false }),
};

test.each(Object.entries(endings))(
  "PUSH-10: what is tried again is not sent once it is: %s",
  async (_, change) => {
    await subscribe("ben");
    answer = () => ({ outcome: "retry", detail: "busy" });
    const conversationId = await open("ada", "ben");
    await say("ada", conversationId);
    await expect(after(10)).resolves.toHaveLength(1);
    await change(conversationId);
    answer = () => ({ outcome: "sent" });
    await expect(after(61)).resolves.toEqual([]);
  },
);

test("PUSH-9: many unread messages of a user who wants no push messages keep no other reader from being told", async () => {
  const { db, clock } = api.platform;
  await subscribe("ben");
  await api.as("ben").notifications.updateSettings({ direct: "off" });
  await db.execute(sql`
    insert into ${schema.users} (id, name, role) select 'x' || n, 'X', 'MENTEE' from generate_series(1, 4000) n`);
  await db.execute(sql`
    with made as (
      insert into ${schema.conversations} (id, kind, low_user, high_user, last_seq)
      select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'direct', 'ben', 'x' || n, 1 from generate_series(1, 4000) n
      returning id, high_user),
    joined as (insert into ${schema.participants} (conversation_id, user_id) select id, 'ben' from made)
    insert into ${schema.messages} (conversation_id, seq, id, sender_id, body, created_at)
    select id, 1, gen_random_uuid(), high_user, 'hello', ${clock.now().toISOString()}::timestamptz from made`);
  const others = ["cleo", "dan", "eve"];
  for (const userId of others) {
    await subscribe(userId);
    await say("ada", await open("ada", userId));
  }
  const told = await after(10);
  expect(told.map(({ userId }) => userId).toSorted()).toEqual(others);
});

test("PUSH-11: news in many conversations are one push message", async () => {
  const { secret } = await subscribe("ada");
  for (const mentee of ["ben", "cleo", "dan", "eve"]) await say(mentee, await open(mentee, "ada"));
  const told = await after(10);
  expect(told.map(({ payload }) => payload)).toEqual([{ kind: "unread", conversationId: null }]);
  const shown = await api.as("eve").push.read({ secret, conversationId: null });
  expect(shown).toMatchObject({ userId: "ada", unreadTotal: 4, moreConversations: 0 });
  expect(shown.conversations).toHaveLength(4);
});

test("PUSH-12: a browser reads with its secret what its user may see, and no more than their settings allow", async () => {
  const { secret } = await subscribe("ben");
  const conversationId = await open("ada", "ben");
  await say("ada", conversationId, "see you at ten");
  const read = () => api.as("eve").push.read({ secret, conversationId });
  const { notifications } = api.as("ben");
  await expect(read()).resolves.toMatchObject({
    conversations: [
      { title: "Ada", unread: 1, messages: [{ sender: "Ada", text: "see you at ten" }] },
    ],
  });
  for (const text of ["one", "two", "three"]) await say("ada", conversationId, text);
  const { conversations } = await read();
  expect(conversations[0]?.messages.map(({ text }) => text)).toEqual(["one", "two", "three"]);
  await notifications.updateSettings({ content: "name-only" });
  await expect(read()).resolves.toMatchObject({ conversations: [{ title: "Ada", messages: [] }] });
  await notifications.updateSettings({ content: "none" });
  await expect(read()).resolves.toMatchObject({ conversations: [{ title: null, messages: [] }] });
  await api.as("ben").messages.markRead({ conversationId, seq: 4 });
  await expect(read()).resolves.toMatchObject({ unreadTotal: 0, conversations: [] });
  const others = await open("cleo", "dan");
  await say("cleo", others, "not for Ben");
  await expect(api.as("eve").push.read({ secret, conversationId: others })).resolves.toMatchObject({
    conversations: [],
  });
});

test("FILE-28: files without a text are in words of the reader's language", async () => {
  const { secret } = await subscribe("ben");
  const conversationId = await open("ada", "ben");
  const content = Buffer.from("pixels");
  const photo = await api.attach("ada", { name: "IMG_1.jpg", content });
  const voice = { duration: 42_000, peaks: [50] };
  const sound = await api.attach("ada", { name: "voice.webm", content, voice });
  for (const { id } of [photo, sound])
    await api.as("ada").messages.send({ conversationId, id: newId(), body: "", files: [id] });
  const read = async () => {
    const { conversations } = await api.as("eve").push.read({ secret, conversationId });
    return conversations[0]?.messages.map(({ text }) => text);
  };
  await expect(read()).resolves.toEqual(["sent a photo", "sent a voice message (0:42)"]);
  await api.as("ben").notifications.updateSettings({ language: "de" });
  await expect(read()).resolves.toEqual([
    "schickt ein Foto",
    "schickt eine Sprachnachricht (0:42)",
  ]);
});

test("PUSH-12: the secret of a subscription that has ended reads nothing", async () => {
  const { secret, endpoint } = await subscribe("ben");
  await api.as("ben").push.unsubscribe({ endpoint });
  const read = api.as("ben").push.read({ secret, conversationId: null });
  await expect(read).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test("PUSH-13: reading on one device closes what the others show", async () => {
  await subscribe("ben");
  const conversationId = await open("ada", "ben");
  await say("ada", conversationId);
  await after(10);
  await expect(after(10)).resolves.toEqual([]);
  await api.as("ben").messages.markRead({ conversationId, seq: 1 });
  const told = await after(1);
  expect(told.map(({ payload }) => payload)).toEqual([{ kind: "read", conversationId }]);
  await expect(after(10)).resolves.toEqual([]);
});

test("PUSH-7: a subscription that the push service does not know is removed", async () => {
  await subscribe("ben");
  answer = () => ({ outcome: "gone" });
  const conversationId = await open("ada", "ben");
  await say("ada", conversationId);
  await expect(after(10)).resolves.toHaveLength(1);
  await say("ada", conversationId);
  await expect(after(10)).resolves.toEqual([]);
});

test("PUSH-7: what a push service did not take is tried again, not before it wants to, and not once it is read", async () => {
  await subscribe("ben");
  answer = () => ({ outcome: "retry", detail: "busy", retryAfterMs: 240 * SECOND });
  const conversationId = await open("ada", "ben");
  await say("ada", conversationId);
  await expect(after(10)).resolves.toHaveLength(1);
  // The job is due after a minute, and the service takes nothing.
  await expect(after(61)).resolves.toEqual([]);
  answer = () => ({ outcome: "sent" });
  await expect(after(301)).resolves.toHaveLength(1);
  await say("ada", conversationId);
  answer = () => ({ outcome: "retry", detail: "busy" });
  await expect(after(10)).resolves.toHaveLength(1);
  await api.as("ben").messages.markRead({ conversationId, seq: 2 });
  answer = () => ({ outcome: "sent" });
  const later = await after(61);
  expect(later.map(({ payload }) => payload.kind)).toEqual(["read"]);
});

test("PUSH-7: what no push service takes is a failed job that an ADMIN sees", async () => {
  await subscribe("ben");
  answer = () => ({ outcome: "failed", detail: "the push service answered 400" });
  await say("ada", await open("ada", "ben"));
  await after(10);
  for (const minutes of [1, 5, 30, 120, 360]) await after(minutes * 60 + 1);
  await expect(jobs.listFailed(10)).resolves.toMatchObject([
    { kind: "push.send", error: "the push service answered 400" },
  ]);
});

/** The channel, and a notification of Ben about these conversations. */
function channel() {
  const { sendPush } = platform;
  if (sendPush === undefined) throw new Error("there is no sender");
  const content = {
    notificationId: newId(),
    to: { userId: "ben", name: "Ben", email: null, language: "en", timeZone: null },
    content: "full",
    conversations: [],
    moreConversations: 0,
    unreadTotal: 1,
    settingsUrl: "",
    messagesUrl: "",
  } as const;
  const about = (...ids: readonly string[]): NotificationContent => ({
    ...content,
    kind: "messages",
    conversations: ids.map((conversationId) => ({
      conversationId,
      title: "",
      kind: "direct",
      url: "",
      messages: [],
      more: 0,
    })),
  });
  return { deliver: createPushChannel(platform, sendPush), content, about };
}

test("PUSH-14: the notification after the delay repeats nothing of which a browser was told", async () => {
  await subscribe("ben");
  const conversationId = await open("ada", "ben");
  const { deliver, content } = channel();
  await say("ada", conversationId);
  await expect(deliver({ ...content, kind: "messages" })).resolves.toEqual({ outcome: "sent" });
  await after(10);
  await expect(deliver({ ...content, kind: "messages" })).resolves.toMatchObject({
    outcome: "skipped",
  });
  await expect(deliver({ ...content, kind: "test" })).resolves.toEqual({ outcome: "sent" });
  await expect(deliver({ ...content, kind: "digest" })).resolves.toMatchObject({
    outcome: "skipped",
  });
});

test("PUSH-14: a notification repeats nothing of which an earlier one told, and is about nothing else", async () => {
  await subscribe("ben");
  const { deliver, about } = channel();
  const [first, second] = [await open("ada", "ben"), await open("cleo", "ben")];
  await say("ada", first);
  await say("cleo", second);
  await expect(deliver(about(first))).resolves.toEqual({ outcome: "sent" });
  await expect(deliver(about(first))).resolves.toMatchObject({ outcome: "skipped" });
  await expect(deliver(about(first, second))).resolves.toEqual({ outcome: "sent" });
  await expect(deliver(about(first, second))).resolves.toMatchObject({ outcome: "skipped" });
  await expect(after(10)).resolves.toEqual([]);
});

test("PUSH-13: reading on one device closes what a notification showed on the others", async () => {
  await subscribe("ben");
  const { deliver, about } = channel();
  const conversationId = await open("ada", "ben");
  await say("ada", conversationId);
  await deliver(about(conversationId));
  await api.as("ben").messages.markRead({ conversationId, seq: 1 });
  const told = await after(1);
  expect(told.map(({ payload }) => payload)).toEqual([{ kind: "read", conversationId }]);
});

test("PUSH-7: a notification is not sent to a push service before it takes messages again", async () => {
  await subscribe("ben");
  const { deliver, about } = channel();
  const conversationId = await open("ada", "ben");
  await say("ada", conversationId);
  answer = () => ({ outcome: "retry", detail: "busy", retryAfterMs: 240 * SECOND });
  await expect(deliver(about(conversationId))).resolves.toMatchObject({ outcome: "retry" });
  answer = () => ({ outcome: "sent" });
  await expect(deliver(about(conversationId))).resolves.toMatchObject({ outcome: "retry" });
  expect(sent).toHaveLength(1);
  api.clock.advance(240 * SECOND);
  await expect(deliver(about(conversationId))).resolves.toEqual({ outcome: "sent" });
});
