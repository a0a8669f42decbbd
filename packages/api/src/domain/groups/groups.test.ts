import type { Group } from "@parley/contract/groups";
import { limits } from "@parley/contract/limits";
import { groupMembers, groups, users } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { createTestApi, newId, nextOf, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({
  people: {
    root: "ADMIN",
    rita: "ADMIN",
    ada: "MENTOR",
    abe: "MENTOR",
    ben: "MENTEE",
    cleo: "MENTEE",
    dan: "MENTEE",
  },
});

const north = { id: "north", name: "North", mentorId: "ada", menteeIds: ["ben", "cleo"] };
const create = (more: Partial<typeof north> = {}) =>
  api.as("root").groups.create({ ...north, ...more });
const send = (from: string, conversationId: string, body: string) =>
  api.as(from).messages.send({ conversationId, id: newId(), body });
const contactsOf = async (userId: string) =>
  (await api.as(userId).contacts.list({})).contacts.map(({ person }) => person.id);
const bodiesOf = async (userId: string, conversationId: string) =>
  (await api.as(userId).messages.list({ conversationId })).messages.map(({ body }) => body);

test("GRP-1: creating a group returns the group, its members and its conversation", async () => {
  const endsAt = "2026-06-30T22:00:00.000Z";
  const group = await api.as("root").groups.create({ ...north, endsAt });
  expect(group).toMatchObject({ id: "north", name: "North", state: "active", endsAt });
  expect(group.mentor).toMatchObject({ id: "ada", role: "MENTOR" });
  expect(group.mentees.map(({ id }) => id)).toEqual(["ben", "cleo"]);
  expect(
    await api.as("ben").conversations.get({ conversationId: group.conversationId }),
  ).toMatchObject({
    with: { kind: "group", groupId: "north", name: "North" },
    state: "open",
  });
});

test("GRP-1: all users concerned get their contacts, the group and its conversation on the open stream", async () => {
  await using ada = await api.follow("ada");
  await using ben = await api.follow("ben");
  const group = await create();
  const kinds = async (follower: typeof ada) =>
    (await nextOf(follower, "contact.added")).contacts.map(({ person, kind }) => [person.id, kind]);
  expect(await kinds(ada)).toEqual([
    ["ben", "mentees"],
    ["cleo", "mentees"],
  ]);
  expect(await nextOf(ada, "group.updated")).toEqual({
    type: "group.updated",
    groupId: "north",
    group,
  });
  expect((await nextOf(ada, "conversation.opened")).conversation.id).toBe(group.conversationId);
  expect(await kinds(ben)).toEqual([
    ["ada", "mentors"],
    ["cleo", "peers"],
  ]);
  expect((await nextOf(ben, "conversation.opened")).conversation.members).toHaveLength(3);
});

test("GRP-2: creating the same group again returns it, whoever joined or left since, and notifies no one", async () => {
  const first = await create();
  await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["cleo"] });
  await api.as("root").users.deactivate({ userId: "cleo" });
  const { cursor } = await api.as("ben").users.me();
  const again = await create();
  expect(again.conversationId).toBe(first.conversationId);
  expect(again.mentees.map(({ id }) => id)).toEqual(["ben"]);
  expect((await api.as("ben").users.me()).cursor).toBe(cursor);
});

test("GRP-2: two concurrent creations create one group", async () => {
  const [one, other] = await Promise.all([create(), create()]);
  expect(one).toEqual(other);
  expect(await api.platform.db.$count(groupMembers)).toBe(3);
});

test.each([{ name: "South" }, { mentorId: "abe" }])(
  "GRP-2: an id that is taken, with %o, is already_exists",
  async (more) => {
    await create();
    expect(await reasonOf(create(more))).toBe("already_exists");
  },
);

test("GRP-3: only an ADMIN creates and changes groups, whether they exist or not", async () => {
  await create();
  for (const [from, groupId] of [
    ["ada", "north"],
    ["ben", "nowhere"],
  ] as const) {
    const own = api.as(from).groups;
    const calls = [
      own.create({ ...north, id: groupId }),
      own.update({ groupId, name: "Mine" }),
      own.addMembers({ groupId, menteeIds: ["dan"] }),
      own.removeMembers({ groupId, menteeIds: ["ben"] }),
      own.archive({ groupId }),
    ];
    expect(await Promise.all(calls.map(reasonOf))).toEqual(calls.map(() => "forbidden"));
  }
});

test.each([
  { why: "a mentee as mentor", more: { mentorId: "ben" } },
  { why: "a mentor who does not exist", more: { mentorId: "nobody" } },
  { why: "a mentor as mentee", more: { menteeIds: ["abe"] } },
  { why: "a mentee who does not exist", more: { menteeIds: ["ben", "nobody"] } },
])("GRP-4: $why is refused, and nothing is created", async ({ more }) => {
  expect(await reasonOf(create(more))).toBe("invalid_input");
  expect(await api.platform.db.$count(groups)).toBe(0);
});

test("GRP-4: a deactivated user cannot join", async () => {
  await api.as("root").users.deactivate({ userId: "ben" });
  expect(await reasonOf(create())).toBe("invalid_input");
});

test("GRP-4: an ADMIN may lead a group, and a user named twice is a member once", async () => {
  const group = await create({ mentorId: "rita", menteeIds: ["ben", "ben", "cleo"] });
  expect([group.mentor.id, ...group.mentees.map(({ id }) => id)]).toEqual(["rita", "ben", "cleo"]);
});

test("GRP-5: users see their own groups, an ADMIN every group; a foreign one and a nonexistent one are the same not_found", async () => {
  await create();
  const namesOf = async (userId: string) =>
    (await api.as(userId).groups.list()).groups.map(({ id }) => id);
  expect(await namesOf("ben")).toEqual(["north"]);
  expect(await namesOf("rita")).toEqual(["north"]);
  expect(await namesOf("dan")).toEqual([]);
  for (const groupId of ["north", "nowhere"]) {
    expect(await reasonOf(api.as("dan").groups.get({ groupId }))).toBe("not_found");
  }
  expect(await reasonOf(api.as("root").groups.update({ groupId: "nowhere", name: "X" }))).toBe(
    "not_found",
  );
});

test("GRP-5: every ADMIN gets events of every group, as they see it", async () => {
  await using rita = await api.follow("rita");
  const group = await create();
  expect(await nextOf(rita, "group.updated")).toEqual({
    type: "group.updated",
    groupId: "north",
    group,
  });
});

test("GRP-6: a new member sees what is sent from then on, and gets the group's contacts", async () => {
  const { conversationId } = await create();
  await send("ada", conversationId, "before");
  await using dan = await api.follow("dan");
  await api.as("root").groups.addMembers({ groupId: "north", menteeIds: ["dan", "ben"] });
  expect((await nextOf(dan, "contact.added")).contacts.map(({ person }) => person.id)).toEqual([
    "ada",
    "ben",
    "cleo",
  ]);
  expect((await nextOf(dan, "conversation.opened")).conversation).toMatchObject({
    unread: 0,
    lastMessage: null,
  });
  await send("ada", conversationId, "after");
  expect(await bodiesOf("dan", conversationId)).toEqual(["after"]);
  expect(await contactsOf("ben")).toContain("dan");
});

test("GRP-6: an existing member gets no event for being added again", async () => {
  await create();
  const { cursor } = await api.as("ben").users.me();
  await api.as("root").groups.addMembers({ groupId: "north", menteeIds: ["ben"] });
  expect((await api.as("ben").users.me()).cursor).toBe(cursor);
});

test("GRP-7: a former member keeps what they saw, read-only, and learns nothing later", async () => {
  const { conversationId } = await create();
  await send("ada", conversationId, "before");
  await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["ben"] });
  const { cursor } = await api.as("ben").users.me();
  const left = await api.as("ben").conversations.get({ conversationId });
  await send("ada", conversationId, "after");
  await api.as("cleo").messages.markRead({ conversationId, seq: 2 });
  await api.as("root").groups.addMembers({ groupId: "north", menteeIds: ["dan"] });
  expect((await api.as("ben").users.me()).cursor).toBe(cursor);
  expect(await api.as("ben").conversations.get({ conversationId })).toEqual(left);
  expect(left).toMatchObject({ state: "readonly", lastSeq: 1, unread: 1 });
  expect(left.members.map(({ person }) => person.id)).toEqual(["ada", "ben", "cleo"]);
  expect(await bodiesOf("ben", conversationId)).toEqual(["before"]);
  expect(await reasonOf(send("ben", conversationId, "let me back"))).toBe("conversation_readonly");
});

test("GRP-7: a user who leaves before the first message sees who was there, and not who joins or returns later", async () => {
  const { conversationId } = await create({ menteeIds: ["ben", "cleo", "dan"] });
  const staff = api.as("root").groups;
  await staff.removeMembers({ groupId: "north", menteeIds: ["dan"] });
  api.clock.advance(1_000);
  await staff.removeMembers({ groupId: "north", menteeIds: ["ben"] });
  api.clock.advance(1_000);
  await staff.addMembers({ groupId: "north", menteeIds: ["dan"] });
  const { members } = await api.as("ben").conversations.get({ conversationId });
  expect(members.map(({ person }) => person.id)).toEqual(["ada", "ben", "cleo"]);
});

test("GRP-7: a former member loses the group and the contacts that came from it alone", async () => {
  await create();
  await api.as("ben").contacts.add({ email: "cleo@example.org" });
  await using ben = await api.follow("ben");
  await using ada = await api.follow("ada");
  await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["ben"] });
  expect(await nextOf(ben, "contact.added")).toMatchObject({
    contacts: [{ person: { id: "cleo" }, kind: "custom", reasons: [{ type: "custom" }] }],
  });
  expect(await nextOf(ben, "contact.removed")).toEqual({
    type: "contact.removed",
    userIds: ["ada"],
  });
  expect(await nextOf(ben, "group.updated")).toEqual({
    type: "group.updated",
    groupId: "north",
    group: null,
  });
  expect(await nextOf(ada, "contact.removed")).toEqual({
    type: "contact.removed",
    userIds: ["ben"],
  });
  expect(await contactsOf("ben")).toEqual(["cleo", "rita", "root"]);
});

test("GRP-7: a list row that a former member deleted is not restored by messages of others", async () => {
  const { conversationId } = await create();
  await send("ada", conversationId, "before");
  await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["ben"] });
  await send("ada", conversationId, "after");
  await api.as("ben").conversations.delete({ conversationId });
  await send("ada", conversationId, "and after that");
  expect((await api.as("ben").conversations.list({})).conversations).toEqual([]);
  expect((await api.as("ben").conversations.get({ conversationId })).readSeq).toBe(1);
});

test("GRP-7: a new name reaches former members too, whose list shows it", async () => {
  const { conversationId } = await create();
  await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["ben"] });
  await using ben = await api.follow("ben");
  await api.as("root").groups.update({ groupId: "north", name: "Far North" });
  expect((await nextOf(ben, "conversation.updated")).conversation).toMatchObject({
    id: conversationId,
    with: { name: "Far North" },
  });
});

test("GRP-8: a returning member finds the same conversation, with what was sent meanwhile", async () => {
  const { conversationId } = await create();
  await send("ada", conversationId, "before");
  await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["ben"] });
  await send("ada", conversationId, "meanwhile");
  await using ben = await api.follow("ben");
  await api.as("root").groups.addMembers({ groupId: "north", menteeIds: ["ben"] });
  expect((await nextOf(ben, "conversation.opened")).conversation).toMatchObject({
    id: conversationId,
    unread: 2,
  });
  expect(await bodiesOf("ben", conversationId)).toEqual(["before", "meanwhile"]);
});

test("GRP-9: a mentee moves from group to group, and their contacts change with it", async () => {
  await create();
  await api
    .as("root")
    .groups.create({ id: "south", name: "South", mentorId: "abe", menteeIds: ["dan"] });
  await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["ben"] });
  await api.as("root").groups.addMembers({ groupId: "south", menteeIds: ["ben"] });
  expect(await contactsOf("ben")).toEqual(["abe", "dan", "rita", "root"]);
  expect(await contactsOf("ada")).toEqual(["cleo", "rita", "root"]);
});

test("GRP-10: a new mentor joins and the former one leaves", async () => {
  const { conversationId } = await create();
  await send("ada", conversationId, "Welcome");
  await using abe = await api.follow("abe");
  await using ada = await api.follow("ada");
  await using ben = await api.follow("ben");
  const group = await api.as("root").groups.update({ groupId: "north", mentorId: "abe" });
  expect(group).toMatchObject({ mentor: { id: "abe" }, mentees: [{ id: "ben" }, { id: "cleo" }] });
  expect((await nextOf(abe, "contact.added")).contacts.map(({ kind }) => kind)).toEqual([
    "mentees",
    "mentees",
  ]);
  expect((await nextOf(abe, "conversation.opened")).conversation.lastMessage).toBeNull();
  expect(await nextOf(ada, "group.updated")).toMatchObject({ group: null });
  expect(await nextOf(ben, "contact.added")).toMatchObject({
    contacts: [{ person: { id: "abe" }, kind: "mentors" }],
  });
  expect(await nextOf(ben, "contact.removed")).toMatchObject({ userIds: ["ada"] });
  expect(await reasonOf(send("ada", conversationId, "one more thing"))).toBe(
    "conversation_readonly",
  );
});

test("API-3: members can be named by userIds, the former name of menteeIds", async () => {
  await create();
  const staff = api.as("root").groups;
  const namesIn = ({ mentees }: Group) => mentees.map(({ id }) => id);
  const added = await staff.addMembers({ groupId: "north", userIds: ["dan"] });
  expect(namesIn(added)).toEqual(["ben", "cleo", "dan"]);
  const removed = await staff.removeMembers({ groupId: "north", userIds: ["ben", "dan"] });
  expect(namesIn(removed)).toEqual(["cleo"]);
});

test("GRP-10: the mentor cannot be removed, and a mentee cannot become mentor", async () => {
  await create();
  const staff = api.as("root").groups;
  expect(await reasonOf(staff.removeMembers({ groupId: "north", menteeIds: ["ben", "ada"] }))).toBe(
    "invalid_input",
  );
  expect(await reasonOf(staff.update({ groupId: "north", mentorId: "ben" }))).toBe("invalid_input");
  expect((await staff.get({ groupId: "north" })).mentees).toHaveLength(2);
});

test("GRP-11: an archived group is read-only, yields no contacts, and accepts no members", async () => {
  const { conversationId } = await create();
  await send("ada", conversationId, "Goodbye");
  await using ben = await api.follow("ben");
  const group = await api.as("root").groups.archive({ groupId: "north" });
  expect(group.state).toBe("archived");
  expect(await nextOf(ben, "contact.removed")).toEqual({
    type: "contact.removed",
    userIds: ["ada", "cleo"],
  });
  expect(await nextOf(ben, "group.updated")).toMatchObject({ group: { state: "archived" } });
  expect((await nextOf(ben, "conversation.updated")).conversation.state).toBe("readonly");
  expect(await reasonOf(send("ada", conversationId, "hello?"))).toBe("conversation_readonly");
  expect(await bodiesOf("ben", conversationId)).toEqual(["Goodbye"]);
  const staff = api.as("root").groups;
  expect(await reasonOf(staff.addMembers({ groupId: "north", menteeIds: ["dan"] }))).toBe(
    "conversation_readonly",
  );
  expect(await reasonOf(staff.update({ groupId: "north", name: "South" }))).toBe(
    "conversation_readonly",
  );
});

test("GRP-11: archiving is idempotent, and a revived group yields its contacts again", async () => {
  const { conversationId } = await create();
  await api.as("root").groups.archive({ groupId: "north" });
  const { cursor } = await api.as("ben").users.me();
  await api.as("root").groups.archive({ groupId: "north" });
  expect((await api.as("ben").users.me()).cursor).toBe(cursor);
  await api.as("root").groups.update({ groupId: "north", state: "active" });
  expect(await contactsOf("ben")).toEqual(["ada", "cleo", "rita", "root"]);
  await send("ben", conversationId, "We are back");
});

test("GRP-12: a direct conversation of two users whom nothing connects any more turns read-only, and the same one opens again", async () => {
  await create();
  const { id: withCleo } = await api.as("ben").conversations.open({ userId: "cleo" });
  const { id: withAda } = await api.as("ben").conversations.open({ userId: "ada" });
  await send("ben", withCleo, "hi");
  await using cleo = await api.follow("cleo");
  await api.as("root").groups.archive({ groupId: "north" });
  const stateOf = async (conversationId: string) =>
    (await api.as("ben").conversations.get({ conversationId })).state;
  expect(await stateOf(withCleo)).toBe("readonly");
  // A mentor reaches every mentee, so this one has another reason.
  expect(await stateOf(withAda)).toBe("open");
  expect(await reasonOf(send("ben", withCleo, "still there?"))).toBe("conversation_readonly");
  expect((await nextOf(cleo, "conversation.updated")).conversation).toMatchObject({
    id: withCleo,
    state: "readonly",
  });

  await api
    .as("root")
    .groups.create({ id: "chess", name: "Chess", mentorId: "abe", menteeIds: ["ben", "cleo"] });
  expect(await stateOf(withCleo)).toBe("open");
  expect((await api.as("cleo").conversations.open({ userId: "ben" })).id).toBe(withCleo);
  await send("ben", withCleo, "again");
});

test("GRP-13: a group has at most 500 members", async () => {
  const many = Array.from({ length: limits.groupMembersMax }, (_, at) => `m${at}`);
  await using large = await createTestApi();
  await large.addPeople({
    root: "ADMIN",
    ada: "MENTOR",
    ...Object.fromEntries(many.map((id) => [id, "MENTEE"])),
  });
  const staff = large.as("root").groups;
  expect(await reasonOf(staff.create({ ...north, menteeIds: many }))).toBe("invalid_input");
  expect((await staff.create({ ...north, menteeIds: many.slice(0, -1) })).mentees).toHaveLength(
    499,
  );
  expect(await reasonOf(staff.addMembers({ groupId: "north", menteeIds: many.slice(-1) }))).toBe(
    "invalid_input",
  );
  expect(await large.platform.db.$count(groupMembers)).toBe(limits.groupMembersMax);
});

test("GRP-14: a change that changes nothing causes no event", async () => {
  await create();
  const { cursor } = await api.as("ben").users.me();
  await api.as("root").groups.update({
    groupId: "north",
    name: "North",
    mentorId: "ada",
    state: "active",
    endsAt: null,
  });
  await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["dan"] });
  expect((await api.as("ben").users.me()).cursor).toBe(cursor);
});

test("GRP-14: name, state and end of a group reach its members", async () => {
  await create();
  await using ben = await api.follow("ben");
  const endsAt = "2026-03-01T00:00:00.000Z";
  const group = await api.as("root").groups.update({ groupId: "north", state: "ending", endsAt });
  expect(group).toMatchObject({ state: "ending", endsAt });
  expect(await nextOf(ben, "group.updated")).toEqual({
    type: "group.updated",
    groupId: "north",
    group,
  });
  await send("ben", group.conversationId, "everything still works");
  expect(
    (await api.as("root").groups.update({ groupId: "north", endsAt: null })).endsAt,
  ).toBeNull();
});

test("GRP-15: a former member gets the deletion of a message that they can still see", async () => {
  const { conversationId } = await create();
  await send("ada", conversationId, "regretted");
  await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["ben"] });
  await send("ada", conversationId, "unseen");
  await using ben = await api.follow("ben");
  await api.as("ada").messages.delete({ conversationId, seq: 2 });
  await api.as("ada").messages.delete({ conversationId, seq: 1 });
  expect(await nextOf(ben, "message.deleted")).toMatchObject({
    message: { seq: 1, body: null },
    unread: { count: 0, upToSeq: 1 },
  });
  expect(await bodiesOf("ben", conversationId)).toEqual([null]);
});

test("GRP-16: a conversation lists who joined and left after which message, to each member for their own membership", async () => {
  const { conversationId } = await create({ menteeIds: ["ben"] });
  const changesFor = async (userId: string) => {
    const { membershipChanges } = await api.as(userId).conversations.get({ conversationId });
    return membershipChanges.map(
      ({ type, person, afterSeq }) => `${person.name} ${type} after ${afterSeq}`,
    );
  };
  const cast = { groupId: "north", menteeIds: ["cleo"] };
  await send("ada", conversationId, "one");
  await api.as("root").groups.addMembers(cast);
  await send("ada", conversationId, "two");
  await api.as("root").groups.addMembers({ groupId: "north", menteeIds: ["dan"] });
  api.clock.advance(1_000);
  await api.as("root").groups.removeMembers(cast);
  api.clock.advance(1_000);
  await using ben = await api.follow("ben");
  await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["dan"] });

  const all = [
    "Cleo joined after 1",
    "Dan joined after 2",
    "Cleo left after 2",
    "Dan left after 2",
  ];
  expect(await changesFor("ben")).toEqual(all);
  expect(await changesFor("cleo")).toEqual(all.slice(0, 3));
  expect(await changesFor("dan")).toEqual(all.slice(1));
  const { conversation } = await nextOf(ben, "conversation.updated");
  expect(conversation.membershipChanges.at(-1)).toMatchObject({
    type: "left",
    person: { id: "dan" },
  });

  await api.as("root").groups.addMembers(cast);
  expect((await changesFor("cleo")).at(-1)).toBe("Cleo joined after 2");
});

test("GRP-16: the newest hundred membership changes are listed", async () => {
  const { conversationId } = await create({ menteeIds: [] });
  await send("ada", conversationId, "one");
  const stints = Array.from({ length: 60 }, (_, minute) => ({
    groupId: "north",
    userId: "ben",
    joinedAt: new Date(2026, 1, 1, 9, minute, 0),
    leftAt: new Date(2026, 1, 1, 9, minute, 30),
    joinedAfterSeq: 1,
    leftAfterSeq: 1,
  }));
  await api.platform.db.insert(groupMembers).values(stints);
  const { membershipChanges } = await api.as("ada").conversations.get({ conversationId });
  expect(membershipChanges).toHaveLength(limits.membershipChangesMax);
  expect(membershipChanges.at(-1)?.at).toBe(stints.at(-1)?.leftAt.toISOString());
});

test("EVT-11: state and events also agree if a member is deactivated", async () => {
  await create();
  await api.as("root").users.deactivate({ userId: "ben" });
  const [row] = await api.platform.db.select().from(users).where(eq(users.id, "ben"));
  expect(row?.status).toBe("deactivated");
});
