import { requestKey } from "@parley/client";
import type { ScreenState } from "@parley/client";
import { expect, test, vi } from "vitest";
import { startReportNotices } from "./report-notices.ts";

/** A screen that has only the number of open reports. */
function fakeScreen() {
  const listeners = new Set<() => void>();
  const requests = new Map<string, unknown>();
  const unwatch = vi.fn();
  return {
    unwatch,
    // Only the requests are read.
    get: () => ({ requests }) as unknown as ScreenState,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watchRequest: () => unwatch,
    set(open: number, urgent: number) {
      const value = [{ open, urgent }];
      const key = requestKey({ request: "open-reports" });
      requests.set(key, { items: { status: "ready", value }, hasMore: false, more: "idle" });
      for (const listener of listeners) listener();
    },
  };
}

test("REP-11: an open page tells of each report more, and whether anyone is in danger", () => {
  const screen = fakeScreen();
  const onReport = vi.fn();
  const stop = startReportNotices({ screen, onReport });
  screen.set(3, 1);
  expect(onReport).not.toHaveBeenCalled();
  screen.set(4, 1);
  expect(onReport).toHaveBeenLastCalledWith(false);
  screen.set(4, 2);
  expect(onReport).toHaveBeenLastCalledWith(true);
  screen.set(2, 0);
  expect(onReport).toHaveBeenCalledTimes(2);
  stop();
  screen.set(9, 9);
  expect(onReport).toHaveBeenCalledTimes(2);
  expect(screen.unwatch).toHaveBeenCalledOnce();
});
