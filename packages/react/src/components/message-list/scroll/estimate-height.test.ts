import { expect, test } from "vitest";
import type { MessageLine } from "../../../rows/lay-out-rows.ts";
import { rowOf } from "../../../testing/row-of.ts";
import { estimateHeight } from "./estimate-height.ts";

const laidOut = (body: string | null, more: Partial<MessageLine> = {}): MessageLine => ({
  kind: "message",
  row: rowOf({ body }),
  startsDay: false,
  startsGroup: false,
  endsGroup: false,
  isFirstUnread: false,
  ...more,
});
const height = (body: string | null, more?: Partial<MessageLine>, isGroup = false) =>
  estimateHeight(laidOut(body, more), isGroup);

test("each line, written or wrapped, adds to the estimated height", () => {
  const one = height("hello");
  const line = height("hello\nthere") - one;
  expect(line).toBeGreaterThan(0);
  expect(height("hello\n\nthere")).toBe(one + 2 * line);
  expect(height("x".repeat(150))).toBe(one + 2 * line);
  expect(height("")).toBe(one);
  expect(height(null)).toBe(one);
  expect(height("ends with a break\n")).toBe(one + line);
});

test("what is above a message counts", () => {
  const plain = height("hello");
  expect(height("hello", { startsDay: true })).toBeGreaterThan(plain);
  expect(height("hello", { isFirstUnread: true })).toBeGreaterThan(plain);
  expect(height("hello", { startsGroup: true }, true)).toBeGreaterThan(
    height("hello", { startsGroup: true }),
  );
});

test("quotes, reactions and lines without a message count", () => {
  const plain = height("hello");
  const reply = rowOf({ body: "hello", replyToSeq: 3 });
  expect(height("hello", { row: reply })).toBeGreaterThan(plain);
  const reacted = rowOf({ body: "hello", reactions: [{ emoji: "👍", userIds: ["me"] }] });
  expect(height("hello", { row: reacted })).toBeGreaterThan(plain);
  const event = {
    kind: "membership",
    id: "e",
    at: new Date(0),
    startsDay: false,
    changes: [],
  } as const;
  expect(estimateHeight(event, true)).toBeLessThan(plain);
});
