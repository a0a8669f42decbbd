import { expect, test } from "vitest";
import { layOutRows } from "./lay-out-rows.ts";
import type { Row } from "./row.ts";

/** Times are local: days are days of the reader. */
const at = (day: number, hour: number, minute: number, second = 0) =>
  new Date(2026, 10, day, hour, minute, second);

const row = (seq: number, senderId: string, time: Date): Row => ({
  id: `m${seq}`,
  seq,
  senderId,
  isOwn: senderId === "me",
  body: "text",
  isEdited: false,
  at: time,
  delivery: { status: senderId === "me" ? "sent" : "received" },
});

const layOut = (rows: Row[], options: { hasOlder?: boolean; newAfter?: number | null } = {}) =>
  layOutRows({ rows, hasOlder: false, newAfter: null, ...options });

const startingGroups = (rows: Row[]) =>
  layOut(rows).flatMap(({ row: { seq }, startsGroup }) => (startsGroup ? [seq] : []));

test("messages of one author within five minutes stand together", () => {
  const rows = [
    row(1, "ana", at(22, 9, 0)),
    row(2, "ana", at(22, 9, 5)),
    row(3, "ana", at(22, 9, 10, 1)),
    row(4, "me", at(22, 9, 10, 2)),
    row(5, "ana", at(22, 9, 10, 3)),
  ];
  expect(startingGroups(rows)).toEqual([1, 3, 4, 5]);
});

test("a day begins at the reader's midnight, and begins a group too", () => {
  const rows = [
    row(1, "ana", at(21, 23, 59)),
    row(2, "ana", at(22, 0, 1)),
    row(3, "ana", at(22, 0, 2)),
  ];
  const days = layOut(rows).map(({ startsDay }) => startsDay);
  expect(days).toEqual([true, true, false]);
  expect(startingGroups(rows)).toEqual([1, 2]);
});

test("the divider stands above the first message of somebody else after the read position", () => {
  const rows = [
    row(1, "ana", at(22, 9, 0)),
    row(2, "me", at(22, 9, 1)),
    row(3, "ana", at(22, 9, 2)),
    row(4, "ana", at(22, 9, 3)),
  ];
  const marked = layOut(rows, { newAfter: 1 }).filter(({ isFirstUnread }) => isFirstUnread);
  expect(marked.map(({ row: { seq } }) => seq)).toEqual([3]);
  expect(layOut(rows).some(({ isFirstUnread }) => isFirstUnread)).toBe(false);
});

test("older messages coming in above change the look of no row that was there", () => {
  const older = [row(1, "ana", at(22, 8, 58)), row(2, "ana", at(22, 8, 59))];
  const newer = [
    row(3, "ana", at(22, 9, 0)),
    row(4, "ana", at(22, 9, 1)),
    row(5, "me", at(22, 9, 2)),
  ];
  const before = layOut(newer, { hasOlder: true });
  const after = layOut([...older, ...newer], { hasOlder: true });
  expect(before.map(({ row: { seq } }) => seq)).toEqual([4, 5]);
  expect(after.slice(-before.length)).toEqual(before);
});
