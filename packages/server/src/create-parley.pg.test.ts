import { createServer, type IncomingMessage, type Server } from "node:http";
import { json as readJson } from "node:stream/consumers";
import { newId } from "@parley/api/testing";
import { createTestDatabase, type PostgresTestDatabase } from "@parley/db/testing";
import { describePostgres } from "@parley/db/testing/describe-postgres";
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

  test.each([
    ["another issuer", { issuer: "https://other.example" }, "issuer"],
    ["another audience", { audience: "other" }, "audience"],
    ["another key", { secret: "y".repeat(32) }, "signature"],
  ])("EMB-7: the log says why a token is refused: %s", async (_, wrong, check) => {
    const lines: string[] = [];
    const jwt = { secret: "x".repeat(32), issuer: "https://host.example", audience: "parley" };
    await open({
      jwt: { ...jwt, ...wrong },
      logger: pino({ level: "info" }, { write: (line) => void lines.push(line) }),
    });
    const url = await listen((request, response) => chat.handle(request, response));
    const { SignJWT } = await import("jose");
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: "HS256" })
      .setSubject("ada")
      .setIssuer(jwt.issuer)
      .setAudience(jwt.audience)
      .setIssuedAt()
      .setExpirationTime("1h")
      .sign(new TextEncoder().encode(jwt.secret));
    const authorization = `Bearer ${token}`;
    const refused = await fetch(`http://${url}/parley/trpc/users.me`, {
      headers: { authorization },
    });
    expect(refused.status).toBe(401);
    expect(lines.join("")).toMatch(new RegExp(`"check":"${check}"`));
  });
});
