import { getTRPCErrorFromUnknown } from "@trpc/server";
import { beforeEach, expect, expectTypeOf, test } from "vitest";
import { errorData } from "../error-mapping.ts";
import { newId, type TestCaller } from "../testing/index.ts";
import { useTestApi } from "../testing/vitest.ts";
import { DomainError, type Refusal } from "./errors.ts";

const api = useTestApi({
  people: { root: "ADMIN", ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE", dora: "MENTEE" },
  groups: [{ id: "north", mentor: "ada", mentees: ["ben"] }],
});
let conversationId: string;

beforeEach(async () => {
  await api.as("root").users.deactivate({ userId: "dora" });
  conversationId = (await api.as("root").conversations.open({ userId: "ben" })).id;
  await api.as("ben").messages.send({ conversationId, id: newId(), body: "hello" });
});

/** The reason and the issues of a refusal, as clients receive them. */
async function refusalOf(call: Promise<unknown>) {
  const thrown: unknown = await call.then(
    () => new Error("the call was not refused"),
    (error: unknown) => error,
  );
  const error = getTRPCErrorFromUnknown(thrown);
  const { reason, issues = [] } = errorData(error, { requestId: "", path: undefined });
  return {
    reason,
    issues: issues.map(({ path, message }) => [path, message]),
    text: error.message,
  };
}

/** What a caller without types may pass. */
const untyped = (to: unknown) => ({
  senderId: "parley",
  to: to as { userId: string },
  body: "x",
  idempotencyKey: "k",
});
const wantedTo = 'is neither {"userId": "…"} nor {"conversationId": "…"}';

const group = { id: "west", name: "West", mentorId: "ada" };

const cases: readonly [
  string,
  string,
  (as: (id: string) => TestCaller) => Promise<unknown>,
  string[][],
][] = [
  [
    "an unknown mentor",
    "invalid_input",
    (as) => as("root").groups.create({ ...group, mentorId: "nobody" }),
    [["mentorId", "is the id of no user"]],
  ],
  [
    "a mentee as the mentor",
    "invalid_input",
    (as) => as("root").groups.create({ ...group, mentorId: "ben" }),
    [["mentorId", "is the id of a user with role MENTEE, wanted MENTOR or ADMIN"]],
  ],
  [
    "mentees of whom some will not do",
    "invalid_input",
    (as) => as("root").groups.create({ ...group, menteeIds: ["ben", "nobody", "cleo", "dora"] }),
    [
      ["menteeIds.1", "is the id of no user"],
      ["menteeIds.3", "is the id of a deactivated user"],
    ],
  ],
  [
    "a new mentor who is none",
    "invalid_input",
    (as) => as("root").groups.update({ groupId: "north", mentorId: "cleo" }),
    [["mentorId", "is the id of a user with role MENTEE, wanted MENTOR or ADMIN"]],
  ],
  [
    "new members of whom one is a mentor",
    "invalid_input",
    (as) =>
      as("root").groups.addMembers({ groupId: "north", menteeIds: ["ben", "cleo", "ada", "root"] }),
    [["menteeIds.3", "is the id of a user with role ADMIN, wanted MENTEE"]],
  ],
  [
    "the mentor as one who leaves",
    "invalid_input",
    (as) => as("root").groups.removeMembers({ groupId: "north", menteeIds: ["ben", "ada"] }),
    [["menteeIds.1", "is the mentor, who can only be replaced"]],
  ],
  [
    "the mentor as one who leaves, by the former name of the field",
    "invalid_input",
    (as) => as("root").groups.removeMembers({ groupId: "north", userIds: ["ben", "ada"] }),
    [["userIds.1", "is the mentor, who can only be replaced"]],
  ],
  [
    "a conversation with oneself",
    "invalid_input",
    (as) => as("ben").conversations.open({ userId: "ben" }),
    [["userId", "is the caller's own id"]],
  ],
  [
    "oneself as a contact",
    "invalid_input",
    (as) => as("ben").contacts.add({ email: "ben@example.org" }),
    [["email", "is the caller's own address"]],
  ],
  [
    "a block of oneself",
    "invalid_input",
    (as) => as("ben").contacts.block({ userId: "ben" }),
    [["userId", "is the caller's own id"]],
  ],
  [
    "why one may write to oneself",
    "invalid_input",
    (as) => as("ben").contacts.explain({ userId: "ben" }),
    [["userId", "is the caller's own id"]],
  ],
  [
    "the deletion of another user's message without a reason",
    "invalid_input",
    (as) => as("root").messages.delete({ conversationId, seq: 1 }),
    [["reason", "is missing: the message is by another user"]],
  ],
  [
    "another group of the same id",
    "already_exists",
    (as) => as("root").groups.create({ ...group, id: "north" }),
    [["id", "is the id of a group with another name or mentor"]],
  ],
  [
    "the address of another user",
    "already_exists",
    (as) =>
      as("root").users.upsert({
        id: "cleo",
        name: "Cleo",
        role: "MENTEE",
        email: "ben@example.org",
      }),
    [["email", "is the address of another user, ben"]],
  ],
];

test.for(cases)("ERR-2: a refusal names the fields: %s", async ([, reason, call, issues]) => {
  const refused = await refusalOf(call((id) => api.as(id)));
  expect(refused).toMatchObject({ reason, issues });
  // A sentence without the field's name would not help a reader of logs.
  for (const [path, message] of issues) expect(refused.text).toContain(`${path} ${message}`);
});

test("API-3: a renamed field is refused under both names at once, and under neither", async () => {
  const { addMembers } = api.as("root").groups;
  const both = { groupId: "north", menteeIds: ["cleo"], userIds: ["cleo"] };
  expect(await refusalOf(addMembers(both))).toMatchObject({
    reason: "invalid_input",
    issues: [["userIds", "is the former name of menteeIds: pass menteeIds alone"]],
  });
  expect(await refusalOf(addMembers({ groupId: "north" }))).toMatchObject({
    reason: "invalid_input",
    issues: [["menteeIds", "is missing"]],
  });
});

test.for(["ben", null, {}, { userId: "ben", conversationId: "x" }, { userId: 7 }, { user: "ben" }])(
  "ERR-2: a recipient in none of the two forms is told both: %j",
  async (to) => {
    const { reason, issues } = await refusalOf(api.service.messages.sendAs(untyped(to)));
    expect({ reason, issues }).toEqual({ reason: "invalid_input", issues: [["to", wantedTo]] });
  },
);

test("ERR-2: one kind of reaction too many names its field as well", async () => {
  const emoji = Array.from("😀😁😂😃😄😅😆😇😈😉😊😋😌😍😎😏😐😑😒😓");
  for (const each of emoji)
    await api.as("ben").messages.react({ conversationId, seq: 1, emoji: each });
  expect(
    await refusalOf(api.as("ben").messages.react({ conversationId, seq: 1, emoji: "👍" })),
  ).toMatchObject({
    reason: "invalid_input",
    issues: [["emoji", "is one kind too many: a message has at most 20"]],
  });
});

test("ERR-2: invalid_input and already_exists cannot be thrown without their fields", () => {
  expectTypeOf<["invalid_input"]>().not.toExtend<Refusal>();
  expectTypeOf<["already_exists", { issues: [] }]>().not.toExtend<Refusal>();
  expectTypeOf<
    ["already_exists", { issues: [{ path: "email"; message: "x" }] }]
  >().toExtend<Refusal>();
  expectTypeOf<["not_found"]>().toExtend<Refusal>();
  expect(new DomainError("not_found").issues).toBeUndefined();
});
