import { timing } from "@parley/contract/limits";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createCore } from "./core.ts";
import { createStore } from "../store.ts";
import { createPresenceAndTyping } from "./presence-and-typing.ts";
import { createTypingSignal } from "./typing-signal.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("the typing signal is repeated at most once per interval, and ends once", () => {
  const told: boolean[] = [];
  let now = 0;
  const signal = createTypingSignal(
    (typing) => told.push(typing),
    () => now,
  );
  signal.typed("h");
  now = timing.typingRepeat - 1;
  signal.typed("he");
  expect(told).toEqual([true]);
  now = timing.typingRepeat;
  signal.typed("hel");
  expect(told).toEqual([true, true]);
  signal.stop();
  signal.stop();
  expect(told).toEqual([true, true, false]);
});

test("an empty composer ends typing, and an end after the timeout is not sent", () => {
  const told: boolean[] = [];
  let now = 0;
  const signal = createTypingSignal(
    (typing) => told.push(typing),
    () => now,
  );
  signal.typed("h");
  signal.typed("");
  expect(told).toEqual([true, false]);
  signal.typed("again");
  now = timing.typingTimeout;
  signal.stop();
  expect(told).toEqual([true, false, true]);
});

test("a user's typing ends by timeout or by signal, and a repeat extends it", () => {
  const core = createCore(createStore({ status: "online" }));
  const { setTyping } = createPresenceAndTyping(core);
  const type = (userId: string, is = true) =>
    setTyping({ conversationId: "c1", userId, typing: is });
  type("ana");
  type("ben");
  vi.advanceTimersByTime(timing.typingTimeout - 1);
  type("ana");
  vi.advanceTimersByTime(1);
  expect(core.get().typing.get("c1")).toEqual(["ana"]);
  type("ana", false);
  expect(core.get().typing.size).toBe(0);
});
