import { closeCodes } from "@parley/contract/close-codes";
import { expect, test, vi } from "vitest";
import { reasonOf } from "./errors.ts";
import { openClient, recordStream } from "./testing/open-client.ts";
import { message } from "./testing/server-model.ts";
import { createTestServer } from "./testing/test-server.ts";
import { waitUntil } from "./testing/wait-until.ts";

const id = "01900000-0000-7000-8000-000000000001";
const created = (seq: number) => ({ type: "message.created" as const, message: message(id, seq) });

/** A host whose tokens are `token 1`, `token 2` and so on, and a server that accepts those from `from` on. */
function createTokens({ from }: { from: number }) {
  let given = 0;
  const tokens = {
    from,
    get given() {
      return given;
    },
    token: () => `token.${(given += 1)}.signed`,
    verify: (token: string | undefined) =>
      Number(token?.split(".")[1]) >= tokens.from ? "me" : null,
  };
  return tokens;
}

const ways = [
  { way: "an answer", closeWith: undefined },
  { way: "its close code", closeWith: () => closeCodes.signInAgain },
];

test.each(ways)(
  "a token refused by $way is replaced once, and the stream begins",
  async ({ closeWith }) => {
    const tokens = createTokens({ from: 2 });
    await using server = await createTestServer({ verify: tokens.verify, closeWith });
    const client = openClient({ url: server.url, token: tokens.token });
    const { received, errors } = recordStream(client);
    server.controls.append(created(1));
    await waitUntil(received, ({ length }) => length === 1);
    expect(server.tokens.map(({ token }) => token)).toEqual(["token.1.signed", "token.2.signed"]);
    expect(client.connection.get()).toEqual({ status: "online" });
    expect(errors).toEqual([]);
  },
);

test.each(ways)(
  "a token refused by $way twice signs the client out, until the host provides another",
  async ({ closeWith }) => {
    const tokens = createTokens({ from: 3 });
    await using server = await createTestServer({ verify: tokens.verify, closeWith });
    const client = openClient({ url: server.url, token: tokens.token });
    const { received, errors } = recordStream(client);
    await waitUntil(client.connection, ({ status }) => status === "signed-out");
    expect(client.connection.get()).toEqual({ status: "signed-out", reason: "expired" });
    await vi.waitFor(() => expect(server.sockets.size).toBe(0));
    expect(tokens.given).toBe(2);
    server.controls.append(created(1));
    client.reconnect();
    await waitUntil(received, ({ length }) => length === 1);
    expect(server.opened).toBe(3);
    expect(client.connection.get()).toEqual({ status: "online" });
    expect(errors).toEqual([]);
  },
);

test("a session that ends is renewed without a lost event", async () => {
  const tokens = createTokens({ from: 1 });
  await using server = await createTestServer({ verify: tokens.verify });
  const client = openClient({ url: server.url, token: tokens.token });
  const { received } = recordStream(client);
  server.controls.append(created(1));
  await waitUntil(received, ({ length }) => length === 1);
  tokens.from = 2;
  for (const socket of server.sockets) socket.close(closeCodes.signInAgain);
  server.controls.append(created(2));
  await waitUntil(received, ({ length }) => length === 2);
  expect(server.controls.cursors).toEqual(["0", "1"]);
  expect(tokens.given).toBe(2);
});

test("an account that may not connect stops the client at once", async () => {
  await using server = await createTestServer({
    verify: () => null,
    closeWith: () => closeCodes.stop,
  });
  const token = vi.fn(() => "a.good.token");
  const client = openClient({ url: server.url, token });
  recordStream(client);
  await waitUntil(client.connection, ({ status }) => status === "signed-out");
  expect(client.connection.get()).toEqual({ status: "signed-out", reason: "refused" });
  expect(token).toHaveBeenCalledTimes(1);
  expect(server.opened).toBe(1);
});

test("a host that cannot provide a token for a while is called again", async () => {
  await using server = await createTestServer();
  const token = vi.fn(() => Promise.resolve("a.good.token"));
  token
    .mockRejectedValueOnce(new TypeError("offline"))
    .mockRejectedValueOnce(new TypeError("offline"));
  const client = openClient({ url: server.url, token });
  const states: string[] = [];
  client.connection.subscribe(() => states.push(client.connection.get().status));
  recordStream(client);
  await waitUntil(client.connection, ({ status }) => status === "online");
  expect(token).toHaveBeenCalledTimes(3);
  expect(states).not.toContain("signed-out");
});

test("OUT-8: a host that returns null ends the session", async () => {
  const tokens = createTokens({ from: 2 });
  await using server = await createTestServer({
    verify: tokens.verify,
    closeWith: () => closeCodes.signInAgain,
  });
  const token = vi.fn((): Promise<string | null> => Promise.resolve("token.1.signed"));
  const client = openClient({ url: server.url, token });
  token.mockResolvedValueOnce("token.1.signed").mockResolvedValueOnce(null);
  recordStream(client);
  await waitUntil(client.connection, ({ status }) => status === "signed-out");
  expect(server.opened).toBe(1);
});

test("over HTTP a refused token is replaced once", async () => {
  const tokens = createTokens({ from: 2 });
  await using server = await createTestServer({ verify: tokens.verify });
  const client = openClient({ url: server.url, token: tokens.token });
  await client.trpc.users.me.query();
  await client.trpc.users.me.query();
  expect(server.tokens.map(({ token }) => token)).toEqual([
    "token.1.signed",
    "token.2.signed",
    "token.2.signed",
  ]);
});

test("over HTTP a token refused twice signs the client out, and the caller gets the reason", async () => {
  const tokens = createTokens({ from: 3 });
  await using server = await createTestServer({ verify: tokens.verify });
  const client = openClient({ url: server.url, token: tokens.token });
  const error: unknown = await client.trpc.users.me.query().catch((cause: unknown) => cause);
  expect(reasonOf(error)).toBe("session_expired");
  expect(client.connection.get()).toEqual({ status: "signed-out", reason: "expired" });
  client.reconnect();
  expect(client.connection.get()).toEqual({ status: "idle" });
  await client.trpc.users.me.query();
});

test("what is written while signed out is queued and sent after the sign-in", async () => {
  const tokens = createTokens({ from: 5 });
  await using server = await createTestServer({ verify: tokens.verify });
  const client = openClient({ url: server.url, token: tokens.token });
  client.outbox.send({ conversationId: id, body: "hi" });
  await waitUntil(client.connection, ({ status }) => status === "signed-out");
  await waitUntil(client.outbox.entries, ([entry]) => entry?.state.status === "queued");
  expect(server.controls.stored.size).toBe(0);
  tokens.from = 1;
  client.reconnect();
  await waitUntil(client.outbox.entries, ([entry]) => entry?.state.status === "sent");
  expect(server.controls.stored.size).toBe(1);
});

test("a call that an open socket refuses is made over HTTP with a fresh token, and the socket renewed", async () => {
  const tokens = createTokens({ from: 1 });
  let isStale = false;
  await using server = await createTestServer({ verify: tokens.verify });
  const { refuse } = await import("./testing/test-router.ts");
  server.controls.before = (path, { via }) => {
    if (path === "me" && via === "socket" && isStale) throw refuse("session_expired");
  };
  const client = openClient({ url: server.url, token: tokens.token });
  recordStream(client);
  await waitUntil(client.connection, ({ status }) => status === "online");
  isStale = true;
  expect(await client.trpc.users.me.query()).toMatchObject({ via: "http" });
  await vi.waitFor(() => expect(server.opened).toBe(2));
});

test("EMB-3: a client without `token` sends none, and calls with the cookies of the host", async () => {
  await using server = await createTestServer({
    verify: (token) => (token === undefined ? "me" : null),
  });
  const credentials: unknown[] = [];
  const client = openClient({
    url: server.url,
    token: undefined,
    fetch: (input, init) => {
      credentials.push(init?.credentials);
      return fetch(input, init);
    },
  });
  await client.trpc.users.me.query();
  const { received } = recordStream(client);
  server.controls.append(created(1));
  await waitUntil(received, ({ length }) => length === 1);
  expect(client.connection.get()).toEqual({ status: "online" });
  expect(server.tokens.map(({ token }) => token)).toEqual([undefined, undefined]);
  expect(credentials).toEqual(["include"]);
});
