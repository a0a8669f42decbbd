import { expect, test, vi } from "vitest";
import { nextOf, reasonOf } from "../../testing/index.ts";
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

const add = (from: string, email: string) => api.as(from).contacts.add({ email });
const explain = (from: string, userId: string) => api.as(from).contacts.explain({ userId });
const idsOf = async (userId: string) =>
  (await api.as(userId).contacts.list({})).contacts.map(({ person }) => person.id);

test("CON-6: adding by e-mail creates the contact, in any case of the address, and notifies the other devices", async () => {
  await using dan = await api.follow("dan");
  const contact = await add("dan", "EVE@Example.ORG");
  expect(contact).toMatchObject({
    person: { id: "eve" },
    kind: "custom",
    reasons: [{ type: "custom" }],
  });
  expect(await nextOf(dan, "contact.added")).toEqual({
    type: "contact.added",
    contacts: [contact],
  });
  expect((await api.as("dan").conversations.open({ userId: "eve" })).state).toBe("open");
});

test("CON-6: adding is idempotent, and notifies no one", async () => {
  const first = await add("dan", "eve@example.org");
  const { cursor } = await api.as("dan").users.me();
  expect(await add("dan", "eve@example.org")).toEqual(first);
  expect((await api.as("dan").users.me()).cursor).toBe(cursor);
});

test("CON-7: an unknown address, a deactivated user and one who blocks the caller are the same not_found", async () => {
  await api.as("cleo").contacts.block({ userId: "ben" });
  await api.as("root").users.deactivate({ userId: "eve" });
  for (const email of ["nobody@example.org", "eve@example.org", "cleo@example.org"]) {
    expect(await reasonOf(add("ben", email))).toBe("not_found");
  }
  expect(await reasonOf(add("ben", "not an address"))).toBe("invalid_input");
});

test("CON-9: an unknown address, a closed account and a user who blocks the caller need the same statements, so that timing does not distinguish them", async () => {
  await api.as("cleo").contacts.block({ userId: "ben" });
  await api.as("root").users.deactivate({ userId: "eve" });
  const { $client: pool } = api.platform.db;
  const statements = async (email: string) => {
    const query = vi.spyOn(pool, "query");
    const connect = vi.spyOn(pool, "connect");
    expect(await reasonOf(add("ben", email))).toBe("not_found");
    const said = query.mock.calls.map(([statement]: readonly unknown[]) =>
      typeof statement === "string" ? statement : Object(statement).text,
    );
    const transactions = connect.mock.calls.length;
    query.mockRestore();
    connect.mockRestore();
    return { said, transactions };
  };
  const nobody = await statements("nobody@example.org");
  expect(nobody.said.filter((text) => String(text).includes("asked (email)"))).toHaveLength(1);
  expect(await statements("cleo@example.org"), "who blocks the caller").toEqual(nobody);
  expect(await statements("eve@example.org"), "a closed account").toEqual(nobody);
});

test("CON-7: users cannot add themselves, nor a user whom they block", async () => {
  expect(await reasonOf(add("ben", "ben@example.org"))).toBe("invalid_input");
  await api.as("ben").contacts.block({ userId: "cleo" });
  expect(await reasonOf(add("ben", "cleo@example.org"))).toBe("contact_unavailable");
  await api.as("ben").contacts.unblock({ userId: "cleo" });
  expect((await api.as("ben").contacts.list({ kind: "custom" })).contacts).toEqual([]);
});

test("CON-8: removing reverts what was added by hand, and a contact for another reason stays", async () => {
  await add("ben", "cleo@example.org");
  await add("ben", "dan@example.org");
  await using ben = await api.follow("ben");
  await api.as("ben").contacts.remove({ userId: "cleo" });
  expect(await nextOf(ben, "contact.added")).toMatchObject({
    contacts: [{ person: { id: "cleo" }, kind: "peers" }],
  });
  await api.as("ben").contacts.remove({ userId: "dan" });
  expect(await nextOf(ben, "contact.removed")).toEqual({
    type: "contact.removed",
    userIds: ["dan"],
  });
  await api.as("ben").contacts.remove({ userId: "dan" });
  await api.as("ben").contacts.remove({ userId: "nobody" });
  expect(await idsOf("ben")).toEqual(["ada", "cleo", "root"]);
});

test("CON-8: without a contact on either side the direct conversation turns read-only, and opens again with one", async () => {
  await add("dan", "eve@example.org");
  const { id: conversationId } = await api.as("dan").conversations.open({ userId: "eve" });
  const stateOf = async () => (await api.as("dan").conversations.get({ conversationId })).state;
  await api.as("dan").contacts.remove({ userId: "eve" });
  expect(await stateOf()).toBe("readonly");
  await add("eve", "dan@example.org");
  expect(await stateOf()).toBe("open");
});

const talking = { open: true, send: true, typing: true, mention: true };
const silent = { open: false, send: false, typing: false, mention: false };

test.each([
  ["root", "eve", "admin-reaches-everybody", true],
  ["eve", "root", "everybody-reaches-admins", true],
  ["ben", "cleo", "same-group", true],
  ["ada", "dan", "mentor-reaches-every-mentee", true],
  ["dan", "ada", "you-are-reached", true],
] as const)("POL-6: the rule for %s to %s is %s", async (from, to, rule, canWrite) => {
  expect(await explain(from, to)).toMatchObject({ rule, canWrite });
});

test("POL-6: the rule for a custom contact, for the one who added and for the one who was added", async () => {
  await add("dan", "eve@example.org");
  expect(await explain("dan", "eve")).toEqual({
    canWrite: true,
    rule: "added-by-hand",
    may: { ...talking, search: true, presence: false },
    reasons: [{ type: "custom" }],
  });
  expect(await explain("eve", "dan")).toEqual({
    canWrite: true,
    rule: "you-are-reached",
    may: { ...talking, search: false, presence: false },
    reasons: [],
  });
});

test("POL-6: users who share only a conversation are strangers who know each other", async () => {
  await add("dan", "eve@example.org");
  await api.as("dan").conversations.open({ userId: "eve" });
  await api.as("dan").contacts.remove({ userId: "eve" });
  expect(await explain("eve", "dan")).toEqual({
    canWrite: false,
    rule: "strangers",
    may: { ...silent, open: true, search: false, presence: false },
    reasons: [],
  });
});

test("POL-7: the caller's own block is named; a block by the other user looks like a closed account", async () => {
  await api.as("ben").contacts.block({ userId: "cleo" });
  expect(await explain("ben", "cleo")).toMatchObject({ canWrite: false, rule: "you-blocked" });
  const blocked = await explain("cleo", "ben");
  await api.as("root").users.deactivate({ userId: "ben" });
  expect(await explain("cleo", "ben")).toEqual(blocked);
  expect(blocked).toEqual({
    canWrite: false,
    rule: "unavailable",
    may: { ...silent, search: false, presence: false },
    reasons: [],
  });
});

test("POL-3: explaining, blocking and opening reveal nothing to a stranger, not even a deactivation", async () => {
  await api.as("root").users.deactivate({ userId: "eve" });
  for (const userId of ["ben", "eve", "nobody"]) {
    expect(await reasonOf(explain("dan", userId))).toBe("not_found");
    expect(await reasonOf(api.as("dan").contacts.block({ userId }))).toBe("not_found");
    expect(await reasonOf(api.as("dan").conversations.open({ userId }))).toBe("not_found");
  }
  expect(await reasonOf(explain("dan", "dan"))).toBe("invalid_input");
});

test("POL-8: a conversation with a deactivated user does not begin, and an existing one is read-only", async () => {
  const { id: conversationId } = await api.as("ben").conversations.open({ userId: "ada" });
  await api.as("root").users.deactivate({ userId: "ada" });
  expect(await reasonOf(api.as("cleo").conversations.open({ userId: "ada" }))).toBe(
    "contact_unavailable",
  );
  expect((await api.as("ben").conversations.open({ userId: "ada" })).id).toBe(conversationId);
});
