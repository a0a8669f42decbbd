import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { json as readJson } from "node:stream/consumers";
import { newId } from "@parley/api/testing";
import { createTestDatabase, type PostgresTestDatabase } from "@parley/db/testing";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from "jose";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createParley, type CreateParleyOptions, type HandledParley } from "./index.ts";
import { openRawSocket } from "./testing/raw-socket.ts";
import { portOf } from "./testing/port-of.ts";

const suite = await describePostgres();
const ofCookie = ({ headers }: IncomingMessage) =>
  /user=(\w+)/.exec(headers.cookie ?? "")?.[1] ?? null;
const logger = pino({ level: "silent" });

suite("Parley behind any server of node:http", () => {
  let database: PostgresTestDatabase;
  let chat: HandledParley;
  let server: Server | undefined;

  beforeAll(async () => {
    database = await createTestDatabase({ engine: "postgres" });
  });
  afterAll(() => database.close());
  beforeEach(() => database.reset());
  afterEach(async () => {
    server?.closeAllConnections();
    server?.close();
    await chat.close();
  });

  async function open(options: Partial<CreateParleyOptions> = {}) {
    chat = await createParley({
      databaseUrl: database.url,
      authenticate: ofCookie,
      logger,
      ...options,
    });
    const { users } = chat.asService();
    await users.upsert({ id: "ada", name: "Ada Obi", role: "MENTOR" });
    await users.upsert({ id: "ben", name: "Ben Kim", role: "MENTEE" });
  }

  async function listen(
    listener: (request: IncomingMessage, answer: Parameters<HandledParley["handle"]>[1]) => void,
  ) {
    server = createServer(listener);
    server.on("upgrade", chat.upgrade);
    const { promise, resolve } = Promise.withResolvers<void>();
    server.listen(0, "127.0.0.1", resolve);
    await promise;
    return `127.0.0.1:${portOf(server)}`;
  }

  const headers = { cookie: "user=ada", "content-type": "application/json" };

  /** Opens Parley with a logger whose lines are returned. */
  async function openLogged(options: Partial<CreateParleyOptions> = {}) {
    const lines: string[] = [];
    const write = (line: string) => void lines.push(line);
    await open({ logger: pino({ level: "info" }, { write }), ...options });
    const url = await listen((request, response) => chat.handle(request, response));
    return { url, linesWith: (text: string) => lines.filter((line) => line.includes(text)) };
  }

  test("EMB-3: the log says once that authenticate finds no user for sockets with cookies", async () => {
    const { url, linesWith } = await openLogged();
    const hints = () => linesWith("no middleware of the server runs");
    const refuse = async (cookies: Record<string, string>) => {
      const address = `ws://${url}/parley/trpc?connectionParams=1`;
      const socket = await openRawSocket(address, { headers: cookies });
      const closed = once(socket.ws, "close");
      socket.send({ method: "connectionParams", data: {} });
      expect(await closed).toMatchObject([4401, expect.anything()]);
    };
    await refuse({});
    await fetch(`http://${url}/parley/trpc/users.me`, { headers: { cookie: "other=1" } });
    expect(hints()).toEqual([]);
    await refuse({ cookie: "other=1" });
    await refuse({ cookie: "other=1" });
    expect(hints()).toEqual([expect.stringContaining("a WebSocket that has cookies (other)")]);
  });

  test("EMB-12: the log says once that authenticate finds no user for a call with cookies, with their names alone", async () => {
    const { url, linesWith } = await openLogged();
    const hints = () => linesWith("it does not find your session");
    const call = (sent: Record<string, string>) =>
      fetch(`http://${url}/parley/trpc/users.me`, { headers: sent });
    await call({});
    await call({ cookie: "a-value-without-a-name" });
    await call(headers);
    expect(hints()).toEqual([]);
    const many = Array.from({ length: 40 }, (_, nth) => `cookie${nth}=1`).join("; ");
    await call({ cookie: `sid=secret-1; nameless-secret; b@d=2; ${"x".repeat(65)}=3; ${many}` });
    await call({ cookie: "sid=secret-1" });
    expect(hints()).toHaveLength(1);
    expect(hints()[0]).toContain(
      "authenticate returned null for a call that has cookies (sid, cookie0, cookie1, ",
    );
    expect(hints()[0]).not.toMatch(/secret|b@d|xxx|cookie9/);
  });

  test("EMB-12: the log names the id that authenticate returned, if no user of Parley has it", async () => {
    let returned = "1";
    const { url, linesWith } = await openLogged({ authenticate: () => returned });
    const call = async () => {
      const answer = await fetch(`http://${url}/parley/trpc/users.me`);
      expect(answer.status).toBe(401);
      expect(await answer.text()).not.toContain("platform.sync");
    };
    await call();
    const [line = "{}"] = linesWith("platform.sync");
    expect(JSON.parse(line)).toMatchObject({
      check: "authenticate",
      why: 'authenticate returned "1", the id of no user of Parley: call platform.sync or users.upsert first',
      msg: "a session of the host was refused",
    });
    returned = "ada@example.org";
    await call();
    expect(linesWith("an address or a number, which is the id of no user")).toHaveLength(1);
    expect(linesWith("ada@")).toEqual([]);
    returned = "2";
    await fetch(`http://${url}/parley/trpc/messages.send`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ conversationId: newId(), id: newId(), body: "hi" }),
    });
    expect(linesWith('authenticate returned \\"2\\"')).toHaveLength(1);
    expect([...linesWith("JIT_USERS"), ...linesWith("sub is")]).toEqual([]);
  });

  test("OBS-6: a call that is refused for its origin is logged once, with the option to change", async () => {
    const { url, linesWith } = await openLogged();
    const origin = "https://other.example";
    const post = () =>
      fetch(`http://${url}/parley/trpc/users.updateMe`, {
        method: "POST",
        headers: { ...headers, origin },
        body: "{}",
      });
    expect((await post()).status).toBe(403);
    expect((await post()).status).toBe(403);
    const address = `ws://${url}/parley/trpc`;
    await expect(openRawSocket(address, { headers: { ...headers, origin } })).rejects.toThrow(
      "403",
    );
    expect(linesWith(origin)).toEqual([expect.stringContaining("add it to allowedOrigins")]);
    expect(linesWith("ALLOWED_ORIGINS")).toEqual([]);
  });

  test("EMB-8: calls, sockets and pictures are served below the prefix, and everything else is the host's", async () => {
    await open({ prefix: "/chat" });
    const url = await listen((request, response) =>
      chat.handle(request, response, () => response.end("the host's")),
    );
    const mine = await fetch(`http://${url}/chat/trpc/users.me`, { headers });
    expect(await mine.json()).toMatchObject({ result: { data: { id: "ada" } } });
    expect((await fetch(`http://${url}/chat/avatars/${"k".repeat(43)}`)).status).toBe(404);
    expect((await fetch(`http://${url}/chat/nothing`)).status).toBe(404);
    for (const path of ["/", "/trpc/users.me", "/chatter", "/chat"]) {
      expect(await (await fetch(`http://${url}${path}`)).text()).toBe("the host's");
    }
    const socket = await openRawSocket(`ws://${url}/chat/trpc?connectionParams=1`, { headers });
    socket.send({ method: "connectionParams", data: {} });
    const { id: conversationId } = await chat.as("ada").conversations.open({ userId: "ben" });
    const sent = await socket.call("mutation", "messages.send", {
      conversationId,
      id: newId(),
      body: "hi",
    });
    expect(sent).toMatchObject({ result: { data: { message: { body: "hi", senderId: "ada" } } } });
  });

  test("EMB-8: a handler that Express mounts gets a shorter address and a body that is parsed already", async () => {
    await open();
    const url = await listen((request, response) => {
      void (async () => {
        // What `express.json()` and `app.use("/parley", …)` do.
        const parsed = await readJson(request);
        const originalUrl = request.url ?? "";
        const mounted = Object.assign(request, {
          body: parsed,
          originalUrl,
          url: originalUrl.slice("/parley".length),
        });
        chat.handle(mounted, response);
      })();
    });
    await chat.as("ada").conversations.open({ userId: "ben" });
    const body = JSON.stringify({ userId: "ben", note: undefined });
    const opened = await fetch(`http://${url}/parley/trpc/conversations.open`, {
      method: "POST",
      headers,
      body: ` ${body} `,
    });
    expect(await opened.json()).toMatchObject({
      result: { data: { with: { person: { id: "ben" } } } },
    });
  });

  test("EMB-2: closing answers calls in progress, and refuses new ones until the server is closed", async () => {
    await open();
    const url = await listen((request, response) => chat.handle(request, response));
    await chat.close();
    const late = await fetch(`http://${url}/parley/trpc/users.me`, { headers });
    expect(late.status).toBe(503);
    expect(await late.json()).toMatchObject({ error: { data: { reason: "unavailable" } } });
  });

  test("EMB-7: a handler without a prefix is refused", async () => {
    await open();
    await expect(
      createParley({ databaseUrl: database.url, authenticate: ofCookie, prefix: "" }),
    ).rejects.toThrow("Parley: prefix must be a path such as /parley.");
  });

  const jwt = { secret: "x".repeat(32), issuer: "https://host.example", audience: "parley" };
  const signWith = (
    key: Parameters<SignJWT["sign"]>[0],
    header: JWTHeaderParameters,
    claims = {},
  ) => {
    const iat = Math.floor(Date.now() / 1_000);
    const { issuer: iss, audience: aud } = jwt;
    return new SignJWT({ iss, aud, sub: "ada", iat, exp: iat + 3_600, ...claims })
      .setProtectedHeader(header)
      .sign(key);
  };
  /** Opens with a key, and returns a function that calls with a token, and what is logged. */
  async function openWith(options: Partial<CreateParleyOptions["jwt"]>) {
    const lines: string[] = [];
    const { issuer, audience } = jwt;
    await open({
      jwt: { issuer, audience, ...options },
      logger: pino({ level: "info" }, { write: (line) => void lines.push(line) }),
    });
    const url = await listen((request, response) => chat.handle(request, response));
    const call = async (token: string, path = "users.me") => {
      const sent = { headers: { authorization: `Bearer ${token}` } };
      return (await fetch(`http://${url}/parley/trpc/${path}`, sent)).status;
    };
    return { call, lines };
  }
  const later = () => Math.floor(Date.now() / 1_000) + 600;

  test.each([
    ["another issuer", { issuer: "https://other.example" }, {}, "issuer"],
    ["another audience", { audience: "other" }, {}, "audience"],
    ["another key", { secret: "y".repeat(32) }, {}, "signature"],
    ["a clock ten minutes ahead", {}, { iat: later(), exp: later() + 60 }, "issued at"],
    ["a scope that is nearly that of a service", {}, { scope: "parley:services" }, "scope"],
  ])("EMB-7: the log says why a token is refused: %s", async (_, wrong, claims, check) => {
    const { call, lines } = await openWith({ secret: jwt.secret, ...wrong });
    const key = new TextEncoder().encode(jwt.secret);
    expect(await call(await signWith(key, { alg: "HS256" }, claims))).toBe(401);
    expect(lines.join("")).toMatch(new RegExp(`"check":"${check}"`));
  });

  test("EMB-7: while published keys cannot be fetched no token is refused, and the log names the address", async () => {
    const { publicKey, privateKey } = await generateKeyPair("RS256");
    const header = { alg: "RS256", kid: "one" };
    const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), ...header }] });
    let isAway = true;
    const published = createServer((_, response) =>
      response.writeHead(isAway ? 503 : 200, { "content-type": "application/json" }).end(keys),
    );
    published.listen(0, "127.0.0.1");
    await once(published, "listening");
    const jwksUrl = `http://127.0.0.1:${portOf(published)}/keys`;

    const first = await openWith({ jwksUrl });
    expect(await first.call(await signWith(privateKey, header))).toBe(503);
    expect(first.lines).toHaveLength(1);
    expect(first.lines[0]).toContain('"level":40');
    expect(first.lines[0]).toContain(`the keys at ${jwksUrl} cannot be fetched`);
    server?.close();
    await chat.close();

    isAway = false;
    const second = await openWith({ jwksUrl });
    expect(await second.call(await signWith(privateKey, header))).toBe(200);
    isAway = true;
    expect(await second.call(await signWith(privateKey, header, { jti: "two" }))).toBe(200);
    expect(second.lines).toEqual([]);
    published.close();
  });
});
