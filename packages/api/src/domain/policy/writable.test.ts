import type { Writable } from "@parley/contract/conversations";
import { beforeEach, expect, test } from "vitest";
import { createTestApi, newId, nextOf, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({
  policy: { mentorsReach: "own-groups" },
  people: { root: "ADMIN", ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE" },
});
let direct: string;
let group: string;

beforeEach(async () => {
  group = await api.addGroup({ id: "north", mentor: "ada", mentees: ["ben", "cleo"] });
  direct = (await api.as("ben").conversations.open({ userId: "cleo" })).id;
  for (const from of ["ben", "cleo"]) await send(from, direct);
  // Each following change happens at a different time.
  api.clock.advance(60_000);
});

const send = (from: string, conversationId: string) =>
  api.as(from).messages.send({ conversationId, id: newId(), body: "hello" });
const writable = async (viewer: string, conversationId: string): Promise<Writable> =>
  (await api.as(viewer).conversations.get({ conversationId })).writable;
const now = () => api.clock.now().toISOString();

interface Case {
  readonly title: string;
  readonly reason: "left" | "archived" | "blocked" | "unconnected" | "unavailable";
  readonly where: () => string;
  readonly refusal: "conversation_readonly" | "contact_unavailable";
  readonly isDated: boolean;
  readonly begin: () => Promise<unknown>;
  readonly end: () => Promise<unknown>;
}

const root = () => api.as("root");
const cases: readonly Case[] = [
  {
    title: "who was taken out of a group",
    reason: "left",
    where: () => group,
    refusal: "conversation_readonly",
    isDated: true,
    begin: () => root().groups.removeMembers({ groupId: "north", menteeIds: ["ben"] }),
    end: () => root().groups.addMembers({ groupId: "north", menteeIds: ["ben"] }),
  },
  {
    title: "an archived group",
    reason: "archived",
    where: () => group,
    refusal: "conversation_readonly",
    isDated: true,
    begin: () => root().groups.archive({ groupId: "north" }),
    end: () => root().groups.update({ groupId: "north", state: "active" }),
  },
  {
    title: "one's own block",
    reason: "blocked",
    where: () => direct,
    refusal: "contact_unavailable",
    isDated: true,
    begin: () => api.as("ben").contacts.block({ userId: "cleo" }),
    end: () => api.as("ben").contacts.unblock({ userId: "cleo" }),
  },
  {
    title: "two whom nothing connects any more",
    reason: "unconnected",
    where: () => direct,
    refusal: "conversation_readonly",
    isDated: false,
    begin: () => root().groups.removeMembers({ groupId: "north", menteeIds: ["cleo"] }),
    end: () => root().groups.addMembers({ groupId: "north", menteeIds: ["cleo"] }),
  },
  {
    title: "a closed account",
    reason: "unavailable",
    where: () => direct,
    refusal: "contact_unavailable",
    isDated: false,
    begin: () => root().users.deactivate({ userId: "cleo" }),
    end: () =>
      root().users.upsert({
        ...{ id: "cleo", name: "Cleo", email: "cleo@example.org", role: "MENTEE" },
      }),
  },
];

test.each(cases)(
  "WRI-1, WRI-2: a conversation states why it is read-only, since when, and its reader is notified at once: $title",
  async ({ reason, where, refusal, isDated, begin, end }) => {
    await using ben = await api.follow("ben");
    await begin();
    const since = isDated ? now() : null;
    let told = await nextOf(ben, "conversation.updated");
    while (told.conversation.id !== where()) told = await nextOf(ben, "conversation.updated");
    expect(told.conversation.writable).toEqual({ ok: false, reason, since });
    api.clock.advance(60_000);
    expect(await writable("ben", where())).toEqual({ ok: false, reason, since });
    const { conversations } = await api.as("ben").conversations.list({});
    expect(conversations.find(({ id }) => id === where())?.writable).toMatchObject({ reason });
    expect(await reasonOf(send("ben", where()))).toBe(refusal);
    await end();
    expect(await writable("ben", where())).toEqual({ ok: true });
    await send("ben", where());
  },
);

test("POL-7, WRI-1: a block by the other user is not shown before an attempt, and an account that closes across it looks like any closed account", async () => {
  const { cursor } = await api.as("cleo").users.me();
  await api.as("ben").contacts.block({ userId: "cleo" });
  expect(await writable("cleo", direct)).toEqual({ ok: true });
  expect((await api.as("cleo").users.me()).cursor).toBe(cursor);
  expect(await reasonOf(send("cleo", direct))).toBe("contact_unavailable");
  await root().users.deactivate({ userId: "ben" });
  const told = { ok: false, reason: "unavailable", since: null };
  expect(await writable("cleo", direct)).toEqual(told);
});

test("POL-7, WRI-1: with immediate notice, a block by the other user looks like a closed account", async () => {
  await using strict = await createTestApi({ policy: { blockNotice: "immediate" } });
  await strict.addPeople({ root: "ADMIN", ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE" });
  await strict.addGroup({ id: "north", mentor: "ada", mentees: ["ben", "cleo"] });
  const { id: conversationId } = await strict.as("ben").conversations.open({ userId: "cleo" });
  const told = async () => {
    return (await strict.as("ben").conversations.get({ conversationId })).writable;
  };
  await strict.as("root").users.deactivate({ userId: "cleo" });
  const closed = await told();
  await strict.as("root").users.upsert({
    ...{ id: "cleo", name: "Cleo", email: "cleo@example.org", role: "MENTEE" },
  });
  await strict.as("cleo").contacts.block({ userId: "ben" });
  expect(await told()).toEqual(closed);
  expect(closed).toEqual({ ok: false, reason: "unavailable", since: null });
});
