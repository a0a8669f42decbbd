import { procedure, router } from "@parley/api/testing/internals";
import { closeCodes } from "@parley/contract/close-codes";
import { afterAll, expect, test } from "vitest";
import { openRawSocket } from "./testing/raw-socket.ts";
import { createTestProgramme, startTestServer } from "./testing/test-server.ts";

const api = await createTestProgramme();
afterAll(() => api.close());

/** A procedure that responds when the test says so, and reports when it has started. */
function createSlowRouter() {
  const begun = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const slow = procedure.query(async () => {
    begun.resolve();
    await release.promise;
    return "done";
  });
  const waiting = procedure.subscription(async function* ({ signal }) {
    yield "first";
    await new Promise((resolve) => signal?.addEventListener("abort", resolve));
  });
  return { begun: begun.promise, release: release.resolve, router: router({ slow, waiting }) };
}

test("a drain tells sockets to reconnect, answers pending calls, and then closes them", async () => {
  const { begun, release, router: slowRouter } = createSlowRouter();
  const server = await startTestServer(api, { router: slowRouter });
  const socket = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
  await socket.call("subscription", "waiting");
  const idle = await openRawSocket(server.socketUrl, { token: await server.sign("ben") });
  const answer = socket.call("query", "slow");
  await begun;

  const closing = server.app.close();
  await socket.answer(({ method }) => method === "reconnect");
  await idle.answer(({ method }) => method === "reconnect");
  expect(await idle.closed, "nothing holds an idle socket").toEqual({
    code: closeCodes.goingAway,
    reason: "server_restart",
  });
  expect(socket.ws.readyState, "a call under way holds the other").toBe(socket.ws.OPEN);

  release();
  expect(await answer).toMatchObject({ result: { data: "done" } });
  expect(await socket.closed).toEqual({ code: closeCodes.goingAway, reason: "server_restart" });
  await closing;
});

test("a drain answers pending requests, and accepts no new ones", async () => {
  const { begun, release, router: slowRouter } = createSlowRouter();
  const server = await startTestServer(api, { router: slowRouter });
  const base = `http://127.0.0.1:${server.port}`;
  const headers = { authorization: `Bearer ${await server.sign("ada")}` };
  const first = fetch(`${base}/trpc/slow`, { headers });
  await begun;
  const closing = server.app.close();

  const ready = await fetch(`${base}/readyz`);
  expect(ready.status).toBe(503);
  expect(ready.headers.get("connection")).toBe("close");
  expect(await ready.json()).toMatchObject({ error: { data: { reason: "unavailable" } } });
  expect((await fetch(`${base}/trpc/slow`, { headers })).status).toBe(503);
  expect((await fetch(`${base}/healthz`)).status).toBe(200);
  await expect(openRawSocket(server.socketUrl)).rejects.toThrow("503");

  release();
  const answered = await first;
  expect(answered.status).toBe(200);
  expect(await answered.json()).toMatchObject({ result: { data: "done" } });
  await closing;
  await expect(fetch(`${base}/healthz`)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
});

test("a drain does not wait forever", async () => {
  const { begun, router: slowRouter } = createSlowRouter();
  const server = await startTestServer(api, { router: slowRouter, timeouts: { drainPatience: 1 } });
  const socket = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
  socket.send({ id: 1, method: "query", params: { path: "slow" } });
  await begun;
  await server.app.close();
  expect(await socket.closed).toEqual({ code: closeCodes.goingAway, reason: "server_restart" });
});

test("a peer that does not answer the close is cut off", async () => {
  const server = await startTestServer(api, { timeouts: { closeTimeout: 1 } });
  const socket = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
  await socket.call("query", "users.me");
  socket.ws.pause();
  await server.app.close();
  expect(server.webSockets.clients.size).toBe(0);
  socket.ws.terminate();
});
