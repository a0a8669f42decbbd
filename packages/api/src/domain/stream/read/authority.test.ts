import type { StreamEvent } from "@parley/contract/events";
import { participants, users } from "@parley/db/schema";
import { and, eq } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { type Follower, newId, nextOf, type Numbered, reasonOf } from "../../../testing/index.ts";
import { useTestApi } from "../../../testing/vitest.ts";

const api = useTestApi({ people: { root: "ADMIN", ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE" } });
let group: string;

beforeEach(async () => {
  group = await api.addGroup({ id: "north", mentor: "ada", mentees: ["ben", "cleo"] });
});

const say = (from: string, body: string, conversationId = group) =>
  api.as(from).messages.send({ conversationId, id: newId(), body });
const upsert = (id: string, role: "ADMIN" | "MENTEE") =>
  api.as("root").users.upsert({ id, email: `${id}@example.org`, name: id, role });

/** The events up to the given message, which is not included. */
async function untilBody(follower: Follower<Numbered>, body: string): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for (;;) {
    const { event } = await follower.next();
    if (event.type === "message.created" && event.message.body === body) return events;
    events.push(event);
  }
}

const placesIn = (events: readonly StreamEvent[], conversationId: string) =>
  events.flatMap((event) =>
    event.type === "message.created" && event.message.conversationId === conversationId
      ? [event.message.seq]
      : [],
  );

test("EVT-15: a user who is removed while others write gets nothing later, live or from the log", async () => {
  const { id: direct } = await api.as("ben").conversations.open({ userId: "ada" });
  await using ben = await api.follow("ben", 0);
  const flood = (from: string) => Array.from({ length: 30 }, (_, at) => say(from, `${from} ${at}`));
  await Promise.all([
    ...flood("ada"),
    api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["ben"] }),
    ...flood("cleo"),
  ]);
  await say("ada", "later");
  await say("ada", "the end", direct);
  const [row] = await api.platform.db
    .select({ leftSeq: participants.leftSeq })
    .from(participants)
    .where(and(eq(participants.conversationId, group), eq(participants.userId, "ben")));
  const left = row?.leftSeq ?? -1;
  expect(left).toBeGreaterThanOrEqual(0);
  const seen = Array.from({ length: left }, (_, at) => at + 1);
  expect(placesIn(await untilBody(ben, "the end"), group)).toEqual(seen);
  await using again = await api.follow("ben", 0);
  expect(placesIn(await untilBody(again, "the end"), group)).toEqual(seen);
});

test("EVT-15: an open stream shows what its user's current role shows", async () => {
  await using ben = await api.follow("ben");
  const make = (id: string) =>
    api.as("root").groups.create({ id, name: id, mentorId: "ada", menteeIds: ["cleo"] });
  const nextGroup = async (id: string) => {
    for (;;) {
      const event = await nextOf(ben, "group.updated");
      if (event.groupId === id) return event.group?.id ?? null;
    }
  };
  await upsert("ben", "ADMIN");
  await nextOf(ben, "resync");
  await make("east");
  expect(await nextGroup("east")).toBe("east");
  // Both get the event; the log is read by a user who is no longer an ADMIN.
  await make("west");
  await upsert("ben", "MENTEE");
  await say("ada", "the end");
  const rest = await untilBody(ben, "the end");
  const shown = rest.filter((event) => event.type === "resync" || event.type === "group.updated");
  const after = shown.slice(shown.findIndex(({ type }) => type === "resync"));
  expect(after.filter((event) => event.type === "group.updated" && event.group !== null)).toEqual(
    [],
  );
});

/** Whether a stream yields nothing, once a parallel one has yielded two more events. */
async function isSilent(follower: Follower<Numbered>): Promise<boolean> {
  await using ada = await api.follow("ada");
  const next = follower.next().then(
    () => "an event",
    () => "an end",
  );
  for (const body of ["one", "two"]) {
    await say("cleo", body);
    await nextOf(ada, "message.created");
  }
  // Everything that the stream does without input is done: the database answers in order.
  await api.platform.db.select().from(users);
  return (await Promise.race([next, Promise.resolve("nothing")])) === "nothing";
}

test("EVT-15: an open stream yields nothing after the deactivation of its user", async () => {
  await using ben = await api.follow("ben");
  await using cleo = await api.follow("cleo");
  await api.as("root").users.deactivate({ userId: "ben" });
  expect(await isSilent(ben)).toBe(true);
  expect(await isSilent(cleo)).toBe(false);
  expect(await reasonOf(api.as("ben").users.me())).toBe("not_signed_in");
});

test("EVT-15: an open stream yields nothing once its token is revoked, and a new one finds everything", async () => {
  const { cursor } = await api.as("ben").users.me();
  await using old = await api.follow("ben");
  api.clock.advance(1_000);
  const tokensValidAfter = api.clock.now();
  await api.platform.db.update(users).set({ tokensValidAfter }).where(eq(users.id, "ben"));
  api.platform.bus.authority("ben");
  expect(await isSilent(old)).toBe(true);
  await using fresh = await api.follow("ben", Number(cursor));
  expect((await nextOf(fresh, "message.created")).message.body).toBe("one");
});

test("EVT-15: signals stop as well", async () => {
  await using ben = await api.followSignals("ben");
  const typing = (userId: string) =>
    ({ type: "typing", conversationId: group, userId, typing: true }) as const;
  const heard = async () => {
    for (;;) {
      const signal = await ben.next();
      if (signal.type === "typing") return signal.userId;
    }
  };
  api.platform.bus.signal({ userIds: ["ben"], signal: typing("ada") });
  expect(await heard()).toBe("ada");
  await api.platform.db.update(users).set({ status: "deactivated" }).where(eq(users.id, "ben"));
  api.platform.bus.authority("ben");
  api.platform.bus.signal({ userIds: ["ben"], signal: typing("cleo") });
  // Accounts are read in rounds: after two rounds, the one that decided about the signal has completed.
  for (const _round of [1, 2]) {
    expect(await reasonOf(api.as("ben").users.me())).toBe("not_signed_in");
  }
  await api.platform.db.update(users).set({ status: "active" }).where(eq(users.id, "ben"));
  api.platform.bus.authority("ben");
  api.platform.bus.signal({ userIds: ["ben"], signal: typing("dan") });
  expect(await heard()).toBe("dan");
});

test("USR-2: a user who started to share presence after connecting is seen to go offline", async () => {
  await api.platform.db.update(users).set({ sharesPresence: false }).where(eq(users.id, "ben"));
  await using ada = await api.followSignals("ada");
  const ben = await api.followSignals("ben");
  const next = async () => {
    for (;;) {
      const signal = await ada.next();
      if (signal.type === "presence") return signal.presence;
    }
  };
  await api.as("ben").users.updateMe({ sharesPresence: true });
  expect(await next()).toMatchObject({ userId: "ben", state: "online" });
  await ben.stop();
  expect(await next()).toMatchObject({ userId: "ben", state: "offline" });
});

test("EVT-9: a subscription that ends while its account is checked releases everything", async () => {
  const ben = await api.follow("ben");
  const { accounts } = api.platform;
  const { load } = accounts;
  let ended: Promise<void> | undefined;
  const spy = vi.spyOn(accounts, "load").mockImplementation((userId) => {
    if (userId === "ben") ended ??= ben.stop();
    return load(userId);
  });
  await api.service.users.deactivate({ userId: "ben" });
  await say("ada", "to wake the stream");
  await vi.waitFor(() => expect(ended).toBeDefined());
  await ended;
  spy.mockRestore();
});
