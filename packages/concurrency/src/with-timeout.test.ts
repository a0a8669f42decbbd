import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withTimeout } from "./with-timeout.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("what resolves in time is true, and leaves no timer", async () => {
  expect(await withTimeout(1_000, Promise.resolve())).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test("what takes longer is false, and its later rejection disturbs nobody", async () => {
  const slow = Promise.withResolvers<void>();
  const result = withTimeout(1_000, slow.promise);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await result).toBe(false);
  slow.reject(new Error("late"));
  await vi.runAllTimersAsync();
});

test("a rejection in time is passed on", async () => {
  await expect(withTimeout(1_000, Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(vi.getTimerCount()).toBe(0);
});
