import { messageIdSchema, userIdSchema } from "@parley/contract/ids";
import { bodySchema } from "@parley/contract/text";
import { expect, test } from "vitest";
import { programmeRows } from "./programme-rows.ts";
import { conversations } from "./programme/conversations.ts";
import { groups } from "./programme/groups.ts";
import { people } from "./programme/people.ts";
import { scheduleOf } from "./schedule.ts";
import { parseTranscript } from "./transcript.ts";

const DAY = 24 * 3_600_000;

/** An ordinary afternoon, a Monday, just after midnight, and the days on which clocks change. */
const moments = [
  new Date(2026, 10, 25, 15, 30),
  new Date(2026, 10, 23, 8, 0),
  new Date(2026, 10, 25, 0, 0, 5),
  new Date(2026, 2, 29, 3, 10),
  new Date(2026, 9, 25, 2, 30),
];
const [now = new Date()] = moments;
const rows = programmeRows(now);

const countOf = (role: string) => rows.users.filter((user) => user.role === role).length;
const roleOf = (userId: string) => people.find((person) => person.id === userId)?.role;
const shareAGroup = (one: string, other: string) =>
  groups.some(({ mentorId, menteeIds }) => {
    const members: string[] = [mentorId, ...menteeIds];
    return members.includes(one) && members.includes(other);
  });

/** Whether the default contact policy lets this pair write to each other. */
function mayWrite(one: string, other: string): boolean {
  const roles = [roleOf(one), roleOf(other)];
  if (roles.includes("ADMIN") || shareAGroup(one, other)) return true;
  return roles.includes("MENTOR") && roles.includes("MENTEE");
}

test("the programme has one admin, three mentors, and twelve mentees in three groups of four", () => {
  expect([countOf("ADMIN"), countOf("MENTOR"), countOf("MENTEE")]).toEqual([1, 3, 12]);
  expect(groups.map(({ menteeIds }) => menteeIds.length)).toEqual([4, 4, 4]);
  expect(new Set(groups.flatMap(({ menteeIds }) => menteeIds)).size).toBe(12);
  for (const user of rows.users) expect(userIdSchema.safeParse(user.id).success).toBe(true);
});

test("every text is valid by the contract", () => {
  for (const { messages } of rows.conversations) {
    for (const { body, id } of messages) {
      expect(bodySchema.parse(body)).toBe(body);
      expect(messageIdSchema.parse(id)).toBe(id);
    }
  }
});

test("every mentee talks with their own mentor, and only users who may write to each other talk", () => {
  const pairs = new Set<string>();
  for (const { conversation } of rows.conversations) {
    const { kind, lowUser, highUser } = conversation;
    if (kind !== "direct" || !lowUser || !highUser) continue;
    expect(lowUser < highUser).toBe(true);
    expect(mayWrite(lowUser, highUser), `${lowUser} and ${highUser}`).toBe(true);
    expect(pairs.has(`${lowUser} ${highUser}`)).toBe(false);
    pairs.add(`${lowUser} ${highUser}`);
  }
  for (const { mentorId, menteeIds } of groups) {
    for (const menteeId of menteeIds) {
      expect(pairs).toContain([mentorId, menteeId].toSorted().join(" "));
    }
  }
});

test("one conversation is longer than a page, and every mentor's list longer than a phone", () => {
  expect(Math.max(...rows.conversations.map(({ messages }) => messages.length))).toBeGreaterThan(
    160,
  );
  for (const mentor of people.filter(({ role }) => role === "MENTOR")) {
    const own = rows.conversations.filter(({ participants }) =>
      participants.some(({ userId }) => userId === mentor.id),
    );
    expect(own.length).toBeGreaterThanOrEqual(12);
  }
});

test("no user has their own messages unread, and some users have something unread", () => {
  let behind = 0;
  for (const { messages, participants } of rows.conversations) {
    for (const { userId, readSeq = 0, sharedReadSeq } of participants) {
      const unread = messages.filter(({ seq }) => seq > readSeq);
      expect(unread.filter(({ senderId }) => senderId === userId)).toEqual([]);
      expect(sharedReadSeq).toBe(readSeq);
      if (unread.length > 0) behind += 1;
    }
  }
  expect(behind).toBeGreaterThan(10);
});

test.each(moments)(
  "loaded at %s, times increase, reach back six weeks and are never in the future",
  (moment) => {
    const loaded = programmeRows(moment);
    for (const { messages } of loaded.conversations) {
      const times = messages.map(({ createdAt }) => Number(createdAt));
      expect(times.every((time, index) => index === 0 || time > (times[index - 1] ?? 0))).toBe(
        true,
      );
      expect(times.at(-1)).toBeLessThanOrEqual(moment.getTime());
      expect(times[0]).toBeGreaterThan(moment.getTime() - 50 * DAY);
    }
    const ends = loaded.conversations.map(({ messages }) => Number(messages.at(-1)?.createdAt));
    expect(ends.filter((end) => end > moment.getTime() - 2 * DAY).length).toBeGreaterThan(20);
  },
);

test("every transcript is in chronological order", () => {
  // Late on a Sunday no two headings overlap, so only a mistake could move a message by a minute or more.
  const sunday = new Date(2026, 10, 29, 23, 0);
  const moved = conversations.flatMap(({ transcript }) => {
    const lines = parseTranscript(transcript);
    const said = lines.map(({ moment }) => moment);
    const alone = said.flatMap((moment) => scheduleOf([moment], sunday));
    const together = scheduleOf(said, sunday);
    return lines.filter((_, index) => Number(alone[index]) - Number(together[index]) >= 60_000);
  });
  expect(moved.map(({ text }) => text)).toEqual([]);
});

test("no text is repeated", () => {
  const long = rows.conversations
    .flatMap(({ messages }) => messages.map(({ body }) => body))
    .filter((body) => body.length > 30);
  expect(long.length - new Set(long).size).toBe(0);
});
