import { quietHoursSchema } from "@parley/contract/notifications";
import * as schema from "@parley/db/schema";
import { sql } from "drizzle-orm";
import { everyDay } from "@parley/contract/weekdays";
import { describe, expect, test } from "vitest";
import { deliverNotification } from "./deliver.ts";
import { sweepNotifications } from "./sweep.ts";
import { newId } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const api = useTestApi({
  people: { root: "ADMIN", ada: "MENTOR", ben: "MENTEE", cem: "MENTEE", parley: "SYSTEM" },
  groups: [{ id: "north", mentor: "ada", mentees: ["ben", "cem"] }],
});

const direct = async (from: string, to: string) =>
  (await api.as(from).conversations.open({ userId: to })).id;

const north = async () => {
  const { conversations } = await api.as("ada").conversations.list({});
  const found = conversations.find((it) => it.with.kind === "group");
  if (found === undefined) throw new Error("no group");
  return found.id;
};

const say = async (from: string, conversationId: string, body: string, mentions?: string[]) => {
  const { message } = await api
    .as(from)
    .messages.send({ conversationId, id: newId(), body, ...(mentions && { mentions }) });
  return message.seq;
};

/** Time passes, and the server looks what is due. */
const after = async (milliseconds: number) => {
  api.clock.advance(milliseconds);
  await api.jobs.run();
};

/** The next Monday, 9:00 UTC: 10:00 in Lagos, where clocks never change. Tests share the clock. */
const onMonday = () => {
  const now = api.clock.now().getTime();
  const monday = Date.parse("2026-01-05T09:00:00.000Z");
  api.clock.advance((7 * DAY - ((now - monday) % (7 * DAY))) % (7 * DAY));
};

const inMinutes = (minutes: number) =>
  new Date(api.clock.now().getTime() + minutes * MINUTE).toISOString();

const texts = () =>
  api.notifications.sent.map(({ content }) => [
    content.to.userId,
    ...content.conversations.flatMap(({ messages }) => messages.map(({ text }) => text)),
  ]);

const all = (from: string, until: string) => {
  const day = { from, until };
  return quietHoursSchema.parse(everyDay(day));
};

describe("when a notification is due", () => {
  test("NTF-3: a direct message that is still unread after ten minutes is notified, once", async () => {
    const chat = await direct("ada", "ben");
    await say("ada", chat, "hello");
    await api.jobs.run();
    await after(9 * MINUTE);
    expect(texts()).toEqual([]);
    await after(MINUTE);
    expect(texts()).toEqual([["ben", "hello"]]);
    await after(HOUR);
    expect(texts()).toHaveLength(1);
  });

  test("FMT-6: a notification has the words of a message without its marks", async () => {
    const chat = await direct("ada", "ben");
    await say("ada", chat, "See you *tomorrow*:\n- `bring` _notes_");
    await after(10 * MINUTE);
    expect(texts()).toEqual([["ben", "See you tomorrow:\n• bring notes"]]);
  });

  test("NTF-3: a message of a group is due after thirty minutes, and a mention after two", async () => {
    const group = await north();
    await say("ada", group, "all of you");
    await api.jobs.run();
    await after(MINUTE);
    await say("ada", group, "@Ben you", ["ben"]);
    await after(2 * MINUTE);
    expect(texts()).toEqual([["ben", "all of you", "@Ben you"]]);
    await after(27 * MINUTE);
    expect(texts().map(([userId]) => userId)).toEqual(["ben", "cem"]);
  });

  test("NTF-4: what is read before it is due is not notified, although the reader was never connected", async () => {
    const chat = await direct("ada", "ben");
    const seq = await say("ada", chat, "hello");
    await api.jobs.run();
    await api.as("ben").messages.markRead({ conversationId: chat, seq });
    await after(10 * MINUTE);
    expect(texts()).toEqual([]);
  });

  test("NTF-5: messages that follow do not postpone a notification, and are part of it", async () => {
    const chat = await direct("ada", "ben");
    for (const body of ["one", "two", "three"]) {
      await say("ada", chat, body);
      await after(4 * MINUTE);
    }
    expect(texts()).toEqual([["ben", "one", "two", "three"]]);
  });

  test("NTF-5: one notification contains everything that is due within five minutes, with at most five conversations of five messages", async () => {
    await api.addPeople({
      p1: "MENTOR",
      p2: "MENTOR",
      p3: "MENTOR",
      p4: "MENTOR",
      p5: "MENTOR",
      p6: "MENTOR",
    });
    for (const from of ["p1", "p2", "p3", "p4", "p5", "p6"]) {
      const chat = await direct(from, "ben");
      for (let at = 0; at < 7; at += 1) await say(from, chat, `${from} ${at}`);
    }
    await api.jobs.run();
    await after(10 * MINUTE);
    expect(api.notifications.sent).toHaveLength(1);
    const { content } = api.notifications.sent[0] ?? {};
    expect(content).toMatchObject({ kind: "messages", moreConversations: 1, unreadTotal: 42 });
    expect(content?.conversations.map(({ messages, more }) => [messages.length, more])).toEqual(
      Array.from({ length: 5 }, () => [5, 2]),
    );
  });

  test("NTF-6: while nothing is read, notifications come after two hours, a day and three days, and then no more", async () => {
    await api.as("ben").notifications.updateSettings({ digest: "off" });
    const chat = await direct("ada", "ben");
    const times: number[] = [];
    const start = api.clock.now().getTime();
    for (let at = 0; at < 8 * 24; at += 1) {
      await say("ada", chat, `message ${at}`);
      await after(HOUR);
      while (times.length < api.notifications.sent.length)
        times.push(Math.floor((api.clock.now().getTime() - start) / HOUR));
    }
    expect(times).toEqual([1, 3, 27, 99]);
  });

  test("NTF-6: reading anything begins again with the first delay", async () => {
    const chat = await direct("ada", "ben");
    const seq = await say("ada", chat, "one");
    await api.jobs.run();
    await after(10 * MINUTE);
    await api.as("ben").messages.markRead({ conversationId: chat, seq });
    await say("ada", chat, "two");
    await api.jobs.run();
    await after(10 * MINUTE);
    expect(texts()).toEqual([
      ["ben", "one"],
      ["ben", "two"],
    ]);
  });
});

test("NTF-3: one round decides about everything that is due, also of a user with a great deal of it", async () => {
  await say("ada", await direct("ada", "cem"), "hello");
  await api.jobs.run();
  const { db, clock } = api.platform;
  const due = new Date(clock.now().getTime() - HOUR).toISOString();
  await db.execute(sql`
    insert into ${schema.users} (id, name, role) select 'x' || n, 'X', 'MENTEE' from generate_series(1, 600) n`);
  await db.execute(sql`
    with made as (
      insert into ${schema.conversations} (id, kind, low_user, high_user)
      select gen_random_uuid(), 'direct', 'ben', 'x' || n from generate_series(1, 600) n returning id),
    joined as (insert into ${schema.participants} (conversation_id, user_id) select id, 'ben' from made)
    insert into ${schema.pendingNotifications} (user_id, conversation_id, first_seq, due_at)
    select 'ben', id, 1, ${due}::timestamptz from made`);
  await after(10 * MINUTE);
  expect(texts()).toEqual([["cem", "hello"]]);
});

describe("what is decided when it is sent", () => {
  const cases: Record<string, (chat: string, seq: number) => Promise<unknown>> = {
    muted: (conversationId) =>
      api.as("ben").conversations.setPreferences({
        conversationId,
        mutedUntil: "9999-12-31T23:59:59.999Z",
      }),
    blocked: () => api.as("ben").contacts.block({ userId: "ada" }),
    deleted: (conversationId, seq) => api.as("ada").messages.delete({ conversationId, seq }),
    deactivated: () => api.as("root").users.deactivate({ userId: "ben" }),
  };

  test.each(Object.entries(cases))("NTF-7: nothing is sent: %s", async (reason, change) => {
    const chat = await direct("ada", "ben");
    const seq = await say("ada", chat, "hello");
    await api.jobs.run();
    await change(chat, seq);
    await after(10 * MINUTE);
    expect(texts()).toEqual([]);
    const explained = await api
      .as("root")
      .notifications.explain({ userId: "ben", conversationId: chat, seq });
    expect(explained.reason).toBe(reason);
  });

  test.each(Object.entries(cases))(
    "NTF-7: nothing is sent, when it changes at the last moment: %s",
    async (reason, change) => {
      const chat = await direct("ada", "ben");
      const seq = await say("ada", chat, "hello");
      await api.jobs.run();
      // The host platform is asked first, and something changes until it is asked again.
      api.notifications.respond(() => ({ outcome: "retry", detail: "later" }));
      await after(10 * MINUTE);
      await change(chat, seq);
      api.notifications.sent.length = 0;
      await after(MINUTE);
      expect(texts()).toEqual([]);
      const { notifications } = await api.service.notifications.list({ limit: 1 });
      const expected = reason === "blocked" || reason === "deleted" ? "read" : reason;
      expect(notifications).toMatchObject([{ state: "not_sent", reason: expected }]);
    },
  );

  test("NTF-7: a former member gets nothing that was sent after they left", async () => {
    const group = await north();
    await api.jobs.run();
    await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["ben"] });
    await say("ada", group, "without Ben");
    await api.jobs.run();
    await after(30 * MINUTE);
    expect(texts()).toEqual([["cem", "without Ben"]]);
  });

  test("NTF-7: a message is sent as edited", async () => {
    const chat = await direct("ada", "ben");
    const seq = await say("ada", chat, "helo");
    await api.jobs.run();
    await api
      .as("ada")
      .messages.edit({ conversationId: chat, seq, body: "hello", expectedVersion: 1 });
    await after(10 * MINUTE);
    expect(texts()).toEqual([["ben", "hello"]]);
  });

  test("NTF-8: SYSTEM and BOT users are never notified, and messages by them are", async () => {
    await api.addPeople({ helper: "BOT" });
    const chat = await direct("ben", "helper");
    await say("ben", chat, "question");
    const sent = {
      senderId: "parley",
      to: { userId: "ben" },
      body: "welcome",
      idempotencyKey: "1",
    };
    await api.service.messages.sendAs(sent);
    await api.jobs.run();
    await after(10 * MINUTE);
    expect(texts()).toEqual([["ben", "welcome"]]);
  });

  test("NTF-13: a notification has no more content than the installation and the user allow", async () => {
    await api.as("ben").notifications.updateSettings({ content: "name-only" });
    await api.as("cem").notifications.updateSettings({ content: "none" });
    for (const to of ["ben", "cem"]) await say("ada", await direct("ada", to), "secret");
    await api.jobs.run();
    await after(10 * MINUTE);
    // What is due at once is sent in any order.
    const [ben, cem] = ["ben", "cem"].map(
      (userId) =>
        api.notifications.sent.find(({ content }) => content.to.userId === userId)?.content,
    );
    expect(ben?.conversations).toMatchObject([
      { title: "Ada", messages: [{ senderName: "Ada", text: "" }] },
    ]);
    expect(cem).toMatchObject({ content: "none", conversations: [], unreadTotal: 1 });
    expect(JSON.stringify([ben, cem])).not.toContain("secret");
  });
});

describe("quiet hours and digests", () => {
  test("NTF-9: what is due in quiet hours is one notification when they end, in the user's time zone", async () => {
    onMonday();
    const ben = api.as("ben").notifications;
    await ben.updateSettings({ timeZone: "Africa/Lagos", quietHours: all("10:05", "12:00") });
    await say("ada", await direct("ada", "ben"), "one");
    await api.jobs.run();
    await after(20 * MINUTE);
    await say("cem", await direct("cem", "ben"), "two");
    await after(90 * MINUTE);
    expect(texts()).toEqual([]);
    await expect(ben.preview()).resolves.toMatchObject({ reason: "quiet_hours" });
    await after(20 * MINUTE);
    expect(texts()).toEqual([["ben", "one", "two"]]);
  });

  test("NTF-9: a change of the time zone decides again about what waits", async () => {
    onMonday();
    const ben = api.as("ben").notifications;
    await ben.updateSettings({ timeZone: "Africa/Lagos", quietHours: all("09:00", "17:00") });
    await say("ada", await direct("ada", "ben"), "hello");
    await api.jobs.run();
    await after(20 * MINUTE);
    expect(texts()).toEqual([]);
    await ben.updateSettings({ timeZone: "Asia/Tokyo" });
    await after(20 * MINUTE);
    expect(texts()).toEqual([["ben", "hello"]]);
  });

  test("NTF-9: quiet hours end by the clock on the wall on the day that clocks change", async () => {
    const to = Date.parse("2026-03-29T00:30:00.000Z");
    api.clock.advance(to - api.clock.now().getTime());
    await api.as("ben").notifications.updateSettings({
      timeZone: "Europe/Berlin",
      quietHours: all("21:00", "07:00"),
    });
    await say("ada", await direct("ada", "ben"), "hello");
    await api.jobs.run();
    // 7:00 is six hours and a half hour later by UTC, of which clocks skip one.
    await after(4 * HOUR + 29 * MINUTE);
    expect(texts()).toEqual([]);
    await after(11 * MINUTE);
    expect(texts()).toHaveLength(1);
  });

  test("NTF-10: a digest comes on Monday at eight, and not again while nothing is new; it is never empty", async () => {
    onMonday();
    await api.as("ben").notifications.updateSettings({
      timeZone: "Africa/Lagos",
      direct: "digest",
      digest: "weekly",
    });
    const chat = await direct("ada", "ben");
    await say("ada", chat, "one");
    await say("ada", chat, "two");
    await api.jobs.run();
    await after(6 * DAY + 21 * HOUR + 59 * MINUTE);
    expect(api.notifications.sent).toEqual([]);
    await after(MINUTE);
    expect(api.notifications.sent.map(({ content }) => content)).toMatchObject([
      { kind: "digest", unreadTotal: 2, conversations: [{ title: "Ada", messages: [], more: 2 }] },
    ]);
    await api.as("ben").messages.markRead({ conversationId: chat, seq: 2 });
    await after(7 * DAY);
    expect(api.notifications.sent).toHaveLength(1);
  });

  test("NTF-10: a digest begins with the conversation that waits for longest", async () => {
    onMonday();
    const { notifications } = api.as("ben");
    await notifications.updateSettings({ direct: "digest", digest: "daily", timeZone: "UTC" });
    const [younger, older] = [await direct("ada", "ben"), await direct("cem", "ben")];
    await say("cem", older, "first");
    await after(MINUTE);
    await say("ada", younger, "second");
    await api.jobs.run();
    await after(DAY);
    const [{ content } = { content: null }] = api.notifications.sent;
    expect(content?.conversations.map(({ title }) => title)).toEqual(["Cem", "Ada"]);
  });

  test("NTF-9: a digest that quiet hours hold up at the last moment is sent after them, and the next one is 12 hours apart", async () => {
    onMonday();
    const { notifications } = api.as("ben");
    await notifications.updateSettings({ direct: "digest", digest: "daily", timeZone: "UTC" });
    await say("ada", await direct("ada", "ben"), "hello");
    await api.jobs.run();
    api.clock.advance(23 * HOUR);
    // The sweep creates the digest, and they begin before its job runs.
    await sweepNotifications(api.platform);
    await notifications.updateSettings({ quietHours: all("08:00", "21:00") });
    await after(0);
    expect(api.notifications.sent).toEqual([]);
    await after(13 * HOUR + 10 * MINUTE);
    expect(api.notifications.sent.map(({ content }) => content.kind)).toEqual(["digest"]);
    await notifications.updateSettings({ quietHours: all("01:00", "02:00") });
    await after(11 * HOUR);
    expect(api.notifications.sent).toHaveLength(1);
    await after(DAY);
    expect(api.notifications.sent).toHaveLength(2);
  });

  test("NTF-21: a digest that quiet hours hold up is not sent to a user who switches digests off meanwhile", async () => {
    onMonday();
    const { notifications } = api.as("ben");
    await notifications.updateSettings({ direct: "digest", digest: "daily", timeZone: "UTC" });
    await say("ada", await direct("ada", "ben"), "hello");
    await api.jobs.run();
    api.clock.advance(23 * HOUR);
    await sweepNotifications(api.platform);
    await notifications.updateSettings({ quietHours: all("08:00", "21:00") });
    await after(0);
    await notifications.updateSettings({ digest: "off" });
    await after(DAY);
    expect(api.notifications.sent).toEqual([]);
    await expect(notifications.list()).resolves.toMatchObject({
      notifications: [{ kind: "digest", state: "not_sent", reason: "off" }],
    });
  });

  test("NTF-21: a digest has nothing of conversations that are switched off, except for a mention", async () => {
    onMonday();
    const { notifications } = api.as("ben");
    const settings = { direct: "digest", group: "off", digest: "daily", timeZone: "UTC" } as const;
    await notifications.updateSettings({ ...settings, mention: "off" });
    const [chat, group] = [await direct("ada", "ben"), await north()];
    const titles = () =>
      api.notifications.sent
        .filter(({ content }) => content.to.userId === "ben")
        .map(({ content }) => content.conversations.map(({ title }) => title));
    await say("ada", group, "all of you");
    await api.jobs.run();
    await expect(notifications.preview()).resolves.toEqual({ nextAt: null, reason: "off" });
    await after(DAY);
    expect(titles()).toEqual([]);
    await expect(notifications.list()).resolves.toMatchObject({
      notifications: [{ kind: "digest", state: "not_sent", reason: "off" }],
    });
    await say("ada", group, "@Ben you", ["ben"]);
    const seq = await say("ada", chat, "hello");
    await after(DAY);
    expect(titles()).toEqual([["Ada"]]);
    await api.as("ben").messages.markRead({ conversationId: chat, seq });
    await notifications.updateSettings({ mention: "digest" });
    await after(DAY);
    expect(titles()).toEqual([["Ada"], ["North"]]);
  });

  test("NTF-10: a change of the time zone brings no second digest within twelve hours", async () => {
    onMonday();
    const { notifications } = api.as("ben");
    await notifications.updateSettings({ direct: "digest", digest: "daily", timeZone: "UTC" });
    await say("ada", await direct("ada", "ben"), "one");
    await api.jobs.run();
    await after(DAY);
    expect(api.notifications.sent).toHaveLength(1);
    await notifications.updateSettings({ timeZone: "America/Sao_Paulo" });
    await after(4 * HOUR);
    expect(api.notifications.sent).toHaveLength(1);
  });
});

describe("channels", () => {
  test("NTF-11: a delivery that fails is retried with the same id, and one that never succeeds is a failed job that an ADMIN can retry", async () => {
    await api.as("ben").notifications.updateSettings({ digest: "off" });
    await say("ada", await direct("ada", "ben"), "hello");
    await api.jobs.run();
    api.notifications.respond(() => ({ outcome: "retry", detail: "421 try again" }));
    await after(10 * MINUTE);
    for (let at = 0; at < 10; at += 1) await after(6 * HOUR);
    const { jobs } = await api.as("root").jobs.listFailed();
    expect(jobs).toMatchObject([
      {
        kind: "notifications.deliver",
        attempts: 6,
        error: expect.stringContaining("421 try again"),
      },
    ]);
    expect(new Set(api.notifications.sent.map(({ content }) => content.notificationId)).size).toBe(
      1,
    );
    api.notifications.respond(() => undefined);
    await api.as("root").jobs.retry({ jobId: jobs[0]?.id ?? "" });
    await after(0);
    const { notifications } = await api.as("ben").notifications.list();
    expect(notifications).toMatchObject([
      { state: "sent", outcomes: [{ channel: "email", outcome: "sent" }] },
    ]);
    await expect(api.as("root").jobs.listFailed()).resolves.toEqual({ jobs: [] });
  });

  test("NTF-11: what throws in a channel is retried like any other failure", async () => {
    await say("ada", await direct("ada", "ben"), "hello");
    await api.jobs.run();
    api.notifications.respond(() => {
      throw new Error("the template is broken");
    });
    await after(10 * MINUTE);
    const { notifications } = await api.as("ben").notifications.list();
    expect(notifications).toMatchObject([
      { state: "sending", outcomes: [{ outcome: "retrying", detail: "the template is broken" }] },
    ]);
    api.notifications.respond(() => undefined);
    await after(MINUTE);
    await expect(api.as("ben").notifications.list()).resolves.toMatchObject({
      notifications: [{ state: "sent" }],
    });
  });

  test("NTF-11: a server that ends between a delivery and its record leads to one with the same id", async () => {
    await say("ada", await direct("ada", "ben"), "hello");
    await api.jobs.run();
    await after(10 * MINUTE);
    const [{ id } = { id: "" }] = (await api.as("ben").notifications.list()).notifications;
    // As if the process had ended before it could record the result.
    await api.platform.db.update(schema.notifications).set({ state: "sending", outcomes: {} });
    await deliverNotification(api.platform, { notificationId: id });
    await deliverNotification(api.platform, { notificationId: id });
    expect(api.notifications.sent.map(({ content }) => content.notificationId)).toEqual([id, id]);
  });

  test("NTF-12: a test is sent at once, and not again within half a minute", async () => {
    const { notifications } = api.as("ben");
    await notifications.sendTest({ channel: "email" });
    await api.jobs.run();
    expect(api.notifications.sent).toMatchObject([{ content: { kind: "test" } }]);
    await expect(notifications.sendTest({ channel: "email" })).rejects.toThrow("too many requests");
    await expect(notifications.sendTest({ channel: "push" })).rejects.toThrow("channel");
  });
});

describe("what users are told", () => {
  test("NTF-14: a sender sees when the other user will be notified, if that user shares it", async () => {
    onMonday();
    const chat = await direct("ada", "ben");
    const ben = api.as("ben").notifications;
    await ben.updateSettings({ timeZone: "Africa/Lagos", quietHours: all("10:05", "12:00") });
    const { expected } = api.as("ada").notifications;
    await expect(expected({ conversationId: chat })).resolves.toEqual({
      at: inMinutes(120),
    });
    // The notification waits for them, and is sent at a time after their end that nobody else learns.
    await say("ada", chat, "hello");
    await after(11 * MINUTE);
    await expect(expected({ conversationId: chat })).resolves.toEqual({ at: inMinutes(109) });
    await ben.updateSettings({ sharesSchedule: false });
    await expect(expected({ conversationId: chat })).resolves.toEqual({ at: null });
    await ben.updateSettings({ sharesSchedule: true });
    await api.as("ben").contacts.block({ userId: "ada" });
    await expect(expected({ conversationId: chat })).resolves.toEqual({ at: null });
  });

  test("NTF-15: the preview names the next notification and its reason", async () => {
    const { preview } = api.as("ben").notifications;
    await expect(preview()).resolves.toEqual({ nextAt: null, reason: "nothing_unread" });
    await say("ada", await direct("ada", "ben"), "hello");
    await api.jobs.run();
    await expect(preview()).resolves.toEqual({
      nextAt: inMinutes(10),
      reason: "waiting",
    });
  });

  test("NTF-16: an ADMIN learns for each message whether its reader was notified, and why not", async () => {
    const chat = await direct("ada", "ben");
    const first = await say("ada", chat, "hello");
    const explain = (userId: string, seq: number) =>
      api.as("root").notifications.explain({ userId, conversationId: chat, seq });
    await expect(explain("ben", first)).resolves.toMatchObject({ reason: "not_looked_at" });
    await expect(explain("ada", first)).resolves.toMatchObject({ reason: "own_message" });
    await api.jobs.run();
    await expect(explain("ben", first)).resolves.toMatchObject({
      reason: "waiting",
      at: inMinutes(10),
    });
    await after(10 * MINUTE);
    await expect(explain("ben", first)).resolves.toMatchObject({
      reason: "notified",
      at: inMinutes(0),
      notification: { state: "sent" },
    });
    const second = await say("ada", chat, "again");
    await api.jobs.run();
    await expect(explain("ben", second)).resolves.toMatchObject({ reason: "backoff" });
    await expect(
      api.as("ada").notifications.explain({ userId: "ben", conversationId: chat, seq: 1 }),
    ).rejects.toThrow("may not");
  });

  test("NTF-17: the host platform reads notifications of all users in their order, and misses none by its cursor", async () => {
    for (const to of ["ben", "cem"]) await say("ada", await direct("ada", to), "hello");
    await api.jobs.run();
    await after(10 * MINUTE);
    const { list } = api.service.notifications;
    const first = await list({ after: "0", limit: 1 });
    const second = await list({ after: first.cursor });
    const ids = [...first.notifications, ...second.notifications].map(({ userId }) => userId);
    expect(ids.toSorted()).toEqual(["ben", "cem"]);
    await expect(list({ after: second.cursor })).resolves.toEqual({
      notifications: [],
      cursor: second.cursor,
    });
    const own = await api.as("ben").notifications.list();
    expect(own.notifications.map(({ userId }) => userId)).toEqual(["ben"]);
  });
});
