import { jsonEncoder } from "@trpc/server/adapters/ws";
import { expect, test } from "vitest";
import { withTimeout } from "@parley/concurrency/with-timeout";
import { type PendingCalls, createPendingCalls } from "./pending-calls.ts";

const call = (id: unknown, method = "query") =>
  JSON.stringify({ id, method, params: { path: "x" } });

/** Whether nothing is pending now. */
const isIdle = ({ calls }: PendingCalls) => withTimeout(0, calls.idle());

test("calls are pending from their frame to their response", async () => {
  const pendingCalls = createPendingCalls(jsonEncoder);
  expect(await isIdle(pendingCalls)).toBe(true);
  pendingCalls.encoder.decode(`[${call(1)},${call("a", "mutation")}]`);
  pendingCalls.encoder.encode({ id: 1, result: { type: "data" } });
  expect(await isIdle(pendingCalls)).toBe(false);
  pendingCalls.encoder.encode({ id: "a", error: {} });
  expect(await isIdle(pendingCalls)).toBe(true);
});

test("subscriptions, their events and a stop delay nothing", async () => {
  const pendingCalls = createPendingCalls(jsonEncoder);
  pendingCalls.encoder.decode(call(1, "subscription"));
  pendingCalls.encoder.encode({ id: 1, result: { type: "data" } });
  pendingCalls.encoder.decode('{"id":1,"method":"subscription.stop"}');
  pendingCalls.encoder.decode('{"method":"connectionParams","data":{}}');
  expect(await isIdle(pendingCalls)).toBe(true);
});

test("a frame that tRPC refuses as a whole leaves nothing pending", async () => {
  const pendingCalls = createPendingCalls(jsonEncoder);
  pendingCalls.encoder.decode(call(1));
  pendingCalls.encoder.decode(`[${call(2)},{"id":3,"method":"steal"}]`);
  pendingCalls.encoder.encode({ id: null, error: {} });
  expect(await isIdle(pendingCalls), "the first call is still under way").toBe(false);
  pendingCalls.encoder.encode({ id: 1, result: {} });
  expect(await isIdle(pendingCalls)).toBe(true);
});

test("what is not JSON is refused as tRPC's own encoder does", () => {
  const { encoder } = createPendingCalls(jsonEncoder);
  expect(() => encoder.decode("{")).toThrow(SyntaxError);
  expect(() => encoder.decode(new Uint8Array([1]))).toThrow("binary");
});
