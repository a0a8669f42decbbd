import { EventEmitter } from "node:events";
import { setImmediate as turn } from "node:timers/promises";
import { initTRPC, tracked, TRPCError } from "@trpc/server";
import { getWSConnectionHandler, jsonEncoder } from "@trpc/server/adapters/ws";
import { expect, test } from "vitest";
import type { WebSocket } from "ws";
import * as z from "zod";
import { serveTrpc } from "./serve-trpc.ts";

const t = initTRPC.context<object>().create({
  errorFormatter({ shape, error }) {
    if (error.message === "cannot be formatted") throw new Error("the formatter fails");
    return { code: shape.code, message: shape.message, data: { code: shape.data.code } };
  },
});

const untilAborted = (signal: AbortSignal | undefined) =>
  new Promise<void>((resolve) => {
    if (signal?.aborted) resolve();
    signal?.addEventListener("abort", () => resolve());
  });

/** What procedures can do to a socket. */
const router = t.router({
  echo: t.procedure.input(z.unknown()).query(({ input }) => input ?? null),
  change: t.procedure.input(z.strictObject({ to: z.number() })).mutation(({ input }) => input.to),
  refuse: t.procedure.query(() => {
    throw new TRPCError({ code: "FORBIDDEN", message: "no" });
  }),
  unformatted: t.procedure.query(() => {
    throw new Error("cannot be formatted");
  }),
  unwritable: t.procedure.query(() => 1n),
  iterable: t.procedure.query(async function* iterable() {
    yield 1;
  }),
  numbers: t.procedure.input(z.unknown()).subscription(async function* numbers({ input, signal }) {
    yield tracked("1", { input });
    yield { plain: true };
    await untilAborted(signal);
  }),
  few: t.procedure.subscription(async function* few() {
    yield tracked("1", "one");
  }),
  breaks: t.procedure.subscription(async function* breaks() {
    yield tracked("1", "one");
    throw new Error("broken");
  }),
  breaksAfterwards: t.procedure.subscription(async function* breaksAfterwards({ signal }) {
    yield tracked("1", "one");
    await untilAborted(signal);
    throw new Error("broken afterwards");
  }),
  unwritableEvent: t.procedure.subscription(async function* unwritableEvent() {
    yield tracked("1", 1n);
  }),
  refusesToBegin: t.procedure
    .use(() => {
      throw new TRPCError({ code: "UNAUTHORIZED", message: "not you" });
    })
    .subscription(async function* refusesToBegin() {
      yield 1;
    }),
  failsAtOnce: t.procedure.input(z.undefined()).subscription(() => {
    throw new Error("at once");
  }),
  nothing: t.procedure.subscription((() => 7) as never),
});

/** The used parts of a socket, recording everything that happens to it. */
class Wire extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  readonly log: unknown[] = [];
  send(frame: string) {
    this.log.push(frame === "PING" || frame === "PONG" ? frame : JSON.parse(frame));
  }
  close() {
    this.log.push("closed");
    this.readyState = 3;
    this.emit("close");
  }
  terminate() {
    this.log.push("terminated");
  }
}

interface Talk {
  readonly isAnnounced?: boolean;
  /** Whether the peer is authenticated. */
  readonly refusal?: string;
  readonly frames: readonly (string | Buffer | object)[];
}

type Serve = (wire: Wire, talk: Talk) => void;

const contextOf = ({ refusal }: Talk) => {
  if (refusal !== undefined) throw new TRPCError({ code: "UNAUTHORIZED", message: refusal });
  return {};
};

const theirs: Serve = (wire, talk) => {
  const url = `/trpc${talk.isAnnounced ? "?connectionParams=1" : ""}`;
  getWSConnectionHandler({
    wss: undefined as never,
    router,
    maxBatchSize: 3,
    experimental_encoder: jsonEncoder,
    createContext: async ({ info }) => {
      wire.log.push({ params: info.connectionParams });
      return contextOf(talk);
    },
    onError: ({ error, path }) => void wire.log.push({ noted: error.message, path }),
  })(wire as never, { url, headers: { host: "here" }, socket: {} } as never);
};

const ours: Serve = (wire, talk) =>
  // The used parts of a socket.
  serveTrpc(wire as unknown as WebSocket, {
    router,
    maxBatchSize: 3,
    encoder: jsonEncoder,
    incoming: { admitFrame: () => true, admitResponses: () => true, cut: () => wire.close() },
    outgoing: { send: (frame) => wire.send(String(frame)), pong: () => wire.send("PONG") },
    maxSubscriptions: 10,
    keepAlive: { pingMs: 60_000, pongWaitMs: 60_000 },
    isAnnounced: talk.isAnnounced ?? false,
    createContext: async (params) => {
      wire.log.push({ params });
      return contextOf(talk);
    },
    onError: ({ error, path }) => void wire.log.push({ noted: error.message, path }),
  });

/** All results of an exchange. Only promises are awaited, so some turns of the event loop complete it. */
async function transcript(serve: Serve, talk: Talk): Promise<unknown[]> {
  const wire = new Wire();
  serve(wire, talk);
  for (const frame of talk.frames) {
    if (frame === "CLOSE") wire.close();
    else if (frame === "FAULT") wire.emit("error", new Error("a fault of the wire"));
    else if (Buffer.isBuffer(frame)) wire.emit("message", frame, true);
    else {
      const text = typeof frame === "string" ? frame : JSON.stringify(frame);
      wire.emit("message", Buffer.from(text), false);
    }
    for (let at = 0; at < 10; at += 1) await turn();
  }
  if (wire.readyState === 1) wire.close();
  for (let at = 0; at < 10; at += 1) await turn();
  return wire.log;
}

const call = (id: unknown, method: string, path: string, more: object = {}) => ({
  id,
  method,
  params: { path, ...more },
});
const stop = (id: unknown) => ({ id, method: "subscription.stop" });

const talks: Record<string, Talk> = {
  "signs of life": { frames: ["PING", "PONG", call(1, "query", "echo")] },
  "calls and their answers": {
    frames: [
      call(1, "query", "echo", { input: { deep: [1, null, "é"] } }),
      call("text", "query", "echo"),
      call(0, "mutation", "change", { input: { to: 3 } }),
      { jsonrpc: "2.0", ...call(2, "query", "echo", { input: 1 }) },
    ],
  },
  "calls that are refused": {
    frames: [
      call(1, "query", "refuse"),
      call(2, "mutation", "change", { input: { to: "three" } }),
      call(3, "mutation", "change", { input: { to: 3, more: 1 } }),
      call(4, "query", "nowhere"),
      call(5, "mutation", "echo"),
      call(6, "subscription", "echo"),
      call(7, "query", "constructor"),
      { jsonrpc: "2.0", ...call(8, "query", "refuse") },
    ],
  },
  "answers that cannot be written": {
    frames: [
      call(1, "query", "unwritable"),
      call(2, "query", "iterable"),
      call(3, "query", "unformatted"),
      call(4, "query", "echo"),
    ],
  },
  "frames that cannot be read": {
    frames: [
      "{",
      "",
      "7",
      "null",
      "[]",
      "[null]",
      Buffer.from([1, 2, 3]),
      { id: 1 },
      { id: 1, method: "query" },
      { id: 1, method: "query", params: { path: 7 } },
      { id: 1, method: "unknown", params: { path: "echo" } },
      { id: {}, method: "query", params: { path: "echo" } },
      { jsonrpc: "1.0", ...call(1, "query", "echo") },
      call(1, "subscription", "numbers", { lastEventId: 7 }),
      call(null, "query", "echo"),
      { jsonrpc: "2.0", ...call(null, "query", "echo") },
      { method: "query", params: { path: "echo" } },
    ],
  },
  batches: {
    frames: [
      [call(1, "query", "echo"), call(2, "query", "refuse"), call(3, "query", "echo")],
      [call(1, "query", "echo"), { id: 2 }],
      [4, 5, 6, 7].map((id) => call(id, "query", "echo")),
      [{ jsonrpc: "2.0", ...call(4, "query", "echo") }, stop(1), 7, call("x", "query", "echo")],
      [stop(1), stop(2), stop(3), stop(4)],
    ],
  },
  "a subscription, followed and stopped": {
    frames: [
      call(1, "subscription", "numbers", { input: { a: 1 }, lastEventId: "9" }),
      call(2, "subscription", "numbers", { lastEventId: "9" }),
      call(3, "subscription", "numbers", { input: "text", lastEventId: "9" }),
      call(4, "subscription", "numbers", { input: [1], lastEventId: "9" }),
      { jsonrpc: "2.0", ...call(5, "subscription", "numbers") },
      call(1, "subscription", "numbers"),
      stop(1),
      stop(5),
      stop(77),
      call(1, "subscription", "few"),
    ],
  },
  "a subscription that ends by itself": { frames: [call(1, "subscription", "few"), stop(1)] },
  "a subscription that breaks": {
    frames: [
      call(1, "subscription", "breaks"),
      call(1, "subscription", "unwritableEvent"),
      call(1, "subscription", "few"),
    ],
  },
  "a subscription that breaks after it was given up": {
    frames: [call(1, "subscription", "breaksAfterwards"), stop(1)],
  },
  "a subscription that does not begin": {
    frames: [
      call(1, "subscription", "refusesToBegin"),
      call(2, "subscription", "nothing"),
      call(3, "subscription", "nowhere"),
      call(4, "subscription", "failsAtOnce"),
      call(4, "subscription", "failsAtOnce", { input: 1 }),
      call(1, "subscription", "few"),
    ],
  },
  "stopped in the frame that began it": {
    frames: [[call(1, "subscription", "numbers"), stop(1)], call(1, "subscription", "few")],
  },
  "a close under way": {
    frames: [call(1, "subscription", "numbers"), "CLOSE", call(2, "query", "echo")],
  },
  "a fault of the wire": { frames: ["FAULT", call(1, "query", "echo")] },
  "first words": {
    isAnnounced: true,
    frames: [
      { method: "connectionParams", data: { token: "t" } },
      call(1, "query", "echo"),
      { method: "connectionParams", data: { token: "t" } },
    ],
  },
  "first words without params": {
    isAnnounced: true,
    frames: [{ method: "connectionParams", data: null }, call(1, "query", "echo")],
  },
  "signs of life before the first words": {
    isAnnounced: true,
    frames: ["PING", "PONG", { data: { token: "t" } }],
  },
  "nobody is let in": { refusal: "who are you", frames: [call(1, "query", "echo")] },
  "nobody is let in after the first words": {
    isAnnounced: true,
    refusal: "who are you",
    frames: [{ data: { token: "t" } }],
  },
};
for (const words of ["{", "[]", "7", '{"data":7}', '{"data":{"token":7}}', "null"]) {
  talks[`first words that are none: ${words}`] = { isAnnounced: true, frames: [words] };
}

test.each(Object.entries(talks))("tRPC's own adapter sends the same: %s", async (_, talk) => {
  const [said, expected] = await Promise.all([transcript(ours, talk), transcript(theirs, talk)]);
  expect(said).toEqual(expected);
  expect(expected.length).toBeGreaterThan(1);
});
