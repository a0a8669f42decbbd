import { newId } from "@parley/api/testing";
import { publicProcedure, router } from "@parley/api/testing/internals";
import { closeCodes } from "@parley/contract/close-codes";
import { limits } from "@parley/contract/limits";
import { afterAll, expect, test, vi } from "vitest";
import * as z from "zod";
import { openRawSocket, type RawSocket } from "../testing/raw-socket.ts";
import { createTestProgramme, startTestServer, type TestServer } from "../testing/test-server.ts";

const api = await createTestProgramme();
afterAll(() => api.close());

const MEBIBYTE = 1024 * 1024;
const impatient = { stallCheck: 5, stallPatience: 50 };
/** The kernel frees its buffers in large steps, so that a reader may seem to pause for a while. */
const watchful = { stallCheck: 5, stallPatience: 2_000 };
const unbothered = { stallCheck: 5, stallPatience: 3_600_000 };
const chunk = "x".repeat(limits.frameBytesMax);

/** A subscription that ignores backpressure and never pauses for long. */
function createFlood() {
  const seen = { highest: 0, sent: 0 };
  const flood = publicProcedure.subscription(async function* ({ ctx, signal }) {
    while (seen.sent < 1_000 * MEBIBYTE) {
      if (signal?.aborted === true) return;
      seen.highest = Math.max(seen.highest, ctx.bufferedBytes?.() ?? 0);
      seen.sent += chunk.length;
      yield chunk;
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
  return { seen, router: router({ flood, ping: publicProcedure.query(() => "pong") }) };
}

/** Subscribes, and then reads nothing. */
async function stall(socket: RawSocket, path: string, input?: unknown) {
  socket.send({ id: 1, method: "subscription", params: { path, input } });
  await socket.answer(({ id, result }) => id === 1 && result?.type === "started");
  socket.ws.pause();
}

const untilServerCloses = ({ webSockets }: TestServer) =>
  vi.waitFor(() => {
    const states = [...webSockets.clients].map((client) => client.readyState === client.CLOSING);
    expect(states).toContain(true);
  });

test("a peer that reads nothing costs a bounded amount of memory, and is closed as a slow consumer", async () => {
  const { seen, router: flooding } = createFlood();
  await using server = await startTestServer(api, { router: flooding, timeouts: unbothered });
  const slow = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
  await stall(slow, "flood");
  await untilServerCloses(server);
  expect(seen.highest, "it did pile up").toBeGreaterThan(limits.socketBufferMax);
  expect(seen.highest).toBeLessThan(5 * MEBIBYTE);

  const other = await openRawSocket(server.socketUrl, { token: await server.sign("ben") });
  expect(await other.call("query", "ping"), "nobody else notices").toMatchObject({
    result: { data: "pong" },
  });
  slow.ws.resume();
  expect(await slow.closed).toEqual({ code: closeCodes.slowConsumer, reason: "too_slow" });
});

test("a peer that does not even read its close is disconnected", async () => {
  const { router: flooding } = createFlood();
  await using server = await startTestServer(api, {
    router: flooding,
    timeouts: { ...unbothered, closeTimeout: 1 },
  });
  const slow = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
  await stall(slow, "flood");
  await vi.waitFor(() => expect(server.webSockets.clients.size).toBe(0));
  slow.ws.terminate();
});

test("a peer that reads, however much it requested, is not closed", async () => {
  const { seen, router: flooding } = createFlood();
  await using server = await startTestServer(api, { router: flooding, timeouts: watchful });
  const socket = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
  socket.send({ id: 1, method: "subscription", params: { path: "flood" } });
  for (let frames = 0; frames < 200; frames += 1) await socket.answer(({ id }) => id === 1);
  expect(seen.sent).toBeGreaterThan(10 * MEBIBYTE);
  expect(await socket.call("query", "ping")).toMatchObject({ result: { data: "pong" } });
  socket.ws.terminate();
});

test("the stream of a stalled peer is not pulled, the peer is closed, and resumes without loss", async () => {
  await using server = await startTestServer(api, { timeouts: impatient });
  const ben = api.as("ben");
  const { id: conversationId } = await ben.conversations.open({ userId: "ada" });
  const { cursor } = await api.as("ada").users.me();
  const slow = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
  await stall(slow, "events.stream", { lastEventId: cursor });

  let highest = 0;
  const [served] = server.webSockets.clients;
  const look = setInterval(() => {
    highest = Math.max(highest, served?.bufferedAmount ?? 0);
  }, 1);
  // Each takes four bytes per character, so that 16 MB do not fit into the kernel's buffers of a connection.
  const bodies = Array.from(
    { length: 800 },
    (_, index) => `${index} ${"🎓".repeat(limits.bodyMax - 10)}`,
  );
  for (let from = 0; from < bodies.length; from += limits.sendBatchMax) {
    const part = bodies.slice(from, from + limits.sendBatchMax);
    await Promise.all(part.map((body) => ben.messages.send({ conversationId, id: newId(), body })));
  }
  await untilServerCloses(server);
  clearInterval(look);
  expect(highest, "it did pile up").toBeGreaterThan(limits.socketBufferMax);
  expect(highest, "and no more than one event above the limit").toBeLessThan(
    limits.socketBufferMax + 2 * limits.frameBytesMax,
  );
  slow.ws.resume();
  expect(await slow.closed).toEqual({ code: closeCodes.slowConsumer, reason: "too_slow" });

  const seqs: number[] = [];
  const note = (data: unknown) => {
    seqs.push(Number(z.looseObject({ id: z.string() }).parse(data).id));
  };
  for (;;) {
    const held = await slow
      .answer(({ id, result }) => id === 1 && result?.type === "data")
      .catch(() => undefined);
    if (held === undefined) break;
    note(held.result?.data);
  }
  await using calm = await startTestServer(api);
  const again = await openRawSocket(calm.socketUrl, { token: await server.sign("ada") });
  again.send({
    id: 1,
    method: "subscription",
    params: { path: "events.stream", input: { lastEventId: String(seqs.at(-1)) } },
  });
  while (seqs.length < bodies.length) {
    const event = await again.answer(({ id, result }) => id === 1 && result?.type === "data");
    note(event.result?.data);
  }
  expect(seqs).toEqual(
    Array.from({ length: bodies.length }, (_, index) => Number(cursor) + 1 + index),
  );
});
