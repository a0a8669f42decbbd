import { users } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { reasonOf, type TestApi } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({ people: { root: "ADMIN", ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE" } });

type Input = Parameters<ReturnType<TestApi["as"]>["users"]["list"]>[0];

const list = (input: Input = {}) => api.as("root").users.list(input);
const idsOf = async (input?: Input) => (await list(input)).accounts.map(({ id }) => id);
const rename = (id: string, name: string) =>
  api.platform.db.update(users).set({ name }).where(eq(users.id, id));

test("ADM-1: an ADMIN sees all users by name, with address, role and status", async () => {
  await api.as("root").users.deactivate({ userId: "ben" });
  await rename("cleo", "Ádele");
  const { accounts, nextCursor } = await list();
  expect(accounts.map(({ id }) => id)).toEqual(["ada", "cleo", "ben", "root"]);
  expect(accounts[2]).toEqual({
    id: "ben",
    name: "Ben",
    role: "MENTEE",
    avatarUrl: null,
    email: "ben@example.org",
    status: "deactivated",
    lastSeenAt: null,
    avatarProblem: null,
  });
  expect(nextCursor).toBeNull();
});

test("ADM-1: the last time online is shown for users who share it", async () => {
  const lastSeenAt = new Date("2026-01-04T10:00:00.000Z");
  await api.platform.db.update(users).set({ lastSeenAt });
  await api.as("ben").users.updateMe({ sharesPresence: false });
  const seen = (await list()).accounts.map((one) => [one.id, one.lastSeenAt]);
  const at = lastSeenAt.toISOString();
  expect(seen).toEqual([
    ["ada", at],
    ["ben", null],
    ["cleo", at],
    ["root", at],
  ]);
});

test("ADM-1: no other user lists users", async () => {
  for (const id of ["ada", "ben"]) {
    expect(await reasonOf(api.as(id).users.list({}))).toBe("forbidden");
  }
  expect(await reasonOf(api.anonymous.users.list({}))).toBe("not_signed_in");
});

test("ADM-2: the list is filtered by role, by status, and by part of a name or an address", async () => {
  await api.as("root").users.deactivate({ userId: "ben" });
  await rename("cleo", "Zoë 100%");
  expect(await idsOf({ role: "MENTEE" })).toEqual(["ben", "cleo"]);
  expect(await idsOf({ role: "MENTEE", status: "active" })).toEqual(["cleo"]);
  expect(await idsOf({ text: "ZOE" })).toEqual(["cleo"]);
  expect(await idsOf({ text: "EN@exam" })).toEqual(["ben"]);
  expect(await idsOf({ text: "0%" })).toEqual(["cleo"]);
  expect(await idsOf({ text: "%%" })).toEqual([]);
});

test("ADM-2: an address is found as it is written, also with a host in another script or in capitals", async () => {
  const as = (id: string, email: string) =>
    api.as("root").users.upsert({ id, name: id, role: "MENTEE", email });
  await as("ben", "анна@почта.рф");
  await as("cleo", "cleo@bücher.example");
  for (const text of ["почта", "АННА@ПОЧТА.РФ", "анна@почта", "рф", "xn--80a1acny", "анна@"])
    expect(await idsOf({ text }), text).toEqual(["ben"]);
  for (const text of ["bücher", "Cleo@BÜCHER.ex", "bu\u0308cher.example", "bücher."])
    expect(await idsOf({ text }), text).toEqual(["cleo"]);
  for (const text of ["büch", "почта@", "@@"]) expect(await idsOf({ text }), text).toEqual([]);
});

test("ADM-3: pages of users join without a gap or a repeat, also among users of one name", async () => {
  for (const id of ["ada", "ben", "cleo"]) await rename(id, "Sam");
  const seen: string[] = [];
  let cursor: Exclude<Input, void | undefined>["cursor"];
  for (let pages = 0; pages < 4; pages += 1) {
    const page = await list({ limit: 1, cursor });
    seen.push(...page.accounts.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(cursor).toBeNull();
  expect(seen).toEqual(["root", "ada", "ben", "cleo"]);
});
