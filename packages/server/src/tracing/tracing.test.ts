import { createPlatform } from "@parley/api/platform";
import { newId } from "@parley/api/testing";
import { openBusPair } from "@parley/api/testing/bus-pair";
import * as openTelemetry from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { openRawSocket } from "../testing/raw-socket.ts";
import { createTestProgramme, startTestServer } from "../testing/test-server.ts";
import { createTracer, findTracer } from "./create-tracer.ts";

const api = await createTestProgramme();
afterAll(() => api.close());

const exporter = new InMemorySpanExporter();
beforeEach(() => {
  exporter.reset();
  openTelemetry.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  openTelemetry.trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  );
});
afterEach(() => {
  openTelemetry.trace.disable();
  openTelemetry.context.disable();
});

const spansOf = (name: string) => exporter.getFinishedSpans().filter((span) => span.name === name);
const traceOf = (span: ReadableSpan | undefined) => span?.spanContext().traceId;

test("OBS-3: one trace follows a message from the caller's own to every socket", async () => {
  const tracer = createTracer(openTelemetry);
  const { db } = api.platform;
  const platform = createPlatform({
    db,
    clock: api.clock,
    presence: api.platform.presence,
    tracer,
  });
  await using server = await startTestServer(api, { platform });
  const { id: conversationId } = await api.as("ben").conversations.open({ userId: "ada" });
  const ada = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
  ada.send({ id: 1, method: "subscription", params: { path: "events.stream", input: {} } });
  await ada.answer(({ id, result }) => id === 1 && result?.type === "data");

  const given = "0af7651916cd43dd8448eb211c80319c";
  const sent = await fetch(`http://127.0.0.1:${server.port}/trpc/messages.send`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${await server.sign("ben")}`,
      "content-type": "application/json",
      traceparent: `00-${given}-b7ad6b7169203331-01`,
    },
    body: JSON.stringify({ conversationId, id: newId(), body: "hello" }),
  });
  expect(sent.status).toBe(200);
  await ada.answer(({ id, result }) => id === 1 && result?.type === "data");

  const [call] = spansOf("messages.send");
  const [store] = spansOf("messages.store");
  const [delivery] = spansOf("events.deliver");
  expect(traceOf(call)).toBe(given);
  expect(call?.parentSpanContext?.spanId).toBe("b7ad6b7169203331");
  expect(store?.links.map(({ context }) => context.spanId)).toEqual([call?.spanContext().spanId]);
  expect(store?.attributes).toEqual({ "parley.sends": 1 });
  expect(delivery?.parentSpanContext?.spanId).toBe(call?.spanContext().spanId);
  expect(
    JSON.stringify(exporter.getFinishedSpans().map(({ attributes }) => attributes)),
  ).not.toContain("hello");
});

/** Two processes, and what a subscriber of the other one receives. */
async function openTracedPair() {
  const tracer = createTracer(openTelemetry);
  const pair = await openBusPair({ tracer, openTransport: pairTransports() });
  const heard: object[] = [];
  pair.other.listen("ada", { onEvent: ({ event }) => event !== undefined && heard.push(event) });
  const send = (deliveries: Parameters<typeof pair.one.deliver>[0]) =>
    tracer?.span("messages.send", { kind: "server" }, async () => pair.one.deliver(deliveries));
  const receive = async () => {
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    for (const event of heard) tracer?.eventLeft(event);
    const [call, reading, delivery] = ["messages.send", "events.read", "events.deliver"].map(
      (name) => spansOf(name)[0],
    );
    return { call, reading, delivery };
  };
  return { pair, send, receive };
}

test("OBS-3: a trace continues in another process", async () => {
  const { pair, send, receive } = await openTracedPair();
  await using _ = pair;
  await send([pair.log.append("ada", { type: "resync" })]);
  const { call, reading, delivery } = await receive();
  expect(reading).toBeUndefined();
  expect(traceOf(delivery)).toBe(traceOf(call));
});

test("OBS-3: a trace continues in another process that reads the log", async () => {
  const { pair, send, receive } = await openTracedPair();
  await using _ = pair;
  const { userId, seq } = pair.log.append("ada", { type: "resync" });
  await send([{ userId, seq }]);
  const { call, reading, delivery } = await receive();
  expect(reading?.links.map(({ context }) => context.spanId)).toEqual([call?.spanContext().spanId]);
  expect(traceOf(delivery)).toBe(traceOf(call));
});

test("OBS-3: a failed call ends its span, and is marked", async () => {
  const tracer = createTracer(openTelemetry);
  const failing = tracer?.span("x", { kind: "internal" }, () => Promise.reject(new Error("no")));
  await expect(failing).rejects.toThrow("no");
  expect(spansOf("x")[0]?.status.code).toBe(openTelemetry.SpanStatusCode.ERROR);
});

test("OBS-4: without the API, and without an SDK behind it, nothing is traced", async () => {
  openTelemetry.trace.disable();
  expect(createTracer(openTelemetry)).toBeUndefined();
  const absent = Object.assign(new Error("Cannot find package"), { code: "ERR_MODULE_NOT_FOUND" });
  expect(await findTracer(() => Promise.reject(absent))).toBeUndefined();
  await expect(findTracer(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
});

/** Two transports, each of which receives what the other publishes. */
function pairTransports() {
  const hosts: { onNotification: (notification: never) => void }[] = [];
  return async () => {
    const place = hosts.length;
    return {
      start: (host: { onNotification: (notification: never) => void }) =>
        void (hosts[place] = host),
      follow: () => undefined,
      unfollow: () => undefined,
      ready: () => Promise.resolve(),
      publish: async (notification: unknown) => {
        // Both ends run this code.
        for (const [at, host] of hosts.entries())
          if (at !== place) host.onNotification(notification as never);
      },
      close: () => Promise.resolve(),
    };
  };
}
