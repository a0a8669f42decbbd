import { expect, test } from "vitest";
import type { LaidOutRow } from "../../rows/lay-out-rows.ts";
import { estimateHeight } from "./estimate-height.ts";

const laidOut = (body: string | null, more: Partial<LaidOutRow> = {}): LaidOutRow => ({
  row: {
    id: "m",
    seq: 1,
    senderId: "ana",
    isOwn: false,
    body,
    isEdited: false,
    at: new Date(0),
    delivery: { status: "received" },
  },
  startsDay: false,
  startsGroup: false,
  isFirstUnread: false,
  ...more,
});
const height = (body: string | null, more?: Partial<LaidOutRow>, isGroup = false) =>
  estimateHeight(laidOut(body, more), isGroup);

test("a row is thought higher by each line, written or wrapped", () => {
  const one = height("hello");
  const line = height("hello\nthere") - one;
  expect(line).toBeGreaterThan(0);
  expect(height("hello\n\nthere")).toBe(one + 2 * line);
  expect(height("x".repeat(150))).toBe(one + 2 * line);
  expect(height("")).toBe(one);
  expect(height(null)).toBe(one);
  expect(height("ends with a break\n")).toBe(one + line);
});

test("what stands above a message counts", () => {
  const plain = height("hello");
  expect(height("hello", { startsDay: true })).toBeGreaterThan(plain);
  expect(height("hello", { isFirstUnread: true })).toBeGreaterThan(plain);
  expect(height("hello", { startsGroup: true }, true)).toBeGreaterThan(
    height("hello", { startsGroup: true }),
  );
});
