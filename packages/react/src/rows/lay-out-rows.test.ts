import { expect, test } from "vitest";
import { type LayOutOptions, isFirstUnread, layOutRows, seqOf } from "./lay-out-rows.ts";
import type { MembershipChange } from "@parley/contract";
import { personOf } from "@parley/client/testing";
import { rowOf } from "../testing/row-of.ts";
import type { Row } from "./row.ts";

/** Times are local: days are those of the reader. */
const at = (day: number, hour: number, minute: number, second = 0) =>
  new Date(2026, 10, day, hour, minute, second);

const row = (seq: number, senderId: string, time: Date): Row => rowOf({ seq, senderId, at: time });

const layOut = (rows: Row[], options: Partial<LayOutOptions> = {}) =>
  layOutRows({
    rows,
    hasOlder: false,
    hasNewer: false,
    newAfter: null,
    membershipChanges: [],
    ...options,
  });

/** Lines in short form: `seq` of messages, and who joined or left. */
const inShort = (rows: Row[], options: Partial<LayOutOptions> = {}) =>
  layOut(rows, options).map((line) =>
    line.kind === "message"
      ? line.row.seq
      : line.changes.map(({ type, person }) => `${person.name} ${type}`).join(", "),
  );

const change = (
  afterSeq: number,
  type: MembershipChange["type"],
  name: string,
  time = new Date(2026, 10, 22, 9),
): MembershipChange => ({ afterSeq, type, person: personOf(name, name), at: time.toISOString() });

const startingGroups = (rows: Row[]) =>
  layOut(rows).flatMap((line) =>
    line.kind === "message" && line.startsGroup ? [seqOf(line)] : [],
  );

test("messages of one author within five minutes are grouped", () => {
  const rows = [
    row(1, "ana", at(22, 9, 0)),
    row(2, "ana", at(22, 9, 5)),
    row(3, "ana", at(22, 9, 10, 1)),
    row(4, "me", at(22, 9, 10, 2)),
    row(5, "ana", at(22, 9, 10, 3)),
  ];
  expect(startingGroups(rows)).toEqual([1, 3, 4, 5]);
});

test("LOG-15: the last message of a group shows the time, until a line of another group follows", () => {
  const showing = (rows: Row[], options: Partial<LayOutOptions> = {}) =>
    layOut(rows, options).flatMap((line) =>
      line.kind === "message" && line.endsGroup ? [seqOf(line)] : [],
    );
  const rows = [
    row(1, "ana", at(22, 9, 0)),
    row(2, "ana", at(22, 9, 1)),
    row(3, "me", at(22, 9, 2)),
    row(4, "me", at(22, 9, 3)),
  ];
  expect(showing(rows)).toEqual([2, 4]);
  expect(showing([...rows, row(5, "me", at(22, 9, 4))])).toEqual([2, 5]);
  expect(showing(rows, { newAfter: 1 })).toEqual([1, 2, 4]);
  expect(showing(rows, { membershipChanges: [change(3, "joined", "Ben")] })).toEqual([2, 3, 4]);
});

test("a day starts at the reader's midnight, and starts a group too", () => {
  const rows = [
    row(1, "ana", at(21, 23, 59)),
    row(2, "ana", at(22, 0, 1)),
    row(3, "ana", at(22, 0, 2)),
  ];
  const days = layOut(rows).map(({ startsDay }) => startsDay);
  expect(days).toEqual([true, true, false]);
  expect(startingGroups(rows)).toEqual([1, 2]);
});

test("the divider is above the first message of another user after the read position", () => {
  const rows = [
    row(1, "ana", at(22, 9, 0)),
    row(2, "me", at(22, 9, 1)),
    row(3, "ana", at(22, 9, 2)),
    row(4, "ana", at(22, 9, 3)),
  ];
  const marked = layOut(rows, { newAfter: 1 }).filter(isFirstUnread);
  expect(marked.map(seqOf)).toEqual([3]);
  expect(layOut(rows).some(isFirstUnread)).toBe(false);
});

test("older messages inserted above do not change the layout of existing rows", () => {
  const older = [row(1, "ana", at(22, 8, 58)), row(2, "ana", at(22, 8, 59))];
  const newer = [
    row(3, "ana", at(22, 9, 0)),
    row(4, "ana", at(22, 9, 1)),
    row(5, "me", at(22, 9, 2)),
  ];
  const before = layOut(newer, { hasOlder: true });
  const after = layOut([...older, ...newer], { hasOlder: true });
  expect(before.map(seqOf)).toEqual([4, 5]);
  expect(after.slice(-before.length)).toEqual(before);
});

test("LOG-2: who joined and who left is shown after the message at which it happened, several in one line", () => {
  const rows = [
    row(1, "ana", at(22, 9, 0)),
    row(2, "ana", at(22, 9, 1)),
    row(3, "me", at(22, 9, 2)),
  ];
  const membershipChanges = [
    change(1, "joined", "Ben"),
    change(1, "joined", "Eve"),
    change(1, "left", "Ida"),
    change(3, "joined", "Ida"),
  ];
  expect(inShort(rows, { membershipChanges })).toEqual([
    1,
    "Ben joined, Eve joined",
    "Ida left",
    2,
    3,
    "Ida joined",
  ]);
  // A line between two messages of one author ends their group.
  const second = layOut(rows, { membershipChanges })[3];
  expect(second).toMatchObject({ kind: "message", startsGroup: true });
});

test("LOG-2: changes on another day are a separate line under that day", () => {
  const rows = [row(1, "ana", at(21, 9, 0))];
  const membershipChanges = [
    change(1, "joined", "Ben", at(21, 10, 0)),
    change(1, "joined", "Eve", at(22, 10, 0)),
  ];
  expect(inShort(rows, { membershipChanges })).toEqual([1, "Ben joined", "Eve joined"]);
  const days = layOut(rows, { membershipChanges }).map(({ startsDay }) => startsDay);
  expect(days).toEqual([true, false, true]);
});

test("LOG-2: changes between messages that are not loaded are not shown", () => {
  const rows = [row(5, "ana", at(22, 9, 0)), row(6, "ana", at(22, 9, 1))];
  const membershipChanges = [
    change(2, "joined", "Ben"),
    change(5, "joined", "Eve"),
    change(9, "left", "Ida"),
  ];
  const options = { membershipChanges, hasOlder: true, hasNewer: true };
  expect(inShort(rows, options)).toEqual(["Eve joined", 6]);
  // Without older messages a new member first sees that they joined.
  expect(inShort(rows, { membershipChanges })).toEqual([
    "Ben joined",
    5,
    "Eve joined",
    6,
    "Ida left",
  ]);
});

test("LOG-2: unsent messages are below the lines of who joined and left", () => {
  const pending = rowOf({ id: "p", seq: null, senderId: "me", at: at(22, 9, 2) });
  const sent = row(2, "me", at(22, 9, 3));
  const rows = [row(1, "ana", at(22, 9, 0)), pending, sent];
  expect(inShort(rows, { membershipChanges: [change(1, "joined", "Ben")] })).toEqual([
    1,
    "Ben joined",
    null,
    2,
  ]);
});
