import { quietHoursSchema } from "@parley/contract/notifications";
import * as schema from "@parley/db/schema";
import { everyDay } from "@parley/contract/weekdays";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { newId } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const api = useTestApi({
  people: { root: "ADMIN", ada: "MENTOR", ben: "MENTEE" },
  groups: [{ id: "north", mentor: "ada", mentees: ["ben"] }],
});
let direct: string;
/** In two days. */
let dueOn: string;

beforeEach(async () => {
  direct = (await api.as("ada").conversations.open({ userId: "ben" })).id;
  await inZone("ben", "America/New_York");
  // Midnight UTC: tests share the clock.
  api.clock.advance(DAY - (api.clock.now().getTime() % DAY));
  dueOn = new Date(api.clock.now().getTime() + 2 * DAY).toISOString().slice(0, 10);
});

const inZone = (userId: string, timeZone: string) =>
  api.platform.db.update(schema.users).set({ timeZone }).where(eq(schema.users.id, userId));

const create = (wish: { ownerId?: string; isShared?: boolean; text?: string } = {}) =>
  api.as("ada").cards.createItem({
    ...{ id: newId(), conversationId: direct, text: "Send the CV", dueOn },
    ...{ ownerId: "ben", isShared: true, ...wish },
  });

const read = () => api.as("ben").messages.markRead({ conversationId: direct, seq: 1 });

/** Hours after the beginning of the day on which the item is due, in UTC, jobs run. Returns what was sent. */
const at = async (hours: number) => {
  const due = Date.parse(`${dueOn}T00:00:00.000Z`) + hours * HOUR;
  api.clock.advance(due - api.clock.now().getTime());
  await api.jobs.run();
  return api.notifications.sent.flatMap(({ content }) =>
    content.kind === "reminder"
      ? [[content.to.userId, ...content.conversations.flatMap(({ messages }) => messages)]]
      : [],
  );
};

test("ACT-9: an owner is reminded at 9:00 by their clock on the day on which an item is due, once", async () => {
  const item = await create();
  await read();
  expect(await at(13.9)).toEqual([]);
  const reminder = [["ben", expect.objectContaining({ text: "Send the CV" })]];
  expect(await at(14)).toEqual(reminder);
  expect(await at(30)).toEqual(reminder);
  const { notifications } = await api.as("ben").notifications.list({});
  expect(notifications.at(-1)).toMatchObject({
    ...{ kind: "reminder", cardId: item.id, state: "sent", conversations: [] },
  });
});

test("ACT-9: a reminder follows the owner, their time zone and the date", async () => {
  const moved = await create({ text: "moved" });
  const given = await create({ text: "given" });
  await create({ text: "travelled" });
  await read();
  const tomorrow = new Date(Date.parse(dueOn) + DAY).toISOString().slice(0, 10);
  await api.as("ben").cards.changeItem({ itemId: moved.id, dueOn: tomorrow });
  await api.as("ben").cards.changeItem({ itemId: given.id, ownerId: "ada" });
  expect(await at(9)).toMatchObject([["ada", { text: "given" }]]);
  await inZone("ben", "Pacific/Honolulu");
  expect(await at(18.5)).toHaveLength(1);
  expect(await at(19)).toMatchObject([
    ["ada", {}],
    ["ben", { text: "travelled" }],
  ]);
  expect(await at(24 + 19)).toMatchObject([
    ["ada", {}],
    ["ben", {}],
    ["ben", { text: "moved" }],
  ]);
});

test("ACT-9: nobody is reminded of what is done, removed, or has no owner any more", async () => {
  const done = await create();
  const removed = await create();
  const deleted = await create();
  await create({ isShared: false, ownerId: "ada" });
  await read();
  await api.as("ben").cards.changeItem({ itemId: done.id, state: "done" });
  await api.as("ben").cards.changeItem({ itemId: removed.id, state: "removed" });
  await api.as("ada").messages.delete({ conversationId: direct, seq: deleted.seq ?? 0 });
  await create();
  await api.as("root").users.deactivate({ userId: "ben" });
  expect(await at(20)).toMatchObject([["ada", { text: "Send the CV" }]]);
});

test("ACT-9: a reminder waits for the end of quiet hours, and has no text if notifications have none", async () => {
  const quietHours = quietHoursSchema.parse(everyDay({ from: "08:00", until: "11:00" }));
  await api.as("ben").notifications.updateSettings({ quietHours, content: "name-only" });
  await create();
  await read();
  expect(await at(14)).toEqual([]);
  expect(await at(15.9)).toEqual([]);
  expect(await at(16.5)).toEqual([["ben"]]);
});

const propose = (slot: string) =>
  api.as("ada").cards.proposeMeeting({
    ...{ id: newId(), conversationId: direct, slots: [slot], timeZone: "UTC", minutes: 60 },
    ...{ title: "Coffee", place: "The corner" },
  });
type Met = Awaited<ReturnType<typeof propose>>;
const change = (
  userId: string,
  { id: meetingId, version: expectedVersion }: Met,
  to: Parameters<ReturnType<typeof api.as>["cards"]["changeMeeting"]>[0]["change"],
) => api.as(userId).cards.changeMeeting({ meetingId, expectedVersion, change: to });
const accept = (meeting: Met) =>
  change("ben", meeting, { do: "accept", startsAt: meeting.slots[0] ?? "" });

/** What is told of meetings until so many hours after the beginning of that day. */
const toldAt = async (hours: number) => {
  await at(hours);
  return api.notifications.sent.flatMap(({ content }) => {
    const [shown] = content.conversations.flatMap(({ messages }) => messages);
    return content.kind === "meeting" ? [[content.to.userId, content.news, shown?.text]] : [];
  });
};

test("MEET-10: both users are reminded an hour before a meeting, by their clocks and once, also in quiet hours", async () => {
  const quietHours = quietHoursSchema.parse(everyDay({ from: "00:00", until: "24:00" }));
  await api.as("ada").notifications.updateSettings({ quietHours });
  await accept(await propose(`${dueOn}T18:00`));
  await read();
  expect(await toldAt(16.9)).toEqual([]);
  const reminders = await toldAt(17);
  expect(reminders.map(([userId, news]) => [userId, news])).toEqual([
    ["ada", "soon"],
    ["ben", "soon"],
  ]);
  expect(reminders[1]?.[2]).toMatch(/^Coffee\n.+ 1:00\sPM \(America\/New York\)\nThe corner$/u);
  expect(await toldAt(20)).toHaveLength(2);
});

test("MEET-10: a reminder follows the time, and there is none of what is off, or of a user who may not write", async () => {
  const moved = await accept(await propose(`${dueOn}T10:00`));
  const canceled = await accept(await propose(`${dueOn}T10:00`));
  await read();
  const others = { timeZone: "UTC", minutes: 60, slots: [`${dueOn}T14:00`] };
  await change("ada", canceled, { do: "cancel" });
  await accept(await change("ada", moved, { do: "propose", ...others }));
  const reminded = async (hours: number) =>
    (await toldAt(hours)).filter(([, news]) => news === "soon").length;
  expect(await reminded(12)).toBe(0);
  expect(await reminded(13)).toBe(2);
  await accept(await propose(`${dueOn}T20:00`));
  await api.as("ben").contacts.block({ userId: "ada" });
  expect(await reminded(23)).toBe(2);
});

test("MEET-10: of a change the other user is told after a minute, unless there was a later one", async () => {
  const meeting = await propose(`${dueOn}T10:00`);
  await read();
  const agreed = await accept(meeting);
  expect(await toldAt(-20)).toMatchObject([["ada", "agreed", expect.stringContaining("Coffee")]]);
  const others = { timeZone: "UTC", minutes: 60, slots: [`${dueOn}T14:00`] };
  const moved = await change("ada", agreed, { do: "propose", ...others });
  await change("ada", moved, { do: "cancel" });
  expect((await toldAt(-19)).map(([userId, news]) => [userId, news])).toEqual([
    ["ada", "agreed"],
    ["ben", "canceled"],
  ]);
});
