import { expect, test, vi } from "vitest";
import { watchWakeEvents } from "./wake-events.ts";

test("OUT-7: the browser's online and offline events are reported until unsubscribed", () => {
  const page = new EventTarget();
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  const watcher = { onWake: vi.fn(), onOffline: vi.fn() };
  const stop = watchWakeEvents(watcher);
  page.dispatchEvent(new Event("offline"));
  expect(watcher.onOffline).toHaveBeenCalledOnce();
  expect(watcher.onWake).not.toHaveBeenCalled();
  page.dispatchEvent(new Event("online"));
  expect(watcher.onWake).toHaveBeenCalledOnce();
  stop();
  page.dispatchEvent(new Event("offline"));
  page.dispatchEvent(new Event("online"));
  expect(watcher.onOffline).toHaveBeenCalledOnce();
  expect(watcher.onWake).toHaveBeenCalledOnce();
  vi.unstubAllGlobals();
});
