import { expect, test } from "vitest";
import { personOf } from "@parley/client/testing";
import { rowOf } from "../testing/row-of.ts";
import { readMarkOf } from "./read-mark.ts";

const row = (id: string, seq: number | null, isOwn: boolean) => rowOf({ id, seq, isOwn });

const members = [
  { person: personOf("me", "Me"), readSeq: 9 },
  { person: personOf("ana", "Ana"), readSeq: 4 },
  { person: personOf("ben", "Ben"), readSeq: 3 },
  { person: personOf("eve", "Eve"), readSeq: null },
];

test("the mark is under the newest own message that the server has", () => {
  const rows = [row("a", 2, true), row("b", 4, true), row("c", 5, false), row("d", null, true)];
  const mark = readMarkOf(rows, { members, userId: "me" });
  expect(mark?.messageId).toBe("b");
  expect(mark?.readers.map(({ name }) => name)).toEqual(["Ana"]);
});

test("a user who does not share read marks is not shown as a reader, nor is the author", () => {
  const mark = readMarkOf([row("a", 1, true)], { members, userId: "me" });
  expect(mark?.readers.map(({ name }) => name)).toEqual(["Ana", "Ben"]);
});

test("without an own message there is no mark", () => {
  expect(readMarkOf([row("a", 1, false)], { members, userId: "me" })).toBeNull();
});
