import type { Signal } from "@parley/contract/events";
import { users } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { type Follower, newId } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({
  people: {
    root: "ADMIN",
    ada: "MENTOR",
    ben: "MENTEE",
    cleo: "MENTEE",
    dan: "MENTEE",
    eve: "MENTEE",
  },
  groups: [{ id: "north", mentor: "ada", mentees: ["ben", "cleo"] }],
});

/** A user who is online, and what they received since the last check: `+ben` came online, `-ben` went offline. */
async function lookOut(userId: string) {
  const signals = await api.followSignals(userId);
  const seen = async () => {
    const mark = { type: "typing", conversationId: newId(), userId: "mark", typing: true } as const;
    api.platform.bus.signal({ userIds: [userId], signal: mark });
    const shown: string[] = [];
    for (;;) {
      const signal = await nextOf(signals);
      if (signal === undefined) return shown.toSorted();
      shown.push(signal);
    }
  };
  return { seen, [Symbol.asyncDispose]: () => signals.stop() };
}

async function nextOf(signals: Follower<Signal>) {
  const signal = await signals.next();
  if (signal.type === "typing") return undefined;
  const { userId, state } = signal.presence;
  return `${state === "online" ? "+" : "-"}${userId}`;
}

/** Ada, Ben and Cleo of one group, and Dan, who is online and has received the initial presence. */
async function everybody() {
  const people = {
    ada: await lookOut("ada"),
    ben: await lookOut("ben"),
    cleo: await lookOut("cleo"),
    dan: await lookOut("dan"),
  };
  const seen = async () => ({
    ada: await people.ada.seen(),
    ben: await people.ben.seen(),
    cleo: await people.cleo.seen(),
    dan: await people.dan.seen(),
  });
  await seen();
  return {
    seen,
    async [Symbol.asyncDispose]() {
      for (const person of Object.values(people)) await person[Symbol.asyncDispose]();
    },
  };
}

const groups = () => api.as("root").groups;
const nobody = { ada: [], ben: [], cleo: [], dan: [] };

test("SIG-8: a user who leaves a group and its members see each other go offline at once, and online when they return", async () => {
  await using people = await everybody();
  await groups().removeMembers({ groupId: "north", menteeIds: ["ben"] });
  expect(await people.seen()).toEqual({
    ...nobody,
    ada: ["-ben"],
    ben: ["-ada", "-cleo"],
    cleo: ["-ben"],
  });
  await groups().addMembers({ groupId: "north", menteeIds: ["ben", "dan"] });
  expect(await people.seen()).toEqual({
    ada: ["+ben", "+dan"],
    ben: ["+ada", "+cleo", "+dan"],
    cleo: ["+ben", "+dan"],
    dan: ["+ada", "+ben", "+cleo"],
  });
});

test("SIG-8: an archived group hides its members from each other, and a new group shows them", async () => {
  await using people = await everybody();
  await groups().archive({ groupId: "north" });
  const gone = await people.seen();
  expect(gone).toEqual({
    ada: ["-ben", "-cleo"],
    ben: ["-ada", "-cleo"],
    cleo: ["-ada", "-ben"],
    dan: [],
  });
  await groups().create({ id: "south", name: "South", mentorId: "ada", menteeIds: ["dan"] });
  expect(await people.seen()).toEqual({ ...nobody, ada: ["+dan"], dan: ["+ada"] });
});

test("SIG-8: two members of another common group continue to see each other", async () => {
  await api.addGroup({ id: "south", mentor: "ada", mentees: ["ben"] });
  await using people = await everybody();
  await groups().removeMembers({ groupId: "north", menteeIds: ["ben"] });
  expect(await people.seen()).toEqual({ ...nobody, ben: ["-cleo"], cleo: ["-ben"] });
});

test("SIG-8: a custom contact shows presence once both have added each other, until either removes it", async () => {
  await using people = await everybody();
  await api.as("dan").contacts.add({ email: "ben@example.org" });
  expect(await people.seen()).toEqual(nobody);
  await api.as("ben").contacts.add({ email: "dan@example.org" });
  expect(await people.seen()).toEqual({ ...nobody, ben: ["+dan"], dan: ["+ben"] });
  await api.as("dan").contacts.remove({ userId: "ben" });
  expect(await people.seen()).toEqual({ ...nobody, ben: ["-dan"], dan: ["-ben"] });
});

test("SIG-8: a user who becomes an ADMIN is seen by all, and no longer when that ends", async () => {
  const upsert = (role: "ADMIN" | "MENTEE") =>
    api.as("root").users.upsert({ id: "dan", email: "dan@example.org", name: "Dan", role });
  await using people = await everybody();
  await upsert("ADMIN");
  expect(await people.seen()).toEqual({
    ada: ["+dan"],
    ben: ["+dan"],
    cleo: ["+dan"],
    dan: ["+ada", "+ben", "+cleo"],
  });
  await upsert("MENTEE");
  expect(await people.seen()).toEqual({
    ada: ["-dan"],
    ben: ["-dan"],
    cleo: ["-dan"],
    dan: ["-ada", "-ben", "-cleo"],
  });
});

test("SIG-8: a deactivated user goes offline at once", async () => {
  await using ada = await lookOut("ada");
  await using dan = await lookOut("dan");
  await using _ben = await lookOut("ben");
  await ada.seen();
  await api.as("root").users.deactivate({ userId: "ben" });
  expect(await ada.seen()).toContain("-ben");
  expect(await dan.seen()).not.toContain("-ben");
});

test("BLK-7: a block that changes nothing, or with one of the two offline, shows nothing to anyone", async () => {
  await using people = await everybody();
  await api.as("ben").contacts.block({ userId: "cleo" });
  expect(await people.seen()).toEqual({ ...nobody, ben: ["-cleo"], cleo: ["-ben"] });
  await api.as("ben").contacts.block({ userId: "cleo" });
  await api.as("cleo").contacts.block({ userId: "ben" });
  await api.as("cleo").contacts.unblock({ userId: "ben" });
  expect(await people.seen()).toEqual(nobody);
  // Eve is not connected: a block by her has no visible effect.
  await groups().addMembers({ groupId: "north", menteeIds: ["eve"] });
  expect(await people.seen()).toEqual({ ...nobody });
  await api.as("eve").contacts.block({ userId: "ada" });
  expect((await people.seen()).ada).toEqual([]);
});

test("SIG-8: if presence is not shared, a gained or lost contact shows none", async () => {
  await api.platform.db.update(users).set({ sharesPresence: false }).where(eq(users.id, "dan"));
  await using people = await everybody();
  await groups().addMembers({ groupId: "north", menteeIds: ["dan"] });
  await groups().removeMembers({ groupId: "north", menteeIds: ["dan"] });
  expect(await people.seen()).toEqual(nobody);
});

test("USR-2: a user who stops sharing presence disappears for the others, and they for them", async () => {
  await using people = await everybody();
  await api.as("ben").users.updateMe({ sharesPresence: false });
  expect(await people.seen()).toEqual({
    ...nobody,
    ada: ["-ben"],
    ben: ["-ada", "-cleo"],
    cleo: ["-ben"],
  });
  await api.as("ben").users.updateMe({ sharesPresence: true });
  expect(await people.seen()).toEqual({
    ...nobody,
    ada: ["+ben"],
    ben: ["+ada", "+cleo"],
    cleo: ["+ben"],
  });
});
