import { takeDueAvatar } from "@parley/api/housekeeping";
import { indexConversations } from "@parley/api/testing/internals";
import { newId, nextOf, reasonOf } from "@parley/api/testing";
import { useTestApi } from "@parley/api/testing/internals-vitest";
import { messages, messageVersions, reactions } from "@parley/db/schema";
import { expect, test } from "vitest";
import { importLines } from "./testing/run-in.ts";
import { at, type ExportLines, person } from "./testing/write-export.ts";

const api = useTestApi();

const message = (id: number, senderId: string, body: string, more: object = {}) => ({
  id,
  conversationId: "talk",
  senderId,
  body,
  createdAt: at(id),
  ...more,
});

const users = [
  person("root", "ADMIN"),
  person("ada", "MENTOR"),
  person("abe", "MENTOR"),
  person("ben"),
  person("cleo"),
  person("dan"),
];
const north = { id: "north", name: "North", mentorId: "ada", menteeIds: ["ben", "cleo"] };
const talk = { id: "talk", participants: [{ userId: "ben" }, { userId: "ada" }], createdAt: at(0) };

/** A small programme as the old system had it. */
const programme: ExportLines = {
  users,
  groups: [north],
  conversations: [talk],
  messages: [
    message(1, "ben", "Good morning"),
    message(2, "ada", "Hello Ben"),
    message(3, "ben", "Thank you"),
  ],
};

const historyOf = async (userId: string, conversationId: string) =>
  (await api.as(userId).messages.list({ conversationId, limit: 100 })).messages;

const bodiesOf = async (userId: string, conversationId: string) =>
  (await historyOf(userId, conversationId)).map(({ body }) => body);

const listOf = async (userId: string) =>
  (await api.as(userId).conversations.list({})).conversations;

const talkOf = async (userId: string) =>
  (await listOf(userId)).find(({ with: other }) => other.kind === "direct");

test("IMP-4: a conversation is imported whole, ordered by time, with seq dense from 1", async () => {
  const { result, findings } = await importLines(api.platform, {
    ...programme,
    messages: [
      message(10, "ada", "third", { createdAt: at(2) }),
      message(9, "ben", "second", { createdAt: at(2) }),
      message(30, "ben", "first", { createdAt: at(1), editedAt: at(5) }),
      message(4, "ada", "last", { createdAt: "2024-05-01T13:00:00.5+02:00", replyToId: 30 }),
    ],
  });
  expect(findings).toEqual([]);
  expect(result.summary.messages).toMatchObject({ lines: 4, imported: 4, refused: 0 });
  const row = await talkOf("ben");
  const history = await historyOf("ben", row?.id ?? "");
  expect(history.map(({ seq, body, senderId }) => [seq, senderId, body])).toEqual([
    [1, "ben", "first"],
    [2, "ben", "second"],
    [3, "ada", "third"],
    [4, "ada", "last"],
  ]);
  expect(history.map(({ createdAt }) => createdAt)).toEqual([
    at(1),
    at(2),
    at(2),
    "2024-05-01T11:00:00.500Z",
  ]);
  expect(history[0]).toMatchObject({ editedAt: at(5), version: 2, deletedAt: null });
  expect(history[3]).toMatchObject({ replyToSeq: 1, editedAt: null, version: 1 });
  expect(row).toMatchObject({ lastSeq: 4, activeAt: "2024-05-01T11:00:00.500Z", state: "open" });
});

test("IMP-5: users and groups keep their ids, and procedures continue from there", async () => {
  await importLines(api.platform, programme);
  expect(await api.as("ben").users.me()).toMatchObject({ id: "ben", email: "ben@example.org" });
  const { groups } = await api.as("ben").groups.list();
  expect(groups).toMatchObject([{ id: "north", state: "active", mentor: { id: "ada" } }]);
  const { contacts } = await api.as("ben").contacts.list({});
  expect(contacts.map(({ person: { id }, kind }) => [id, kind])).toEqual([
    ["ada", "mentors"],
    ["cleo", "peers"],
    ["root", "admins"],
  ]);
  const { id: conversationId } = await api.as("ada").conversations.open({ userId: "ben" });
  const { message: sent } = await api
    .as("ada")
    .messages.send({ conversationId, id: newId(), body: "And here we are", replyToSeq: 1 });
  expect(sent.seq).toBe(4);
  expect(await bodiesOf("ben", conversationId)).toEqual([
    "Good morning",
    "Hello Ben",
    "Thank you",
    "And here we are",
  ]);
  const { hits } = await api.as("ben").messages.search({ text: "GOOD MÓRN" });
  expect(hits).toMatchObject([{ message: { seq: 1 } }]);
  expect(api.faults).toEqual([]);
});

test("IMP-5, USR-10: users without an e-mail address are imported, however many, and again without a change", async () => {
  const { email: _, ...dan } = person("dan");
  const people = [person("ada", "MENTOR"), dan, { ...person("eve"), email: null }];
  for (const outcome of [{ imported: 3 }, { alreadyThere: 3 }]) {
    const { result, findings } = await importLines(api.platform, { users: people });
    expect(findings).toEqual([]);
    expect(result.summary.users).toMatchObject(outcome);
  }
  expect(await api.as("eve").users.me()).toMatchObject({ id: "eve", email: null });
});

test("IMP-5, KIND-1: SYSTEM and BOT users are imported with their messages, and are in no group, list of contacts or block", async () => {
  const parley = { id: "parley", name: "Parley", kind: "SYSTEM" };
  const helper = { id: "helper", name: "Helper", kind: "BOT", createdAt: at(0) };
  const announced = { id: "news", participants: [{ userId: "ben" }, { userId: "parley" }] };
  const { findings } = await importLines(api.platform, {
    users: [...users, parley, helper, { ...helper, id: "odd", role: "MENTEE" }],
    groups: [{ ...north, id: "south", menteeIds: ["ben", "helper"] }],
    contacts: [{ ownerId: "ben", contactId: "helper" }],
    blocks: [{ blockerId: "ben", blockedId: "parley" }],
    conversations: [{ ...announced, createdAt: at(0) }],
    messages: [message(1, "parley", "Welcome", { conversationId: "news" })],
  });
  expect(findings.map(({ file, field }) => `${file} ${field}`)).toEqual([
    "users.jsonl role",
    "groups.jsonl menteeIds",
    "contacts.jsonl contactId",
    "blocks.jsonl blockedId",
  ]);
  expect(await talkOf("ben")).toMatchObject({
    with: { person: { id: "parley", kind: "SYSTEM" } },
    lastMessage: { body: "Welcome" },
    state: "open",
    writable: { reason: "no_replies" },
  });
  expect(await api.as("helper").users.me()).toMatchObject({ kind: "BOT", email: null });
});

test("IMP-5: an existing user, and an existing group, stay unchanged", async () => {
  await api.addPeople({ root: "ADMIN", ada: "MENTOR", ben: "MENTEE" });
  await api.as("root").groups.create({ id: "north", name: "Nord", mentorId: "ada", menteeIds: [] });
  await api.as("ben").users.updateMe({ name: "Benjamin" });
  const { result } = await importLines(api.platform, programme);
  expect(result.summary.users).toMatchObject({ imported: 3, alreadyThere: 3 });
  expect(result.summary.groups).toMatchObject({ imported: 0, alreadyThere: 1 });
  expect(await api.as("ben").users.me()).toMatchObject({ name: "Benjamin" });
  const { group } = { group: await api.as("root").groups.get({ groupId: "north" }) };
  expect(group).toMatchObject({ name: "Nord", mentees: [] });
});

test("IMP-6: several conversations of two users become one, by time", async () => {
  const other = { id: 7, participants: [{ userId: "ada" }, { userId: "ben" }] };
  const { result, conversations } = await importLines(api.platform, {
    ...programme,
    conversations: [talk, other],
    messages: [
      message(1, "ben", "one"),
      message(3, "ben", "three"),
      { ...message(2, "ada", "two"), conversationId: 7, replyToId: 1 },
      { ...message(4, "ada", "four"), conversationId: "7" },
    ],
  });
  expect(result).toMatchObject({ merged: 1, summary: { conversations: { imported: 2 } } });
  const id = (await talkOf("ben"))?.id ?? "";
  expect(conversations).toEqual({ talk: id, 7: id });
  expect(await bodiesOf("ada", id)).toEqual(["one", "two", "three", "four"]);
  expect((await historyOf("ada", id))[1]).toMatchObject({ replyToSeq: 1 });
  expect(await listOf("ben")).toHaveLength(2);
});

test("IMP-6: a pair that the policy does not connect can read its conversation, which opens when they are connected", async () => {
  const { result } = await importLines(api.platform, {
    ...programme,
    conversations: [{ id: "talk", participants: [{ userId: "ben" }, { userId: "dan" }] }],
    messages: [message(1, "ben", "Hi Dan"), message(2, "dan", "Hi Ben")],
  });
  expect(result.readonly).toBe(1);
  const row = await talkOf("dan");
  expect(row).toMatchObject({ state: "readonly" });
  const conversationId = row?.id ?? "";
  expect(await bodiesOf("dan", conversationId)).toEqual(["Hi Dan", "Hi Ben"]);
  const send = () => api.as("dan").messages.send({ conversationId, id: newId(), body: "?" });
  expect(await reasonOf(send())).toBe("conversation_readonly");
  await api.as("dan").contacts.add({ email: "ben@example.org" });
  expect((await send()).message.seq).toBe(3);
});

test("IMP-6: the conversations of a group become one, and former members keep what they saw", async () => {
  const group = { groupId: "north", participants: [] };
  const left = [
    { userId: "dan", leftAt: at(2) },
    { userId: "abe" },
    { userId: "ben", archivedAt: at(9) },
  ];
  await importLines(api.platform, {
    ...programme,
    conversations: [
      { id: "old", ...group },
      { id: "talk", groupId: "north", participants: left },
    ],
    messages: [
      message(1, "ada", "one"),
      message(2, "dan", "two"),
      message(3, "cleo", "three"),
      { ...message(4, "ada", "four"), conversationId: "old" },
    ],
  });
  const { conversationId } = await api.as("ben").groups.get({ groupId: "north" });
  expect(await bodiesOf("cleo", conversationId)).toEqual(["one", "two", "three", "four"]);
  expect(await bodiesOf("dan", conversationId)).toEqual(["one", "two"]);
  expect(await bodiesOf("abe", conversationId)).toEqual(["one", "two", "three", "four"]);
  const send = { conversationId, id: newId(), body: "Still here?" };
  expect(await reasonOf(api.as("dan").messages.send(send))).toBe("conversation_readonly");
  const { members } = await api.as("cleo").conversations.get({ conversationId });
  expect(members.map(({ person: { id } }) => id)).toEqual(["ada", "ben", "cleo"]);
  const { membershipChanges } = await api.as("cleo").conversations.get({ conversationId });
  expect(
    membershipChanges.map(({ type, person: { id }, afterSeq }) => [type, id, afterSeq]),
  ).toEqual([
    ["left", "dan", 2],
    ["left", "abe", 4],
  ]);
  const archived = await api.as("ben").conversations.list({ filter: "archived" });
  expect(archived.conversations.map(({ id }) => id)).toEqual([conversationId]);
});

test("IMP-6: an archived group has a read-only conversation, and yields no contact", async () => {
  await importLines(api.platform, {
    users,
    groups: [{ ...north, state: "archived", endsAt: at(50) }],
    conversations: [{ id: "talk", groupId: "north" }],
    messages: [message(1, "ada", "It was good to have you")],
  });
  const [row] = await listOf("ben");
  expect(row).toMatchObject({ state: "readonly", unread: 0, lastSeq: 1 });
  const { contacts } = await api.as("ben").contacts.list({});
  expect(contacts.map(({ person: { id } }) => id)).toEqual(["root"]);
});

test("IMP-7: a deleted message becomes a tombstone, and its text is for ADMINs only", async () => {
  await importLines(api.platform, {
    ...programme,
    messages: [
      message(1, "ben", "a secret word", { deletedAt: at(8), editedAt: at(7) }),
      message(2, "ben", "", { deletedAt: at(8) }),
      { ...message(3, "ada", "Hello"), replyToId: 1, deletedAt: null },
    ],
  });
  const id = (await talkOf("ada"))?.id ?? "";
  const history = await historyOf("ada", id);
  expect(history.map(({ body, deletedAt }) => [body, deletedAt])).toEqual([
    [null, at(8)],
    [null, at(8)],
    ["Hello", null],
  ]);
  expect(history[2]?.replyToSeq).toBe(1);
  expect((await api.as("ada").messages.search({ text: "secret" })).hits).toEqual([]);
  const stored = await api.platform.db.select().from(messages);
  expect(stored.map(({ body, searchText }) => [body, searchText])).toEqual([
    ["", ""],
    ["", ""],
    ["Hello", "hello"],
  ]);
  const versions = await api.platform.db.select().from(messageVersions);
  expect(versions).toMatchObject([
    { seq: 1, version: 2, body: "a secret word", replacedBy: "ben", reason: null },
  ]);
});

test("IMP-8: the read position is the furthest that the old system knows for each user", async () => {
  const participants = [
    { userId: "ada", lastReadAt: at(4) },
    { userId: "ben", lastReadAt: null },
  ];
  await importLines(api.platform, {
    ...programme,
    conversations: [{ ...talk, participants }],
    messages: [
      message(1, "ada", "one"),
      message(2, "ben", "two"),
      message(3, "ada", "three"),
      message(4, "ben", "four", { deletedAt: at(5) }),
      message(5, "ben", "five"),
      message(6, "ada", "six"),
      message(7, "ada", "seven"),
      message(8, "ben", "eight"),
      message(9, "ada", "nine"),
    ],
  });
  // A user has read everything up to their own last message.
  expect(await talkOf("ada")).toMatchObject({ readSeq: 9, unread: 0 });
  expect(await talkOf("ben")).toMatchObject({ readSeq: 8, unread: 1 });
  const { id } = (await talkOf("ben")) ?? { id: "" };
  const { members } = await api.as("ben").conversations.get({ conversationId: id });
  expect(members.map(({ readSeq }) => readSeq)).toEqual([9, 8]);
});

test.each([
  ["times of reading", [{ userId: "ada" }, { userId: "ben", lastReadAt: at(2) }], {}, {}, 2],
  [
    "a time before the first message",
    [{ userId: "ada" }, { userId: "ben", lastReadAt: at(0) }],
    {},
    {},
    0,
  ],
  ["nothing", [{ userId: "ada" }, { userId: "ben" }], {}, {}, 3],
  [
    "a flag of the message",
    [{ userId: "ada" }, { userId: "ben" }],
    { isRead: true },
    { isRead: false },
    2,
  ],
  ["the readers of a message", [{ userId: "ada" }, { userId: "ben" }], { readBy: ["ben"] }, {}, 2],
  ["that no one has read", [{ userId: "ada" }, { userId: "ben" }], { isRead: false }, {}, 0],
  ["no reader", [{ userId: "ada" }, { userId: "ben" }], { readBy: ["ada"] }, {}, 0],
])(
  "IMP-8: if the old system knows %s, that is the read position",
  async (_, participants, second, third, read) => {
    const { findings } = await importLines(api.platform, {
      ...programme,
      conversations: [{ ...talk, participants }],
      messages: [
        message(1, "ada", "one"),
        message(2, "ada", "two", second),
        message(3, "ada", "three", third),
      ],
    });
    expect(findings).toEqual([]);
    expect(await talkOf("ben")).toMatchObject({ readSeq: read, unread: 3 - read });
  },
);

test("IMP-8, READ-8: for users who do not share read marks only their own messages show how far they were", async () => {
  await importLines(api.platform, { users, groups: [north] });
  await api.as("ada").users.updateMe({ sharesReceipts: false });
  const participants = [{ userId: "ada", lastReadAt: at(3) }, { userId: "ben" }];
  await importLines(api.platform, {
    ...programme,
    conversations: [{ ...talk, participants }],
  });
  await api.as("ada").users.updateMe({ sharesReceipts: true });
  const { id } = (await talkOf("ben")) ?? { id: "" };
  const { members } = await api.as("ben").conversations.get({ conversationId: id });
  expect(members.find(({ person: { id: who } }) => who === "ada")?.readSeq).toBe(2);
  expect(await talkOf("ada")).toMatchObject({ readSeq: 3, unread: 0 });
});

test("IMP-8: the read time of one conversation says nothing about another one merged into the same", async () => {
  const other = {
    id: "other",
    participants: [{ userId: "ada" }, { userId: "ben", lastReadAt: null }],
  };
  const participants = [{ userId: "ada" }, { userId: "ben", lastReadAt: at(9) }];
  await importLines(api.platform, {
    ...programme,
    conversations: [{ ...talk, participants }, other],
    messages: [message(1, "ada", "one"), { ...message(2, "ada", "two"), conversationId: "other" }],
  });
  expect(await talkOf("ben")).toMatchObject({ readSeq: 1, unread: 1 });
});

test("IMP-8: each user's preferences for a conversation are imported", async () => {
  const muted = "2030-01-01T00:00:00.000Z";
  const participants = [
    { userId: "ada", lastReadAt: at(1), clearedAt: at(2) },
    { userId: "ben", lastReadAt: at(3), archivedAt: at(4), pinnedAt: at(5), mutedUntil: muted },
  ];
  await importLines(api.platform, {
    ...programme,
    conversations: [{ ...talk, participants }],
    messages: [1, 2, 3].map((n) => message(n, "ben", `${n}`)),
  });
  const row = await talkOf("ada");
  expect(row).toMatchObject({ unread: 1, pinned: false, archived: false });
  expect(await bodiesOf("ada", row?.id ?? "")).toEqual(["3"]);
  const { conversations } = await api.as("ben").conversations.list({ filter: "archived" });
  expect(conversations).toMatchObject([{ pinned: true, archived: true, mutedUntil: muted }]);
});

test("IMP-8: a conversation that was cleared to its end is not listed, an empty one is", async () => {
  const participants = [{ userId: "ada", clearedAt: at(9) }, { userId: "ben" }];
  const empty = { id: 2, participants: [{ userId: "ada" }, { userId: "cleo" }] };
  await importLines(api.platform, {
    ...programme,
    conversations: [{ ...talk, participants }, empty],
  });
  const withWhom = async (userId: string) =>
    (await listOf(userId)).map(({ with: other }) =>
      other.kind === "direct" ? other.person.id : other.groupId,
    );
  expect((await withWhom("ada")).toSorted()).toEqual(["cleo", "north"]);
  expect((await withWhom("cleo")).toSorted()).toEqual(["ada", "north"]);
  expect((await withWhom("ben")).toSorted()).toEqual(["ada", "north"]);
});

test("IMP-9: a contact by group or role gets no row; any other does", async () => {
  const { result } = await importLines(api.platform, {
    ...programme,
    contacts: [
      { ownerId: "ben", contactId: "ada" },
      { ownerId: "ben", contactId: "root" },
      { ownerId: "ben", contactId: "dan" },
    ],
    blocks: [{ blockerId: "dan", blockedId: "cleo", createdAt: at(3) }],
  });
  expect(result.summary.contacts).toMatchObject({ imported: 1, derived: 2 });
  const { contacts } = await api.as("ben").contacts.list({ kind: "custom" });
  expect(contacts.map(({ person: { id } }) => id)).toEqual(["dan"]);
  expect((await api.as("dan").contacts.blocked()).blocked).toMatchObject([
    { person: { id: "cleo" }, since: at(3) },
  ]);
  await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["ben"] });
  const left = await api.as("ben").contacts.list({});
  expect(left.contacts.map(({ person: { id } }) => id)).toEqual(["dan", "root"]);
});

test("IMP-10: every user's stream ends with a resync", async () => {
  await api.addPeople({ root: "ADMIN", ada: "MENTOR", eve: "MENTEE" });
  await using root = await api.follow("root");
  await using eve = await api.follow("eve");
  await importLines(api.platform, programme);
  expect(await nextOf(root, "resync")).toEqual({ type: "resync" });
  expect(await nextOf(eve, "resync")).toEqual({ type: "resync" });
  await using ben = await api.follow("ben", 0);
  expect(await nextOf(ben, "resync")).toEqual({ type: "resync" });
});

const stateOf = async () => {
  const tables = [
    "users",
    "groups",
    "group_members",
    "contacts",
    "blocks",
    "conversations",
    "participants",
    "messages",
    "message_versions",
  ];
  const dumps = tables.map((name) =>
    api.platform.db.$client.query(
      `select coalesce(jsonb_agg(to_jsonb(t) - 'epoch' order by to_jsonb(t)::text), '[]') as rows from parley.${name} t`,
    ),
  );
  return (await Promise.all(dumps)).map(({ rows }, n) => [tables[n], rows[0].rows]);
};

test("IMP-3: the same export again changes nothing", async () => {
  const lines: ExportLines = {
    ...programme,
    contacts: [{ ownerId: "ben", contactId: "dan" }],
    blocks: [{ blockerId: "dan", blockedId: "cleo" }],
    messages: [
      message(1, "ben", "one", { deletedAt: at(3) }),
      message(2, "ada", "two", { editedAt: at(3), isRead: true }),
      message(3, "ben", "three", { replyToId: 2 }),
    ],
  };
  await importLines(api.platform, lines);
  const first = await stateOf();
  const { result, findings } = await importLines(api.platform, lines);
  expect(findings).toEqual([]);
  expect(await stateOf()).toEqual(first);
  for (const counts of Object.values(result.summary)) expect(counts.imported).toBe(0);
  expect(result.summary.messages.alreadyThere).toBe(3);
});

test("IMP-3: what users did since is not reverted", async () => {
  const participants = [{ userId: "ada" }, { userId: "ben", archivedAt: at(9), mutedUntil: at(9) }];
  const lines = { ...programme, conversations: [{ ...talk, participants }] };
  await importLines(api.platform, lines);
  const conversationId = (await talkOf("ada"))?.id ?? "";
  await api.as("ada").messages.send({ conversationId, id: newId(), body: "new" });
  await api.as("ada").messages.delete({ conversationId, seq: 2 });
  const preferences = { conversationId, pinned: true, archived: false, mutedUntil: null };
  await api.as("ben").conversations.setPreferences(preferences);
  await api.as("root").users.deactivate({ userId: "dan" });
  await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["cleo"] });
  const before = await stateOf();
  await importLines(api.platform, lines);
  expect(await stateOf()).toEqual(before);
});

test("IMP-11: a later export appends new messages, and applies later edits and deletions", async () => {
  await importLines(api.platform, programme);
  const conversationId = (await talkOf("ada"))?.id ?? "";
  await api.as("ada").messages.send({ conversationId, id: newId(), body: "written here" });
  await api.as("ben").messages.react({ conversationId, seq: 1, emoji: "👍" });
  const { result, findings } = await importLines(api.platform, {
    ...programme,
    messages: [
      message(1, "ben", "Good morning", { deletedAt: at(9) }),
      message(2, "ada", "Hello Benjamin", { editedAt: at(9) }),
      message(3, "ben", "Thank you"),
      message(4, "ben", "One more thing", { replyToId: 2 }),
    ],
  });
  expect(findings).toEqual([]);
  expect(result.summary.messages).toMatchObject({ imported: 1, alreadyThere: 3 });
  const history = await historyOf("ada", conversationId);
  expect(
    history.map(({ seq, body, version, replyToSeq }) => [seq, body, version, replyToSeq]),
  ).toEqual([
    [1, null, 2, null],
    [2, "Hello Benjamin", 2, null],
    [3, "Thank you", 1, null],
    [4, "written here", 1, null],
    [5, "One more thing", 1, 2],
  ]);
  expect(await api.platform.db.select().from(reactions)).toEqual([]);
  expect((await api.as("ada").messages.search({ text: "Benjamin" })).hits).toHaveLength(1);
  const versions = await api.platform.db.select().from(messageVersions);
  expect(versions.map(({ body }) => body).toSorted()).toEqual(["Good morning", "Hello Ben"]);
  expect(await talkOf("ada")).toMatchObject({ lastSeq: 5, lastMessage: { seq: 5 } });
});

test("IMP-11: what a later export edited is found by its new words, also if the messages are indexed", async () => {
  const rest = Array.from({ length: 63 }, (_, index) => message(index + 2, "ben", "Thank you"));
  const beginning = (body: string, more: object = {}) => ({
    ...programme,
    messages: [message(1, "ben", body, more), ...rest],
  });
  await importLines(api.platform, beginning("Good morning"));
  expect(await indexConversations(api.platform)).toBe(64);
  await importLines(api.platform, beginning("Dobrý večer", { editedAt: at(99) }));
  const { hits } = await api.as("ada").messages.search({ text: "vecer" });
  expect(hits.map(({ message: { seq } }) => seq)).toEqual([1]);
});

test("IMP-11: of an edit there and one here the later wins", async () => {
  const began = api.clock.now().getTime();
  const minute = (n: number) => new Date(began + n * 60_000).toISOString();
  const edited = (body: string, editedAt: string) => ({
    ...programme,
    messages: [message(1, "ben", body, { createdAt: minute(-10), editedAt })],
  });
  await importLines(api.platform, edited("first", minute(-9)));
  const conversationId = (await talkOf("ben"))?.id ?? "";
  await api.as("ben").messages.edit({ conversationId, seq: 1, body: "here", expectedVersion: 2 });
  await importLines(api.platform, edited("there, before", minute(-1)));
  expect(await bodiesOf("ada", conversationId)).toEqual(["here"]);
  api.clock.advance(120_000);
  await importLines(api.platform, edited("there, after", minute(1)));
  expect(await bodiesOf("ada", conversationId)).toEqual(["there, after"]);
});

test.each<[string, ExportLines]>([
  ["a contact", { contacts: [{ ownerId: "ben", contactId: "dan" }] }],
  [
    "a group",
    { groups: [{ id: "south", name: "South", mentorId: "abe", menteeIds: ["ben", "dan"] }] },
  ],
])("IMP-11: %s of a later export opens the conversation of the two", async (_, reason) => {
  const conversations = [{ id: "talk", participants: [{ userId: "ben" }, { userId: "dan" }] }];
  const said = [message(1, "ben", "Hi Dan")];
  await importLines(api.platform, { ...programme, conversations, messages: said });
  expect(await talkOf("dan")).toMatchObject({ state: "readonly" });
  await importLines(api.platform, { users, ...reason });
  expect(await talkOf("dan")).toMatchObject({ state: "open" });
});

test("IMP-11: a conversation that began here is extended by the old system's messages", async () => {
  await api.addPeople({ ada: "MENTOR", ben: "MENTEE" });
  const { id: conversationId } = await api.as("ben").conversations.open({ userId: "ada" });
  await api.as("ben").messages.send({ conversationId, id: newId(), body: "already here" });
  const { result } = await importLines(api.platform, programme);
  expect(result.summary.conversations).toMatchObject({ imported: 0, alreadyThere: 1 });
  expect(await bodiesOf("ada", conversationId)).toEqual([
    "already here",
    "Good morning",
    "Hello Ben",
    "Thank you",
  ]);
});

test("IMP-2: a check reports what an import then does, and writes nothing", async () => {
  await api.addPeople({ ada: "MENTOR" });
  const lines: ExportLines = {
    ...programme,
    contacts: [
      { ownerId: "ben", contactId: "ada" },
      { ownerId: "ben", contactId: "ben" },
    ],
    messages: [message(1, "ben", "one"), message(2, "eve", "two")],
  };
  const before = await stateOf();
  const checked = await importLines(api.platform, lines, { isCheck: true });
  expect(await stateOf()).toEqual(before);
  const imported = await importLines(api.platform, lines);
  expect(checked.result.state).toBe("checked");
  expect(checked.result.summary).toEqual(imported.result.summary);
  expect(checked.findings).toEqual(imported.findings);
  expect(checked.refused).toEqual(imported.refused);
  expect(checked.findings).toHaveLength(2);
});

test("AVA-1: a picture's URL is stored for the server to fetch, and never returned", async () => {
  const avatarUrl = "https://old.example.org/ben.png";
  const lines = { ...programme, users: [...users.slice(0, -1), { ...person("dan"), avatarUrl }] };
  await importLines(api.platform, lines);
  const due = await takeDueAvatar(api.platform);
  expect(due).toEqual({ userId: "dan", url: avatarUrl, attempts: 1 });
  expect(await takeDueAvatar(api.platform)).toBeUndefined();
  expect((await api.as("dan").users.me()).avatarUrl).toBeNull();
});

const micros = (digits: string) => `2024-05-01T10:00:00.${digits}Z`;
const near = (id: string, senderId: string, digits: string) => ({
  ...{ id, conversationId: "talk", senderId, body: id, createdAt: micros(digits) },
});

test("IMP-12: messages of one millisecond are ordered by their microseconds, and by every further digit", async () => {
  await importLines(api.platform, {
    ...programme,
    messages: [
      near("zz", "ben", "123100"),
      near("mm", "ada", "123400"),
      near("aa", "ben", "123900"),
      near("a", "ada", "1231000001"),
    ],
  });
  const row = await talkOf("ben");
  expect(await bodiesOf("ben", row?.id ?? "")).toEqual(["zz", "a", "mm", "aa"]);
  const times = (await historyOf("ben", row?.id ?? "")).map(({ createdAt }) => createdAt);
  expect(new Set(times)).toEqual(new Set([micros("123")]));
});

test("IMP-12: a read or clear position between two messages of one millisecond is between them", async () => {
  const three = ["123100", "123500", "123900"].map((digits) => near(digits, "ada", digits));
  const withBen = (more: object) => ({
    ...programme,
    conversations: [{ ...talk, participants: [{ userId: "ben", ...more }, { userId: "ada" }] }],
    messages: three,
  });
  await importLines(api.platform, withBen({ lastReadAt: micros("123499999") }));
  expect((await talkOf("ben"))?.unread).toBe(2);
  await api.reset();
  await importLines(api.platform, withBen({ clearedAt: micros("1235") }));
  const row = await talkOf("ben");
  expect(await bodiesOf("ben", row?.id ?? "")).toEqual(["123900"]);
});

test("IMP-12: a user who left a group between two messages of one millisecond keeps the first", async () => {
  const group = { ...near("one", "ada", "123100"), conversationId: "of-north" };
  await importLines(api.platform, {
    users,
    groups: [{ ...north, menteeIds: ["ben"] }],
    conversations: [
      {
        id: "of-north",
        groupId: "north",
        participants: [{ userId: "cleo", leftAt: micros("1235") }],
      },
    ],
    messages: [group, { ...group, id: "two", body: "two", createdAt: micros("1239") }],
  });
  const row = (await listOf("cleo")).find(({ with: other }) => other.kind === "group");
  expect(await bodiesOf("cleo", row?.id ?? "")).toEqual(["one"]);
});
