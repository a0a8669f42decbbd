import { blocks, contacts, groups, users } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({
  people: {
    ada: "MENTOR",
    abe: "MENTOR",
    ben: "MENTEE",
    cleo: "MENTEE",
    dan: "MENTEE",
    root: "ADMIN",
  },
  groups: [
    { id: "north", mentor: "ada", mentees: ["ben", "cleo"] },
    { id: "south", mentor: "abe", mentees: ["dan"] },
  ],
});

const kindsOf = async (userId: string) => {
  const { contacts: list } = await api.as(userId).contacts.list({});
  return Object.fromEntries(list.map(({ person, kind }) => [person.id, kind]));
};

test("CON-1: a group creates contacts for all its members", async () => {
  expect(await kindsOf("ada")).toEqual({ ben: "mentees", cleo: "mentees", root: "admins" });
  expect(await kindsOf("ben")).toEqual({ ada: "mentors", cleo: "peers", root: "admins" });
  expect(await kindsOf("dan")).toEqual({ abe: "mentors", root: "admins" });
});

test("CON-2: an ADMIN has every user, by role", async () => {
  expect(await kindsOf("root")).toEqual({
    ada: "mentors",
    abe: "mentors",
    ben: "mentees",
    cleo: "mentees",
    dan: "mentees",
  });
});

test("CON-3: a custom contact belongs to its owner, and is marked as such", async () => {
  await api.platform.db.insert(contacts).values({ ownerId: "ben", contactId: "abe" });
  const { contacts: list } = await api.as("ben").contacts.list({ kind: "custom" });
  expect(list).toMatchObject([
    { person: { id: "abe" }, kind: "custom", reasons: [{ type: "custom" }] },
  ]);
  expect(await kindsOf("abe")).not.toHaveProperty("ben");
});

test("CON-4: a contact has every reason, and the groups that they come from", async () => {
  await api.addGroup({ id: "chess", mentor: "abe", mentees: ["ben", "ada"] });
  const { contacts: list } = await api.as("ben").contacts.list({});
  expect(list.find(({ person }) => person.id === "ada")).toMatchObject({
    kind: "mentors",
    reasons: [
      { type: "group", groupId: "chess", groupName: "Chess" },
      { type: "group", groupId: "north", groupName: "North" },
    ],
  });
});

test("CON-5: an archived group, a deactivated user and a blocked one yield no contact", async () => {
  await api.platform.db.insert(blocks).values({ blockerId: "ben", blockedId: "cleo" });
  await api.platform.db.update(users).set({ status: "deactivated" }).where(eq(users.id, "root"));
  expect(await kindsOf("ben")).toEqual({ ada: "mentors" });
  await api.platform.db.update(groups).set({ state: "archived" }).where(eq(groups.id, "north"));
  expect(await kindsOf("ben")).toEqual({});
});
