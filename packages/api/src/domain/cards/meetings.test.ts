import type { MeetingChange } from "@parley/contract/cards";
import { meetingLimits } from "@parley/contract/limits";
import { beforeEach, expect, test } from "vitest";
import { newId, nextOf, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({
  people: { root: "ADMIN", ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE", helper: "BOT" },
});
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
let group: string;
let direct: string;

beforeEach(async () => {
  group = await api.addGroup({ id: "north", mentor: "ada", mentees: ["ben", "cleo"] });
  direct = (await api.as("ben").conversations.open({ userId: "ada" })).id;
});

/** A time of day in so many days, in UTC. */
const at = (days: number, time = "10:00") =>
  `${new Date(api.clock.now().getTime() + days * DAY).toISOString().slice(0, 10)}T${time}`;
const instant = (days: number, time = "10:00") => `${at(days, time)}:00.000Z`;

interface Wish {
  readonly from?: string;
  readonly id?: string;
  readonly conversationId?: string;
  readonly slots?: string[];
  readonly timeZone?: string;
  readonly minutes?: number;
  readonly title?: string | null;
  readonly place?: string | null;
}
const propose = ({ from = "ada", ...wish }: Wish = {}) =>
  api.as(from).cards.proposeMeeting({
    ...{ id: newId(), conversationId: direct, slots: [at(2), at(3)], timeZone: "UTC" },
    ...{ minutes: 60, ...wish },
  });
const change = (
  userId: string,
  { id: meetingId, version: expectedVersion }: { id: string; version: number },
  to: MeetingChange,
) => api.as(userId).cards.changeMeeting({ meetingId, expectedVersion, change: to });
const accept = (days: number): MeetingChange => ({ do: "accept", startsAt: instant(days) });
const other = (slots: string[]): MeetingChange => ({
  ...{ do: "propose", slots, timeZone: "UTC", minutes: 30 },
});
const agreedOne = async () => change("ben", await propose(), accept(2));
const cardsOf = async (userId: string, conversationId = direct) =>
  (await api.as(userId).cards.list({ conversationId })).cards;
const bodyOf = async (userId: string) =>
  (await api.as(userId).messages.list({ conversationId: direct })).messages.at(-1)?.body;
const problemOf = async (call: Promise<unknown>): Promise<string> => {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Error ? error.message : "it was accepted";
};

test("MEET-1: a proposed meeting is a card, whose text says the same, for both users", async () => {
  await using ben = await api.follow("ben");
  const timeZone = "Europe/Berlin";
  const meeting = await propose({
    ...{ slots: ["2026-07-02T10:00", "2026-07-01T10:00"], timeZone, title: " Coffee " },
    place: "https://meet.example.org/x",
  });
  expect(meeting).toEqual({
    ...{ kind: "meeting", id: meeting.id, conversationId: direct, seq: 1, creatorId: "ada" },
    ...{ title: "Coffee", place: "https://meet.example.org/x", state: "proposed" },
    ...{ proposerId: "ada", changedBy: "ada", minutes: 60, timeZone, agreed: null },
    slots: ["2026-07-01T08:00:00.000Z", "2026-07-02T08:00:00.000Z"],
    ...{ metBy: [], missedBy: [], version: 1, changedAt: api.clock.now().toISOString() },
  });
  const { message } = await nextOf(ben, "message.created");
  expect(message).toMatchObject({ id: meeting.id, seq: 1 });
  expect(message.body).toBe(
    "📅 Coffee\n2026-07-01 10:00 / 2026-07-02 10:00 (Europe/Berlin), 60 min\nhttps://meet.example.org/x",
  );
  expect((await nextOf(ben, "card.changed")).card).toEqual(meeting);
  expect(await cardsOf("ben")).toEqual([meeting]);
});

test("MEET-1: the same id with the same meeting is the same, and with another one a conflict", async () => {
  const wish = { id: newId(), title: "Coffee" };
  const meeting = await propose(wish);
  expect(await propose(wish)).toEqual(meeting);
  for (const another of [
    { ...wish, title: "Tea" },
    { ...wish, place: "here" },
    { ...wish, minutes: 30 },
    { ...wish, slots: [at(2)] },
    { ...wish, from: "ben" },
    { ...wish, conversationId: group },
  ])
    expect(await reasonOf(propose(another))).toBe("idempotency_conflict");
  await change("ben", meeting, accept(2));
  expect(await propose(wish)).toMatchObject({ state: "agreed", version: 2 });
  expect(await cardsOf("ben")).toHaveLength(1);
});

test("MEET-1: a card that was not stored when the server ended is stored by the repeat", async () => {
  const wish = { id: newId() };
  const { sends } = api.platform;
  const stopped = new Error("the server ended");
  Object.assign(api.platform, { sends: { send: () => Promise.reject(stopped) } });
  await expect(propose(wish)).rejects.toThrow("the server ended");
  Object.assign(api.platform, { sends });
  expect(await cardsOf("ben")).toEqual([]);
  api.faults.length = 0;
  expect(await propose(wish)).toMatchObject({ seq: 1 });
});

test("MEET-2: the other user accepts one of the times, which both see at once", async () => {
  const meeting = await propose();
  expect(await reasonOf(change("ada", meeting, accept(2)))).toBe("forbidden");
  expect(await problemOf(change("ben", meeting, accept(5)))).toContain("change.startsAt");
  await using ada = await api.follow("ada");
  const agreed = await change("ben", meeting, accept(3));
  expect(agreed).toMatchObject({
    ...{ state: "agreed", slots: [], changedBy: "ben", version: 2 },
    agreed: { startsAt: instant(3), endsAt: instant(3, "11:00") },
  });
  expect((await nextOf(ada, "card.changed")).card).toEqual(agreed);
  const { message } = await nextOf(ada, "message.edited");
  expect(message.body).toBe(`📅 ✅\n${at(3).replace("T", " ")} (UTC), 60 min`);
});

test("MEET-3: other times are a counter-proposal, which the first user answers", async () => {
  const meeting = await propose({ title: "Coffee" });
  const countered = await change("ben", meeting, other([at(5)]));
  expect(countered).toMatchObject({
    ...{ state: "proposed", proposerId: "ben", slots: [instant(5)], minutes: 30 },
    title: "Coffee",
  });
  expect(await reasonOf(change("ben", countered, accept(5)))).toBe("forbidden");
  expect(await change("ada", countered, accept(5))).toMatchObject({
    agreed: { startsAt: instant(5), endsAt: instant(5, "10:30") },
  });
});

test("MEET-3: an agreed time holds until another is accepted, and if the others are declined", async () => {
  const agreed = await agreedOne();
  const time = { startsAt: instant(2), endsAt: instant(2, "11:00") };
  const moved = await change("ben", agreed, other([at(6)]));
  expect(moved).toMatchObject({ state: "proposed", agreed: time, proposerId: "ben" });
  const kept = await change("ada", moved, { do: "decline" });
  expect(kept).toMatchObject({ state: "agreed", agreed: time, slots: [] });
  // Who proposed them can take them back, too.
  const again = await change("ben", kept, other([at(6)]));
  const back = await change("ben", again, { do: "decline" });
  expect(back).toMatchObject({ state: "agreed", agreed: time });
  const third = await change("ada", back, other([at(7)]));
  expect(await change("ben", third, accept(7))).toMatchObject({
    agreed: { startsAt: instant(7), endsAt: instant(7, "10:30") },
  });
});

test("MEET-4: a declined or canceled meeting can be proposed again", async () => {
  const meeting = await propose();
  expect(await reasonOf(change("ada", meeting, { do: "decline" }))).toBe("forbidden");
  const declined = await change("ben", meeting, { do: "decline" });
  expect(declined).toMatchObject({ state: "declined", slots: [instant(2), instant(3)] });
  expect(await bodyOf("ada")).toContain("❌");
  const again = await change("ben", declined, other([at(4)]));
  const agreed = await change("ada", again, accept(4));
  const canceled = await change("ben", agreed, { do: "cancel" });
  expect(canceled).toMatchObject({ state: "canceled", changedBy: "ben" });
  expect(canceled.agreed).toEqual(agreed.agreed);
  expect(await change("ada", canceled, other([at(8)]))).toMatchObject({
    ...{ state: "proposed", agreed: null },
  });
});

test("MEET-5: of two changes of one version the first wins, and the other is a conflict", async () => {
  const meeting = await propose();
  const results = await Promise.all(
    [accept(2), accept(3)].map((to) => reasonOf(change("ben", meeting, to)).catch(() => "ok")),
  );
  expect(results.toSorted()).toEqual(["ok", "version_conflict"]);
  const [now] = await cardsOf("ben");
  expect(now).toMatchObject({ state: "agreed", version: 2 });
});

test("MEET-5: what was decided of a version that is gone is a conflict, and what is so already no error", async () => {
  const meeting = await propose();
  const agreed = await change("ben", meeting, accept(2));
  // A counter-proposal while it was accepted.
  expect(await reasonOf(change("ada", meeting, other([at(9)])))).toBe("version_conflict");
  // The answer was lost, or another device said the same.
  expect(await change("ben", meeting, accept(2))).toEqual(agreed);
  const canceled = await change("ada", agreed, { do: "cancel" });
  expect(await reasonOf(change("ben", meeting, accept(3)))).toBe("version_conflict");
  // The present version, whose state does not allow it.
  for (const to of [accept(2), { do: "decline" }, { do: "answer", didMeet: true }] as const)
    expect(await reasonOf(change("ben", canceled, to))).toBe("version_conflict");
  expect(await change("ben", agreed, { do: "cancel" })).toEqual(canceled);
});

test("MEET-6: bad times are refused with their field", async () => {
  const berlin = "Europe/Berlin";
  for (const [field, wish] of Object.entries({
    slots: { slots: [] },
    "slots ": { slots: [1, 2, 3, 4, 5, 6].map((day) => at(day)) },
    "slots.0": { slots: [at(-1)] },
    "slots.1": { slots: [at(1), at(400)] },
    "slots.0 ": { slots: ["2026-02-30T10:00"] },
    "slots.0  ": { slots: ["2026-03-29T02:30"], timeZone: berlin },
    "slots.1 ": { slots: [at(2), at(2)] },
    "slots.0   ": { slots: [at(2, "10:59"), at(2)] },
    "a local date and time": { slots: ["tomorrow"] },
    timeZone: { timeZone: "Europe/Atlantis" },
    minutes: { minutes: 14 },
    "minutes ": { minutes: 241 },
    title: { title: "x".repeat(meetingLimits.titleMax + 1) },
    "title ": { title: "  " },
    place: { place: "x".repeat(meetingLimits.placeMax + 1) },
  }))
    expect(await problemOf(propose(wish)), field).toContain(field.trim());
  const meeting = await propose();
  const late = change("ben", meeting, other([at(3), at(-3)]));
  expect(await problemOf(late)).toContain("change.slots.1");
  // Times that touch do not overlap; a time that clocks show twice is the first of the two.
  await propose({ slots: [at(2), at(2, "11:00")] });
  const twice = await propose({ slots: ["2026-10-25T02:30"], timeZone: berlin });
  expect(twice.slots).toEqual(["2026-10-25T00:30:00.000Z"]);
});

test("MEET-6: a time that has passed cannot be accepted any more", async () => {
  const meeting = await propose();
  api.clock.advance(3 * DAY - 60 * MINUTE);
  expect(await problemOf(change("ben", meeting, { ...accept(-1) }))).toContain("change.startsAt");
});

test("MEET-6: a conversation has a limit of meetings that are to come", async () => {
  const made = [];
  for (let index = 0; index < meetingLimits.openMax; index += 1) made.push(await propose());
  expect(await problemOf(propose())).toContain(String(meetingLimits.openMax));
  const [first] = made;
  if (first === undefined) throw new Error("no meeting");
  const canceled = await change("ada", first, { do: "cancel" });
  await propose();
  const again = change("ada", canceled, other([at(9)]));
  expect(await problemOf(again)).toContain("meetingId");
});

test("MEET-7: meetings are of two people: not of a group, nor with a program", async () => {
  expect(await problemOf(propose({ conversationId: group }))).toContain("conversationId");
  const { message } = await api.service.messages.sendAs({
    ...{ senderId: "helper", to: { userId: "ada" }, body: "Hello", idempotencyKey: "hello" },
  });
  const { conversationId } = message;
  for (const from of ["ada", "helper"])
    expect(await problemOf(propose({ from, conversationId })), from).toContain("conversationId");
});

test("MEET-8: where a user may not write they neither propose nor change meetings", async () => {
  const meeting = await propose();
  await api.as("ben").contacts.block({ userId: "ada" });
  expect(await reasonOf(propose())).toBe("contact_unavailable");
  expect(await reasonOf(propose({ from: "ben" }))).toBe("contact_unavailable");
  expect(await reasonOf(change("ben", meeting, accept(2)))).toBe("contact_unavailable");
  await api.as("ben").contacts.unblock({ userId: "ada" });
  const { id: conversationId } = await api.as("ben").conversations.open({ userId: "cleo" });
  const wish = { from: "ben", conversationId };
  const peers = await propose(wish);
  await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["cleo"] });
  expect(await reasonOf(propose(wish))).toBe("conversation_readonly");
  expect(await reasonOf(change("cleo", peers, accept(2)))).toBe("conversation_readonly");
});

test("MEET-9: a meeting that a user does not see is as one that does not exist", async () => {
  const meeting = await propose();
  expect(await reasonOf(change("cleo", meeting, accept(2)))).toBe("not_found");
  expect(await reasonOf(change("cleo", { id: newId(), version: 1 }, accept(2)))).toBe("not_found");
  expect(await reasonOf(propose({ from: "cleo" }))).toBe("not_found");
  await api.as("ada").messages.delete({ conversationId: direct, seq: 1 });
  expect(await cardsOf("ben")).toEqual([]);
  expect(await reasonOf(change("ben", meeting, accept(2)))).toBe("not_found");
});

test("MEET-11: after the end each says whether they met, and what was held is not changed", async () => {
  const agreed = await agreedOne();
  const answer = (didMeet: boolean): MeetingChange => ({ do: "answer", didMeet });
  expect(await problemOf(change("ben", agreed, answer(true)))).toContain("change.didMeet");
  api.clock.advance(2 * DAY + 4 * 60 * MINUTE);
  const missed = await change("ben", agreed, answer(false));
  expect(missed).toMatchObject({ metBy: [], missedBy: ["ben"] });
  const met = await change("ben", missed, answer(true));
  expect(met).toMatchObject({ metBy: ["ben"], missedBy: [] });
  const both = await change("ada", met, answer(true));
  expect(both.metBy).toEqual(["ben", "ada"]);
  expect(await change("ada", met, answer(true))).toEqual(both);
  for (const to of [{ do: "cancel" }, other([at(9)])] as const)
    expect(await reasonOf(change("ada", both, to))).toBe("version_conflict");
});
