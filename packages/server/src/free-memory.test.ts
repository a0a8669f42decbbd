import { expect, test } from "vitest";
import { freeMemory } from "./free-memory.ts";

test("FILE-19: memory of its own is freed at once, and memory that holds more stays", () => {
  const own = Buffer.allocUnsafeSlow(65_536);
  freeMemory(own);
  expect([own.byteLength, own.buffer.byteLength]).toEqual([0, 0]);
  const whole = Buffer.allocUnsafeSlow(65_536);
  const part = whole.subarray(0, 1_024);
  freeMemory(part);
  expect([part.byteLength, whole.byteLength]).toEqual([1_024, 65_536]);
});
