import { expect, test, vi } from "vitest";
import { createNotifier } from "./notifier.ts";

test("a notification wakes callers that wait, and none that wait later", async () => {
  const notifier = createNotifier();
  const woken: string[] = [];
  const wait = (name: string) => notifier.wait().then(() => woken.push(name));
  const both = [wait("first"), wait("second")];
  notifier.notify();
  void wait("third");
  await Promise.all(both);
  expect(woken).toEqual(["first", "second"]);
});

test("a wait with a timeout ends after it, and its timer ends with a notification", async () => {
  vi.useFakeTimers();
  try {
    const notifier = createNotifier();
    const late = notifier.wait(1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    await late;
    const early = notifier.wait(1_000);
    notifier.notify();
    await early;
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
