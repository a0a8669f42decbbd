import { jsonEncoder } from "@trpc/server/adapters/ws";
import { expect, test } from "vitest";
import { createEventEncoder } from "./event-encoder.ts";

const frame = (id: number | string, seq: string, event: object) => ({
  id,
  jsonrpc: undefined,
  result: { type: "data", id: seq, data: { id: seq, data: event } },
});

test("DLV-1: an event is serialised once, however many sockets get it, and each frame equals tRPC's", () => {
  let serialised = 0;
  const event = {
    toJSON() {
      serialised += 1;
      return { type: "message.created", body: 'with "quotes", \u2028 and 🎓' };
    },
  };
  const gone: object[] = [];
  const encoder = createEventEncoder((each) => gone.push(each));
  for (let nth = 1; nth <= 500; nth += 1) {
    const text = String(encoder.encode(frame(nth, String(nth * 7), event)));
    if (nth > 1 && nth < 500) continue;
    expect(JSON.parse(text)).toEqual({
      id: nth,
      result: {
        type: "data",
        id: String(nth * 7),
        data: { id: String(nth * 7), data: event.toJSON() },
      },
    });
    serialised -= 1;
  }
  expect(serialised).toBe(1);
  expect(gone).toHaveLength(500);
});

const others = [
  { id: 1, result: { type: "started" } },
  { id: 1, result: { type: "data", data: { type: "typing" } } },
  { id: 1, result: { type: "data", data: { id: "7", data: { id: "9" } } } },
  { id: 1, jsonrpc: "2.0", result: { type: "data", id: "7", data: { id: "7", data: {} } } },
  { id: null, error: { message: "not_found", code: -32_004, data: {} } },
  { id: "a", result: { type: "data", id: "7", data: { id: "7", data: null } } },
];
test.each(others)("other values are serialised as tRPC does: %j", (message) => {
  const gone: object[] = [];
  const encoder = createEventEncoder((each) => gone.push(each));
  expect(encoder.encode(message)).toBe(jsonEncoder.encode(message));
  expect(gone).toEqual([]);
});
