import type { AnnouncementTo, SendAnnouncementInput } from "@parley/contract/announcements";
import { limits } from "@parley/contract/limits";
import { expect, test } from "vitest";
import { newId, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";
import { DomainError } from "../errors.ts";
import { ANNOUNCED_AT_ONCE, continueAnnouncement } from "./announcements.ts";

const api = useTestApi({
  people: {
    ...{ root: "ADMIN", boss: "ADMIN", ada: "MENTOR", max: "MENTOR" },
    ...{ ben: "MENTEE", cleo: "MENTEE", dan: "MENTEE", gone: "MENTEE" },
  },
  groups: [{ id: "circle", mentor: "ada", mentees: ["ben"] }],
});

const to = (wish: Partial<AnnouncementTo>): AnnouncementTo => ({
  roles: [],
  groupIds: [],
  ...wish,
});
const send = (wish: Partial<SendAnnouncementInput> = {}) =>
  api.as("root").announcements.send({
    ...{ id: newId(), body: "We close at noon on Friday.", to: to({ roles: ["MENTEE"] }) },
    ...wish,
  });
const count = async (wish: Partial<AnnouncementTo>) =>
  (await api.as("root").announcements.count({ to: to(wish) })).recipients;
const list = async () => (await api.as("boss").announcements.list()).announcements;

/** What a user has from the ADMIN. */
async function textsOf(user: string): Promise<string[]> {
  const { conversations } = await api.as(user).conversations.list({});
  const from = conversations.find(
    (one) => one.with.kind === "direct" && one.with.person.id === "root",
  );
  if (from === undefined) return [];
  const { messages } = await api.as(user).messages.list({ conversationId: from.id });
  return messages.map(({ body }) => body ?? "");
}

test("ANN-1: people of a role and members of a group are reached once each, in their own conversation", async () => {
  await api.as("root").users.deactivate({ userId: "gone" });
  expect(await count({ roles: ["MENTEE"] })).toBe(3);
  expect(await count({ roles: ["MENTEE"], groupIds: ["circle"] })).toBe(4);
  expect(await count({ groupIds: ["circle"] })).toBe(2);
  // The caller is no recipient.
  expect(await count({ roles: ["ADMIN"] })).toBe(1);
  const sent = await send({ to: to({ roles: ["MENTEE"], groupIds: ["circle"] }) });
  expect(sent).toMatchObject({ recipients: 4, sent: 0, skipped: 0, doneAt: null });
  await api.jobs.run();
  expect(await list()).toMatchObject([
    { id: sent.id, sender: { id: "root" }, sent: 4, skipped: 0 },
  ]);
  expect((await list())[0]?.doneAt).not.toBeNull();
  for (const user of ["ada", "ben", "cleo", "dan"])
    expect(await textsOf(user), user).toEqual(["We close at noon on Friday."]);
  expect(await textsOf("max")).toEqual([]);
  // They answer the ADMIN alone.
  const { id: conversationId } = await api.as("ben").conversations.open({ userId: "root" });
  await api.as("ben").messages.send({ conversationId, id: newId(), body: "Thank you" });
});

test("ANN-2: a repeat of the call and of each job sends nothing twice, and another text under the same id is refused", async () => {
  const id = newId();
  const first = await send({ id });
  expect(await send({ id })).toEqual(first);
  expect(await reasonOf(send({ id, body: "Another" }))).toBe("idempotency_conflict");
  expect(await reasonOf(send({ id, to: to({ roles: ["MENTOR"] }) }))).toBe("idempotency_conflict");
  await api.jobs.run();
  for (const after of [null, "ben", "gone"])
    await continueAnnouncement(api.platform, { announcementId: id, after });
  for (const user of ["ben", "cleo", "dan"]) expect(await textsOf(user)).toHaveLength(1);
  expect((await list())[0]).toMatchObject({ sent: 4, skipped: 0 });
});

test("ANN-2: a job that ended in the middle is finished by a later one, for more people than one job has", async () => {
  const names = Array.from({ length: ANNOUNCED_AT_ONCE + 5 }, (_, at) => `p${at}`);
  await api.addPeople(Object.fromEntries(names.map((name) => [name, "MENTOR"])));
  const { id } = await send({ to: to({ roles: ["MENTOR"] }) });
  const { sends } = api.platform;
  let left = 7;
  const failing: typeof sends = {
    send: async (one) => {
      left -= 1;
      if (left < 0) throw new Error("the database is away");
      return sends.send(one);
    },
  };
  await expect(
    continueAnnouncement({ ...api.platform, sends: failing }, { announcementId: id, after: null }),
  ).rejects.toThrow("away");
  await api.jobs.run();
  expect((await list())[0]).toMatchObject({ sent: names.length + 2, skipped: 0 });
  for (const user of ["p0", "p7", "p99", "ada", "max"]) expect(await textsOf(user)).toHaveLength(1);
});

test("ANN-3: people whom its author may not write to are skipped and counted", async () => {
  const { id } = await send();
  const { sends } = api.platform;
  const refusing: typeof sends = {
    async send(one) {
      const { deliveries, ...result } = await sends.send(one);
      const isCleo = deliveries.some(({ userId }) => userId === "cleo");
      if (isCleo) throw new DomainError("contact_unavailable");
      return { deliveries, ...result };
    },
  };
  const platform = { ...api.platform, sends: refusing };
  await continueAnnouncement(platform, { announcementId: id, after: null });
  expect((await list())[0]).toMatchObject({ sent: 3, skipped: 1, doneAt: null });
  await continueAnnouncement(platform, { announcementId: id, after: "gone" });
  expect((await list())[0]?.doneAt).not.toBeNull();
});

test("ANN-3: it ends if its author is no ADMIN any more", async () => {
  const { id } = await send();
  await api.as("boss").users.upsert({
    ...{ id: "root", name: "Root", email: "root@example.org", role: "MENTOR" },
  });
  await api.jobs.run();
  expect((await list())[0]).toMatchObject({ id, sent: 0, skipped: 0 });
  expect((await list())[0]?.doneAt).not.toBeNull();
  expect(await textsOf("ben")).toEqual([]);
});

test("ANN-4: it needs recipients, groups that exist, and a text", async () => {
  for (const wish of [
    { to: to({}) },
    { to: to({ groupIds: ["nowhere"] }) },
    { to: to({ roles: ["MENTEE"], groupIds: ["circle", "nowhere"] }) },
    {
      to: to({
        groupIds: Array.from({ length: limits.announcementGroupsMax + 1 }, () => "circle"),
      }),
    },
    { body: " " },
    { body: "x".repeat(limits.bodyMax + 1) },
    { id: "no id" },
  ])
    expect(await reasonOf(send(wish)), JSON.stringify(wish).slice(0, 80)).toBe("invalid_input");
  expect(await list()).toEqual([]);
});
