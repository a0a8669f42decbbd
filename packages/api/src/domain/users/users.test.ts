import { users } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { createTestApi, newId, nextOf, reasonOf, type TestApi } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";
import { loadActor } from "./load-actor.ts";

const api = useTestApi({
  people: { root: "ADMIN", ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE", dan: "MENTEE" },
  groups: [{ id: "north", mentor: "ada", mentees: ["ben", "cleo"] }],
});
let direct: string;

beforeEach(async () => {
  direct = (await api.as("ben").conversations.open({ userId: "ada" })).id;
});

const cleo = { id: "cleo", email: "cleo@example.org", name: "Cleo", role: "MENTEE" } as const;
const upsert = (more: Partial<Parameters<ReturnType<TestApi["as"]>["users"]["upsert"]>[0]> = {}) =>
  api.as("root").users.upsert({ ...cleo, ...more });
const deactivate = (userId: string) => api.as("root").users.deactivate({ userId });
const namesOf = async (from: string, text: string) =>
  (await api.as(from).users.search({ text })).people.map(({ name }) => name);
const contactsOf = async (userId: string) =>
  (await api.as(userId).contacts.list({})).contacts.map(({ person }) => person.id);

test("USR-1: a user changes their name, and all who see them are notified", async () => {
  await using ben = await api.follow("ben");
  await using ada = await api.follow("ada");
  const { cursor: before } = await api.as("dan").users.me();
  const me = await api.as("ada").users.updateMe({ name: " Ada Lovelace " });
  const person = { id: "ada", name: "Ada Lovelace", avatarUrl: null, role: "MENTOR" };
  expect(me).toMatchObject(person);
  expect(await nextOf(ben, "user.updated")).toEqual({ type: "user.updated", person, me: null });
  const { cursor: _cursor, ...self } = me;
  expect(await nextOf(ada, "user.updated")).toEqual({ type: "user.updated", person, me: self });
  expect((await api.as("dan").users.me()).cursor).toBe(before);
});

test.each([
  { name: " " },
  { avatarUrl: "https://example.org/ada.png" },
  { role: "ADMIN" },
  { email: "x@example.org" },
])("USR-1: %o is refused", async (change) => {
  // Inputs that the types do not allow, as an untyped client sends them.
  const call = api.as("ada").users.updateMe(change as object);
  expect(await reasonOf(call)).toBe("invalid_input");
});

test("USR-2: a user who stops sharing read marks shows none and sees none, at once and on both sides", async () => {
  await api.as("ben").messages.send({ conversationId: direct, id: newId(), body: "one" });
  await using ben = await api.follow("ben");
  await api.as("ada").users.updateMe({ sharesReceipts: false });
  const marks = (await nextOf(ben, "conversation.updated")).conversation.members.map(
    ({ readSeq }) => readSeq,
  );
  expect(marks).toContain(null);
  const seen = await api.as("ada").conversations.get({ conversationId: direct });
  expect(seen.members.map(({ person, readSeq }) => [person.id, readSeq])).toEqual([
    ["ada", 0],
    ["ben", null],
  ]);
});

test("USR-2: a user who stops sharing presence disappears for the others at once", async () => {
  await using ben = await api.followSignals("ben");
  await using _ada = await api.followSignals("ada");
  const states: string[] = [];
  const next = async () => {
    for (;;) {
      const signal = await ben.next();
      if (signal.type === "presence" && signal.presence.userId === "ada")
        return states.push(signal.presence.state);
    }
  };
  await next();
  await api.as("ada").users.updateMe({ sharesPresence: false });
  await next();
  await api.as("ada").users.updateMe({ sharesPresence: true });
  await next();
  expect(states).toEqual(["online", "offline", "online"]);
});

test("USR-3: users are found by part of their name, ignoring case and accents, and only those whom the caller reaches", async () => {
  await upsert({ id: "zoe", email: "zoe@example.org", name: "Zoë Müller_50%" });
  await api.as("root").groups.addMembers({ groupId: "north", menteeIds: ["zoe"] });
  for (const text of ["zoe", "ZOË", "muller", "_50%", "oe m"])
    expect(await namesOf("ben", text)).toEqual(["Zoë Müller_50%"]);
  expect(await namesOf("ben", "__")).toEqual([]);
  expect(await namesOf("ben", "be")).toEqual([]);
  expect(await namesOf("ben", "dan")).toEqual([]);
  expect(await namesOf("ada", "dan")).toEqual(["Dan"]);
  expect(await namesOf("dan", "roo")).toEqual(["Root"]);
});

test("USR-3: a reached user is found, however many strangers have the name", async () => {
  await using crowd = await createTestApi();
  const strangers = Array.from({ length: 1_100 }, (_, at) => [`kim${at}`, "MENTEE"] as const);
  await crowd.addPeople({
    ada: "MENTOR",
    ben: "MENTEE",
    kimzz: "MENTEE",
    ...Object.fromEntries(strangers),
  });
  await crowd.addGroup({ id: "north", mentor: "ada", mentees: ["ben", "kimzz"] });
  expect((await crowd.as("ben").users.search({ text: "kim" })).people.map(({ id }) => id)).toEqual([
    "kimzz",
  ]);
});

test("USR-4: the host creates a user, and every ADMIN has them as a contact at once", async () => {
  await using root = await api.follow("root");
  const person = await upsert({ id: "fay", email: "Fay@Example.org", name: "Fay", role: "MENTOR" });
  expect(person).toEqual({ id: "fay", name: "Fay", role: "MENTOR", avatarUrl: null });
  expect((await nextOf(root, "contact.added")).contacts).toMatchObject([
    { person, kind: "mentors" },
  ]);
  expect(await api.as("fay").users.me()).toMatchObject({
    email: "fay@example.org",
    cursor: expect.any(String),
  });
});

test("USR-4: an unchanged user notifies no one; a new name notifies all who see the user", async () => {
  const { cursor } = await api.as("ben").users.me();
  await upsert();
  expect((await api.as("ben").users.me()).cursor).toBe(cursor);
  await using ben = await api.follow("ben");
  await upsert({ name: "Cleopatra" });
  expect((await nextOf(ben, "user.updated")).person.name).toBe("Cleopatra");
});

test("USR-4: another user's address is already_exists, and nothing changes", async () => {
  expect(await reasonOf(upsert({ email: "BEN@example.org", name: "Other" }))).toBe(
    "already_exists",
  );
  expect(await reasonOf(upsert({ id: "new", email: "ben@example.org" }))).toBe("already_exists");
  expect(await namesOf("ben", "cleo")).toEqual(["Cleo"]);
});

test("USR-4: a new role changes contacts and visibility, and its user fetches everything again", async () => {
  await using person = await api.follow("cleo");
  await upsert({ role: "ADMIN" });
  expect(await nextOf(person, "resync")).toEqual({ type: "resync" });
  expect(await contactsOf("cleo")).toEqual(["ada", "ben", "dan", "root"]);
  expect((await api.as("cleo").groups.list()).groups).toHaveLength(1);
  expect(await contactsOf("dan")).toEqual(["cleo", "root"]);
});

test("USR-5: only an ADMIN upserts and deactivates; a nonexistent user is not_found", async () => {
  expect(await reasonOf(api.as("ada").users.upsert(cleo))).toBe("forbidden");
  expect(await reasonOf(api.as("ada").users.deactivate({ userId: "ben" }))).toBe("forbidden");
  expect(await reasonOf(deactivate("nobody"))).toBe("not_found");
});

test("USR-6: a deactivated user has no access at once: no call, no send, no contact, no hit, and history stays", async () => {
  await api.as("ben").messages.send({ conversationId: direct, id: newId(), body: "stays" });
  await using ada = await api.follow("ada");
  await deactivate("ben");
  expect(await nextOf(ada, "contact.removed")).toEqual({
    type: "contact.removed",
    userIds: ["ben"],
  });
  expect(await reasonOf(api.as("ben").users.me())).toBe("not_signed_in");
  const send = (from: string) =>
    api.as(from).messages.send({ conversationId: direct, id: newId(), body: "hello?" });
  expect(await reasonOf(send("ben"))).toBe("not_signed_in");
  expect(await reasonOf(send("ada"))).toBe("contact_unavailable");
  const { messages: verbs } = api.as("ada");
  expect(await reasonOf(verbs.react({ conversationId: direct, seq: 1, emoji: "👍" }))).toBe(
    "contact_unavailable",
  );
  expect(await namesOf("ada", "ben")).toEqual([]);
  expect((await verbs.list({ conversationId: direct })).messages).toHaveLength(1);
  expect((await verbs.search({ text: "stays" })).hits).toHaveLength(1);
});

test("USR-6: a returning user finds everything as it was, with a token from after the deactivation", async () => {
  await deactivate("cleo");
  const issuedAt = new Date(api.clock.now().getTime() - 1);
  await upsert();
  const session = { kind: "user" as const, userId: "cleo", issuedAt, expiresAt: issuedAt };
  await expect(loadActor({ ctx: api.platform, session })).rejects.toMatchObject({
    reason: "session_expired",
  });
  expect(await contactsOf("cleo")).toEqual(["ada", "ben", "root"]);
  expect(await contactsOf("ben")).toEqual(["ada", "cleo", "root"]);
});

test("USR-7: a user's first call by their token's claims makes them a contact of every ADMIN", async () => {
  await using root = await api.follow("root");
  const now = api.clock.now();
  const profile = { name: "Gus", email: "gus@example.org", role: "MENTEE" } as const;
  const session = { kind: "user" as const, userId: "gus", issuedAt: now, expiresAt: now, profile };
  expect(await loadActor({ ctx: api.platform, session })).toMatchObject({
    id: "gus",
    role: "MENTEE",
  });
  expect((await nextOf(root, "contact.added")).contacts).toMatchObject([
    { person: { id: "gus", name: "Gus" } },
  ]);
  await api.settled();
});

test("USR-7: claims with another user's address grant nothing", async () => {
  const now = api.clock.now();
  const profile = { name: "Thief", email: "ben@example.org", role: "ADMIN" } as const;
  const session = {
    kind: "user" as const,
    userId: "thief",
    issuedAt: now,
    expiresAt: now,
    profile,
  };
  await expect(loadActor({ ctx: api.platform, session })).rejects.toMatchObject({
    reason: "not_signed_in",
  });
  expect(await api.platform.db.$count(users, eq(users.id, "thief"))).toBe(0);
});

test("USR-10: users without an e-mail address are created, found and written to, any number of them", async () => {
  const root = api.as("root");
  const min = { id: "min", name: "Min", role: "MENTEE" } as const;
  await root.users.upsert(min);
  await root.users.upsert({ ...min, id: "mun", name: "Mun", email: null });
  expect((await root.users.list({ text: "min" })).accounts).toMatchObject([
    { id: "min", email: null },
  ]);
  expect(await api.as("min").users.me()).toMatchObject({ id: "min", email: null });
  // Another address, and none again.
  await root.users.upsert({ ...min, email: "Min@Example.org" });
  expect(await api.as("min").users.me()).toMatchObject({ email: "min@example.org" });
  const call = root.users.upsert({ ...min, id: "mun", email: "min@example.org" });
  expect(await reasonOf(call)).toBe("already_exists");
  await root.users.upsert(min);
  expect(await api.as("min").users.me(), "left out, it stays").toMatchObject({
    email: "min@example.org",
  });
  await root.users.upsert({ ...min, email: null });
  expect(await api.as("min").users.me()).toMatchObject({ email: null });
  await root.users.deactivate({ userId: "mun" });
  await root.users.upsert({ ...min, id: "mun", name: "Mun" });
  const { id } = await root.conversations.open({ userId: "mun" });
  expect((await api.as("mun").conversations.get({ conversationId: id })).state).toBe("open");
});

test.for(["", "null", "undefined", "min"])(
  "USR-10: a user without an address cannot be added by e-mail: %j",
  async (email) => {
    await api.as("root").users.upsert({ id: "min", name: "Min", role: "MENTEE" });
    expect(["invalid_input", "not_found"]).toContain(
      await reasonOf(api.as("ben").contacts.add({ email })),
    );
  },
);

test("USR-10: a token creates a user without an address", async () => {
  const now = api.clock.now();
  const profile = { name: "Gus", email: null, role: "MENTEE" } as const;
  const session = { kind: "user" as const, userId: "gus", issuedAt: now, expiresAt: now, profile };
  expect(await loadActor({ ctx: api.platform, session })).toMatchObject({ id: "gus" });
  const other = { ...session, userId: "gil" };
  expect(await loadActor({ ctx: api.platform, session: other })).toMatchObject({ id: "gil" });
  expect(await api.as("gus").users.me()).toMatchObject({ email: null });
});
