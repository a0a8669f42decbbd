import { jsonEncoder } from "@trpc/server/adapters/ws";
import { expect, test } from "vitest";
import { upTo } from "../up-to.ts";
import { type CallLedger, createCallLedger } from "./call-ledger.ts";

const call = (id: unknown, method = "query") =>
  JSON.stringify({ id, method, params: { path: "x" } });

/** Whether nothing is under way just now. */
const isIdle = ({ calls }: CallLedger) => upTo(0, calls.idle());

test("calls are under way from the frame that brings them to the answer", async () => {
  const ledger = createCallLedger(jsonEncoder);
  expect(await isIdle(ledger)).toBe(true);
  ledger.encoder.decode(`[${call(1)},${call("a", "mutation")}]`);
  ledger.encoder.encode({ id: 1, result: { type: "data" } });
  expect(await isIdle(ledger)).toBe(false);
  ledger.encoder.encode({ id: "a", error: {} });
  expect(await isIdle(ledger)).toBe(true);
});

test("subscriptions, their events and a stop hold nothing up", async () => {
  const ledger = createCallLedger(jsonEncoder);
  ledger.encoder.decode(call(1, "subscription"));
  ledger.encoder.encode({ id: 1, result: { type: "data" } });
  ledger.encoder.decode('{"id":1,"method":"subscription.stop"}');
  ledger.encoder.decode('{"method":"connectionParams","data":{}}');
  expect(await isIdle(ledger)).toBe(true);
});

test("a frame that tRPC refuses as a whole leaves nothing waiting", async () => {
  const ledger = createCallLedger(jsonEncoder);
  ledger.encoder.decode(call(1));
  ledger.encoder.decode(`[${call(2)},{"id":3,"method":"steal"}]`);
  ledger.encoder.encode({ id: null, error: {} });
  expect(await isIdle(ledger), "the first call is still under way").toBe(false);
  ledger.encoder.encode({ id: 1, result: {} });
  expect(await isIdle(ledger)).toBe(true);
});

test("what is no JSON is refused as tRPC's own encoder does", () => {
  const { encoder } = createCallLedger(jsonEncoder);
  expect(() => encoder.decode("{")).toThrow(SyntaxError);
  expect(() => encoder.decode(new Uint8Array([1]))).toThrow("binary");
});
