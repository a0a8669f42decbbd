import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ConnectionState } from "../connection.ts";
import { createStore } from "../store.ts";
import { untilAnswered } from "./until-answered.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const online: ConnectionState = { status: "online" };
const offline: ConnectionState = { status: "offline", since: 0, retryAt: 0 };
const noResponse = new TypeError("Failed to fetch");
const refused = Object.assign(new Error(), { data: { reason: "forbidden" } });

/** A call that fails with each of some errors in turn, and then succeeds. */
function attempt(...errors: Error[]) {
  const connection = createStore<ConnectionState>(online);
  const call = vi.fn(async () => {
    const error = errors.shift();
    if (error !== undefined) throw error;
    return "stored";
  });
  const done = untilAnswered(connection, call);
  const outcome = done.then(
    (value) => value,
    (error: unknown) => error,
  );
  return { connection, call, outcome };
}

test("OUT-13: a call without a response waits for the connection, as often as it is lost", async () => {
  const { connection, call, outcome } = attempt(noResponse, noResponse);
  await vi.advanceTimersByTimeAsync(100);
  connection.set(offline);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(call).toHaveBeenCalledTimes(1);
  connection.set({ status: "connecting", attempt: 9 });
  connection.set(online);
  await vi.advanceTimersByTimeAsync(1);
  expect(call).toHaveBeenCalledTimes(2);
  connection.set(offline);
  connection.set(online);
  expect(await outcome).toBe("stored");
  expect(call).toHaveBeenCalledTimes(3);
});

test("OUT-13: a refusal, and a call that fails while there is a connection, are not repeated", async () => {
  expect(await attempt(refused).outcome).toBe(refused);
  const { call, outcome } = attempt(noResponse);
  await vi.advanceTimersByTimeAsync(500);
  expect(await outcome).toBe(noResponse);
  expect(call).toHaveBeenCalledTimes(1);
});

test.each([
  { status: "signed-out", reason: "expired" },
  { status: "outdated" },
  { status: "idle" },
] as const)("OUT-13: nothing is repeated once the connection has ended: $status", async (end) => {
  const { connection, call, outcome } = attempt(noResponse);
  connection.set(offline);
  await vi.advanceTimersByTimeAsync(1);
  connection.set(end);
  expect(await outcome).toBe(noResponse);
  expect(call).toHaveBeenCalledTimes(1);
});
