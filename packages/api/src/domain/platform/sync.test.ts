import type { UpsertUserInput } from "@parley/contract/people";
import type { SyncGroupInput, SyncInput, SyncResult } from "@parley/contract/sync";
import * as tables from "@parley/db/schema";
import { type SQL, sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { newId, nextOf, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({
  people: { root: "ADMIN", ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE", parley: "SYSTEM" },
});

const sync = (input: SyncInput) => api.service.platform.sync(input);
const merge = (input: Omit<SyncInput, "mode">) => sync({ mode: "merge", ...input });
const exact = (input: Pick<SyncInput, "people" | "groups"> & Partial<SyncInput>) =>
  sync({ mode: "exact", people: [], groups: [], maxDeactivations: 1_000, ...input });
const person = (id: string, more: object = {}): UpsertUserInput => ({
  id,
  name: id.charAt(0).toUpperCase() + id.slice(1),
  role: "MENTEE",
  ...more,
});
const mentor = (id: string, more: object = {}) => person(id, { role: "MENTOR", ...more });
const asNow = [person("root", { role: "ADMIN" }), mentor("ada"), person("ben"), person("cleo")];
const north = { id: "north", name: "North", mentorId: "ada", menteeIds: ["ben", "cleo"] };

const rowsOf = async (query: SQL) => (await api.platform.db.execute(query)).rows;
const accounts = async () =>
  (await api.service.users.list({ limit: 100 })).accounts.filter(({ kind }) => kind === undefined);
const groupsNow = async () => (await api.service.groups.list()).groups;
/** Everything that an event, a message or a change of a user or a group leaves in the database. */
const everything = async () => ({
  users: await rowsOf(sql`select * from ${tables.users} order by id`),
  sources: await rowsOf(
    sql`select user_id, url, is_followed from ${tables.avatarSources} order by user_id`,
  ),
  groups: await rowsOf(sql`select * from ${tables.groups} order by id`),
  members: await rowsOf(
    sql`select * from ${tables.groupMembers} order by group_id, user_id, joined_at`,
  ),
  streams: await rowsOf(sql`select * from ${tables.streams} order by user_id`),
  conversations: await rowsOf(sql`select * from ${tables.conversations} order by id`),
  messages: await rowsOf(sql`select * from ${tables.messages} order by conversation_id, seq`),
});
const outcomes = ({ people, groups }: SyncResult) => ({
  people: people.map(({ outcome }) => outcome),
  groups: groups.map(({ outcome }) => outcome),
});

test("SYNC-1: one call creates people and groups with their contacts and conversations, and returns a result for each row", async () => {
  await using events = await api.follow("root");
  const people = [mentor("mia"), person("dan", { email: "dan@example.org" }), person("eve")];
  const groups = [{ id: "south", name: "South", mentorId: "mia", menteeIds: ["dan", "eve"] }];
  const result = await merge({ people, groups });
  expect(result.summary).toEqual({
    people: { created: 3, changed: 0, unchanged: 0, refused: 0, deactivated: 0 },
    groups: {
      ...{ created: 1, changed: 0, unchanged: 0, refused: 0, archived: 0 },
      ...{ membersAdded: 3, membersRemoved: 0 },
    },
  });
  expect(result.groups).toEqual([
    { outcome: "created", id: "south", added: ["dan", "eve", "mia"] },
  ]);
  const gained = await nextOf(events, "contact.added");
  expect(gained.contacts.map(({ person: { id } }) => id)).toEqual(["dan", "eve", "mia"]);
  const { contacts } = await api.as("dan").contacts.list({ kind: "peers" });
  expect(contacts.map(({ person: { id } }) => id)).toEqual(["eve"]);
  expect((await api.as("eve").conversations.list()).conversations).toHaveLength(1);
});

test("SYNC-2: a row that cannot be stored is refused with its fields, and stops no other", async () => {
  const malformed: unknown = { id: "dan", name: " ", role: "TEACHER", email: "no address" };
  const people = [
    person("new"),
    // A row of a database is not typed.
    malformed as UpsertUserInput,
    person("new", { name: "Again" }),
    person("x", { email: "ada@example.org" }),
    person("y", { email: "y@example.org" }),
    person("z", { email: "y@example.org" }),
    person("parley"),
  ];
  const groups: SyncGroupInput[] = [
    { ...north, menteeIds: ["new", "nobody", "ada", "y", "parley"] },
    { ...north, id: "south", mentorId: "ben", menteeIds: [] },
    { ...north, id: "west", menteeIds: ["new"] },
  ];
  const result = await merge({ people, groups });
  const reasons = [...result.people, ...result.groups].map((row) =>
    row.outcome === "refused"
      ? [row.reason, ...row.issues.map(({ path }) => path)].join(" ")
      : row.outcome,
  );
  expect(reasons).toEqual([
    "created",
    "invalid_input people.1.name people.1.email people.1.role",
    "invalid_input people.2.id",
    "already_exists people.3.email",
    "created",
    "already_exists people.5.email",
    "invalid_input people.6.kind",
    "invalid_input groups.0.menteeIds.1 groups.0.menteeIds.4",
    "invalid_input groups.1.mentorId",
    "created",
  ]);
  expect((await groupsNow()).map(({ id }) => id)).toEqual(["west"]);
});

test("SYNC-3: merge updates what is listed and removes nothing but a mentor who is replaced", async () => {
  await merge({ people: [mentor("mia")], groups: [north] });
  const result = await merge({
    people: [person("ben", { name: "Benjamin" })],
    groups: [{ ...north, mentorId: "mia", menteeIds: [] }],
  });
  expect(result.people).toEqual([{ outcome: "changed", id: "ben", changes: ["name"] }]);
  expect(result.groups).toEqual([
    { outcome: "changed", id: "north", changes: ["mentorId"], added: ["mia"], removed: ["ada"] },
  ]);
  const [group] = await groupsNow();
  expect(group).toMatchObject({ mentor: { id: "mia" }, mentees: [{ id: "ben" }, { id: "cleo" }] });
});

test("SYNC-4: exact deactivates, archives and removes what is not listed, and keeps every message", async () => {
  await merge({ groups: [north, { ...north, id: "south", menteeIds: ["cleo"] }] });
  const { id: conversationId } = await api.as("ben").conversations.open({ userId: "cleo" });
  await api.as("ben").messages.send({ conversationId, id: newId(), body: "hello" });
  const before = (await everything()).messages;
  const result = await exact({
    people: asNow.filter(({ id }) => id !== "ben"),
    groups: [{ ...north, menteeIds: ["cleo"] }],
  });
  expect(result).toMatchObject({ deactivated: ["ben"], archived: ["south"] });
  expect(result.groups).toEqual([
    { outcome: "changed", id: "north", changes: [], added: [], removed: ["ben"] },
  ]);
  expect(await reasonOf(api.as("ben").users.me())).toBe("not_signed_in");
  expect((await everything()).messages).toEqual(before);
  const again = await exact({ people: asNow, groups: [{ ...north }] });
  expect(again.people).toContainEqual({ outcome: "changed", id: "ben", changes: ["status"] });
  api.clock.advance(1_000);
  const { messages } = await api.as("ben").messages.list({ conversationId });
  expect(messages.map(({ body }) => body)).toEqual(["hello"]);
});

test("SYNC-5: exact leaves ADMINs, SYSTEM and BOT users who are not listed, and names the ADMINs", async () => {
  await api.service.users.upsert({ id: "helper", name: "Helper", kind: "BOT" });
  const result = await exact({ people: [] });
  expect(result).toMatchObject({ deactivated: ["ada", "ben", "cleo"], keptAdmins: ["root"] });
  const active = await rowsOf(
    sql`select id from ${tables.users} where status = 'active' order by id`,
  );
  expect(active).toEqual([{ id: "helper" }, { id: "parley" }, { id: "root" }]);
});

test("SYNC-5: an exact sync that would deactivate more users than expected is refused as a whole", async () => {
  const crowd = Array.from({ length: 60 }, (_, at) => person(`p${at}`));
  await merge({ people: crowd });
  const before = await everything();
  for (const dryRun of [false, true]) {
    const call = sync({
      mode: "exact",
      people: [...asNow, ...crowd.slice(20)],
      groups: [],
      dryRun,
    });
    expect(await reasonOf(call)).toBe("invalid_input");
    await expect(call).rejects.toThrow(/20 of 64 people, and maxDeactivations allows 12/);
  }
  expect(await everything()).toEqual(before);
  const asked = { people: [...asNow, ...crowd.slice(20)], groups: [], maxDeactivations: 20 };
  expect((await sync({ mode: "exact", ...asked })).deactivated).toHaveLength(20);
  expect(await reasonOf(sync({ mode: "exact", people: asNow }))).toBe("invalid_input");
});

test("SYNC-6: addresses can be exchanged, rotate and be taken over from a user who leaves", async () => {
  const addresses = (a: string, b: string, c: string) => [
    person("root", { role: "ADMIN" }),
    mentor("ada", { email: `${a}@example.org` }),
    person("ben", { email: `${b}@example.org` }),
    person("cleo", { email: `${c}@example.org` }),
  ];
  expect((await exact({ people: addresses("ben", "cleo", "ada") })).summary.people.changed).toBe(3);
  expect((await accounts()).map(({ email }) => email)).toEqual([
    ...["ben@example.org", "cleo@example.org", "ada@example.org", "root@example.org"],
  ]);
  const successor = person("cleo-2", { email: "ada@example.org" });
  const [, ada, ben] = asNow;
  if (ada === undefined || ben === undefined) throw new Error("four people");
  const rest = [person("root", { role: "ADMIN" }), ada, ben];
  const taken = await merge({ people: [successor] });
  expect(taken.people).toMatchObject([{ outcome: "refused", reason: "already_exists" }]);
  const result = await exact({ people: [...rest, successor] });
  expect(outcomes(result).people).toEqual(["unchanged", "unchanged", "unchanged", "created"]);
  expect(result.deactivated).toEqual(["cleo"]);
});

test("SYNC-7: a sync that was interrupted is finished by its repeat, and one more changes nothing", async () => {
  const people = Array.from({ length: 450 }, (_, at) => person(`p${at}`));
  const groups = Array.from({ length: 60 }, (_, at) => ({
    ...{ id: `g${at}`, name: `Group ${at}`, mentorId: "ada" },
    menteeIds: [`p${at}`, `p${at + 1}`],
  }));
  const { db } = api.platform;
  const transaction = db.transaction.bind(db);
  let left = 0;
  Object.assign(db, {
    transaction: (...of: Parameters<typeof transaction>) => {
      left -= 1;
      return left < 0 ? Promise.reject(new Error("the connection was lost")) : transaction(...of);
    },
  });
  const created: number[] = [];
  try {
    for (const batches of [1, 1, 2]) {
      left = batches;
      await expect(merge({ people, groups })).rejects.toThrow("connection was lost");
      const [{ n } = { n: 0 }] = await rowsOf(
        sql`select count(*)::int as n from ${tables.users} where id ^@ 'p'`,
      );
      created.push(Number(n));
    }
  } finally {
    Object.assign(db, { transaction });
  }
  expect(created).toEqual([201, 401, 451]);
  expect((await merge({ people, groups })).summary.groups).toMatchObject({
    created: 10,
    unchanged: 50,
  });
  const before = await everything();
  const { summary } = await merge({ people, groups });
  expect(summary.people).toMatchObject({ unchanged: 450 });
  expect(summary.groups).toMatchObject({ unchanged: 60 });
  expect(await everything()).toEqual(before);
  api.faults.splice(0);
});

test("SYNC-8: a group whose end has passed stays archived, and a new end revives it", async () => {
  const endsAt = new Date(api.clock.now().getTime() + 60_000).toISOString();
  await merge({ groups: [{ ...north, endsAt }] });
  api.clock.advance(120_000);
  await api.service.groups.archive({ groupId: "north" });
  expect(outcomes(await merge({ groups: [{ ...north, endsAt }] })).groups).toEqual(["unchanged"]);
  expect(outcomes(await merge({ groups: [north] })).groups).toEqual(["unchanged"]);
  const revived = await merge({ groups: [{ ...north, endsAt: null }] });
  expect(revived.groups).toMatchObject([{ changes: ["endsAt", "state"], added: [] }]);
  expect(await groupsNow()).toMatchObject([{ state: "active", endsAt: null }]);
});

test("SYNC-1: pictures are followed as in users.upsert", async () => {
  const people = [person("ben", { avatarUrl: "https://example.org/ben.png" })];
  expect((await merge({ people })).people).toMatchObject([{ changes: ["avatarUrl"] }]);
  expect(outcomes(await merge({ people })).people).toEqual(["unchanged"]);
  const without = [person("ben", { avatarUrl: null })];
  expect((await merge({ people: without })).people).toMatchObject([{ changes: ["avatarUrl"] }]);
});

const ids = ["ada", "ben", "cleo", "dan", "eve", "fay"];
const id = fc.constantFrom(...ids);
const anyPerson = fc.record({
  id: fc.constantFrom(...ids, "root"),
  name: fc.constantFrom("Kim", "Lee"),
  role: fc.constantFrom("MENTOR", "MENTEE", "MENTEE", "ADMIN"),
  email: fc.constantFrom(undefined, null, "a@example.org", "b@example.org", "c@example.org"),
});
const anyGroup = fc.record({
  id: fc.constantFrom("north", "south"),
  name: fc.constantFrom("One", "Two"),
  mentorId: id,
  menteeIds: fc.uniqueArray(id, { maxLength: 3 }),
});
const anyState = fc.record({
  people: fc.uniqueArray(anyPerson, { selector: (it) => it.id, maxLength: 7 }),
  groups: fc.uniqueArray(anyGroup, { selector: (it) => it.id }),
});
type AnyState = typeof anyState extends fc.Arbitrary<infer State> ? State : never;
const given = ({ people, groups }: AnyState) => ({
  // An address left out is not a field.
  people: people.map(({ email, ...rest }) => (email === undefined ? rest : { ...rest, email })),
  groups,
});

/** Brings the database to any state that calls can lead to, with a message in each conversation. */
async function begin(states: readonly AnyState[], closed: readonly string[]) {
  await api.reset();
  await api.addPeople({ root: "ADMIN", parley: "SYSTEM", helper: "BOT" });
  for (const state of states) await merge(given(state));
  for (const userId of closed)
    await api.service.users.deactivate({ userId }).catch(() => undefined);
  for (const { id: groupId } of await groupsNow())
    if (closed.length > 1) await api.service.groups.archive({ groupId });
  for (const { id: senderId } of await accounts()) {
    const { conversations } = await api
      .as(senderId)
      .conversations.list()
      .catch(() => ({ conversations: [] }));
    for (const { id: conversationId, writable } of conversations)
      if (writable.ok)
        await api.as(senderId).messages.send({ conversationId, id: newId(), body: "hi" });
  }
}

/** Whether the state is what the accepted rows say, and in an exact sync nothing more. */
async function expectState(
  { people, groups }: ReturnType<typeof given>,
  mode: SyncInput["mode"],
  result: SyncResult,
) {
  const found = new Map((await accounts()).map((account) => [account.id, account]));
  for (const [at, { outcome }] of result.people.entries()) {
    const wanted = people[at];
    if (wanted !== undefined && outcome !== "refused")
      expect(found.get(wanted.id)).toMatchObject({ ...wanted, status: "active" });
  }
  const foundGroups = new Map((await groupsNow()).map((group) => [group.id, group]));
  for (const [at, { outcome }] of result.groups.entries()) {
    const wanted = groups[at];
    if (wanted === undefined || outcome === "refused") continue;
    const { mentor: leader, mentees, name, state } = foundGroups.get(wanted.id) ?? {};
    expect({ name, state, mentorId: leader?.id }).toEqual({
      name: wanted.name,
      state: "active",
      mentorId: wanted.mentorId,
    });
    const members = mentees?.map((mentee) => mentee.id) ?? [];
    // As in `groups.create`, a mentor among the mentees is the mentor alone.
    const wantedMentees = wanted.menteeIds.filter((userId) => userId !== wanted.mentorId);
    if (mode === "exact") expect(members).toEqual(wantedMentees.toSorted());
    else expect(members).toEqual(expect.arrayContaining(wantedMentees));
  }
  if (mode === "merge") return;
  const listed = new Set(people.map((it) => it.id));
  const extra = [...found.values()].filter((it) => it.status === "active" && !listed.has(it.id));
  expect(extra.map((it) => it.id).toSorted()).toEqual(result.keptAdmins);
  expect(extra.filter(({ role }) => role !== "ADMIN")).toEqual([]);
  const listedGroups = new Set<string>(groups.map((it) => it.id));
  const open = [...foundGroups.values()].filter(
    (it) => it.state !== "archived" && !listedGroups.has(it.id),
  );
  expect(open).toEqual([]);
}

const present = ({ members }: Awaited<ReturnType<typeof everything>>) =>
  members
    .filter(({ left_at: left }) => left === null)
    .map(({ group_id: group, user_id: user }) => `${String(group)} ${String(user)}`);

test(
  "SYNC-9: from any state to any other: a dry run changes nothing and predicts the run, the run reaches the state with every event, merge removes nothing, a second run changes nothing, and every message stays",
  { retry: 0 },
  async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyState, { maxLength: 2 }),
        fc.uniqueArray(id, { maxLength: 3 }),
        anyState,
        fc.constantFrom("merge", "exact"),
        async (states, closed, desired, mode) => {
          await begin(states, closed);
          await api.settled();
          const before = await everything();
          const input = { ...given(desired), mode, maxDeactivations: 100 };
          const dry = await sync({ ...input, dryRun: true });
          expect(await everything()).toEqual(before);
          const result = await sync(input);
          expect({ ...result, dryRun: true }).toEqual(dry);
          await api.settled();
          await expectState(given(desired), mode, result);
          const after = await everything();
          expect(after.messages).toEqual(before.messages);
          if (mode === "merge") {
            expect([result.deactivated, result.archived]).toEqual([[], []]);
            const replaced = result.groups.flatMap((row) =>
              row.outcome === "changed" ? row.removed.map((user) => `${row.id} ${user}`) : [],
            );
            expect(
              present(before).filter(
                (it) => !replaced.includes(it) && !present(after).includes(it),
              ),
            ).toEqual([]);
          }
          const second = await sync(input);
          expect(await everything()).toEqual(after);
          expect([second.deactivated, second.archived]).toEqual([[], []]);
          for (const { people, groups } of [result, second])
            for (const { outcome } of [...people, ...groups]) seen.add(`${mode} ${outcome}`);
        },
      ),
      { numRuns: 25 },
    );
    // Which of the eight outcomes a run of this size has depends on its seed: nearly all, seldom all of them.
    expect(seen.size).toBeGreaterThan(4);
  },
);
