import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import helmet from "@fastify/helmet";
import websocket from "@fastify/websocket";
import { createParleyClient } from "@parley/client";
import { closeCodes } from "@parley/contract/close-codes";
import { createTestDatabase, type PostgresTestDatabase } from "@parley/db/testing";
import { administer } from "@parley/db/testing/administer";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { newId } from "@parley/api/testing";
import { initTRPC } from "@trpc/server";
import { fastifyTRPCPlugin } from "@trpc/server/adapters/fastify";
import fastify, { type FastifyInstance } from "fastify";
import pg from "pg";
import { Registry } from "prom-client";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import * as z from "zod";
import { parley, type ParleyPluginOptions } from "./index.ts";
import { openRawSocket } from "./testing/raw-socket.ts";
import { portOf } from "./testing/port-of.ts";

const suite = await describePostgres();

const resources = z.array(z.string());
/** What the program of a test prints. */
const leftSchema = z.object({
  before: resources,
  during: resources,
  left: resources,
  status: z.number(),
});

/** A host whose cookie `user` is its session. */
const ofCookie = (request: { headers: { cookie?: string | undefined } }) =>
  /user=(\w+)/.exec(request.headers.cookie ?? "")?.[1] ?? null;

suite("Parley in a host's server", () => {
  let database: PostgresTestDatabase;
  let app: FastifyInstance;
  /** What the host logs. */
  const log: string[] = [];

  beforeAll(async () => {
    database = await createTestDatabase({ engine: "postgres" });
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.reset();
    log.length = 0;
    app = fastify({ logger: { level: "info", stream: { write: (line) => void log.push(line) } } });
  });
  afterEach(() => app.close());

  const register = (options: Partial<ParleyPluginOptions> = {}) =>
    app.register(parley, { databaseUrl: database.url, authenticate: ofCookie, ...options });

  async function listen() {
    await app.listen({ host: "127.0.0.1", port: 0 });
    return `127.0.0.1:${portOf(app.server)}`;
  }

  async function addPeople() {
    const { users, groups } = app.parley.asService();
    await users.upsert({ id: "ada", name: "Ada Obi", role: "MENTOR" });
    await users.upsert({ id: "ben", name: "Ben Kim", role: "MENTEE" });
    await groups.create({ id: "circle", name: "Circle", mentorId: "ada", menteeIds: ["ben"] });
  }

  const asAda = { headers: { cookie: "user=ada" } };
  const me = (url: string, init: RequestInit = asAda) =>
    fetch(`http://${url}/parley/trpc/users.me`, init);
  const openSocket = (url: string, headers: Record<string, string> = asAda.headers) =>
    openRawSocket(`ws://${url}/parley/trpc?connectionParams=1`, { headers });

  test("EMB-1: the host's hooks, errors, headers, parsers, sockets and tRPC are as without it", async () => {
    const seen: string[] = [];
    app.addHook("onRequest", async ({ url }) => void seen.push(url.split("?")[0] ?? ""));
    await app.register(helmet, { contentSecurityPolicy: { directives: { defaultSrc: ["host"] } } });
    app.setErrorHandler((_, __, reply) => reply.code(418).send("the host's"));
    app.addContentTypeParser("text/csv", { parseAs: "string" }, (_, body, done) =>
      done(null, body),
    );
    await app.register(websocket);
    await register();
    app.get("/fails", () => Promise.reject(new Error("x")));
    app.post("/csv", ({ body }) => body);
    app.post("/json", ({ body }) => body);
    await app.register(async (scope) => {
      scope.get("/echo", { websocket: true }, (socket) => {
        socket.on("message", (data: Buffer) => socket.send(data.toString()));
      });
    });
    const t = initTRPC.create();
    const router = t.router({ hello: t.procedure.query(() => "host") });
    await app.register(fastifyTRPCPlugin, { prefix: "/trpc", trpcOptions: { router } });
    const url = await listen();
    await addPeople();

    const failed = await fetch(`http://${url}/fails`);
    expect([failed.status, await failed.text()]).toEqual([418, "the host's"]);
    expect((await fetch(`http://${url}/nothing`)).headers.get("x-request-id")).toBeNull();
    const csv = { method: "POST", body: "a,b", headers: { "content-type": "text/csv" } };
    expect(await (await fetch(`http://${url}/csv`, csv)).text()).toBe("a,b");
    const json = {
      method: "POST",
      body: '{"a":1}',
      headers: { "content-type": "application/json" },
    };
    expect(await (await fetch(`http://${url}/json`, json)).json()).toEqual({ a: 1 });
    const hello = await fetch(`http://${url}/trpc/hello`);
    expect(await hello.json()).toEqual({ result: { data: "host" } });
    const echo = new WebSocket(`ws://${url}/echo`);
    await once(echo, "open");
    echo.send("hi");
    expect(String((await once(echo, "message"))[0])).toBe("hi");
    echo.terminate();

    const mine = await me(url);
    expect(await mine.json()).toMatchObject({ result: { data: { id: "ada" } } });
    expect(mine.headers.get("content-security-policy"), "the host's apply").toContain("host");
    const refused = await fetch(`http://${url}/parley/trpc/nothing`, asAda);
    expect(await refused.json()).toMatchObject({ error: { data: { httpStatus: 404 } } });
    expect((await fetch(`http://${url}/parley/trpc/users.me`, { method: "PUT" })).status).toBe(405);
    const socket = await openSocket(url);
    socket.send({ method: "connectionParams", data: {} });
    expect(await socket.call("query", "users.me")).toMatchObject({
      result: { data: { id: "ada" } },
    });
    socket.ws.terminate();
    expect(seen).toContain("/parley/trpc/users.me");
    expect(seen).toContain("/parley/trpc");
  });

  /** What else completes handshakes in a host, and answers `/echo`. */
  const hostSockets = {
    "its plugin, registered before": async () => {
      await app.register(websocket);
      await register();
      app.get("/echo", { websocket: true }, echo);
    },
    "its plugin, registered after": async () => {
      await register();
      await app.register(websocket);
      app.get("/echo", { websocket: true }, echo);
    },
    "its plugin, in a scope": async () => {
      await register();
      await app.register(async (scope) => {
        await scope.register(websocket);
        scope.get("/echo", { websocket: true }, echo);
      });
    },
    "a server of ws at a path, attached before": async () => {
      serveEcho();
      await register();
    },
    "a server of ws at a path, attached after": async () => {
      await register();
      serveEcho();
    },
  };
  const echo = (socket: WebSocket) => {
    socket.on("message", (data: Buffer) => socket.send(data.toString()));
  };
  // It answers 400 to what is not at its path, whatever else listens.
  const serveEcho = () =>
    void new WebSocketServer({ server: app.server, path: "/echo" }).on("connection", echo);

  test.each(Object.entries(hostSockets))(
    "EMB-1: sockets of the host and of Parley do not meet: %s",
    async (_, mountBoth) => {
      await mountBoth();
      const url = await listen();
      await addPeople();
      const theirs = new WebSocket(`ws://${url}/echo`);
      await once(theirs, "open");
      theirs.send("hi");
      expect(String((await once(theirs, "message"))[0])).toBe("hi");
      const ours = await openSocket(url);
      ours.send({ method: "connectionParams", data: {} });
      expect(await ours.call("query", "users.me")).toMatchObject({
        result: { data: { id: "ada" } },
      });
      const refused = openSocket(url, { ...asAda.headers, origin: "https://evil.example" });
      await expect(refused).rejects.toThrow("403");
      expect(log.filter((line) => /"level":[456]0/.test(line))).toHaveLength(1);
      ours.ws.terminate();
      theirs.terminate();
    },
  );

  test("EMB-2: closing tells sockets to reconnect, and leaves the server its upgrades", async () => {
    await register();
    const url = await listen();
    await addPeople();
    const socket = await openSocket(url);
    socket.send({ method: "connectionParams", data: {} });
    await socket.call("query", "users.me");
    const upgrades = app.server.listenerCount("upgrade");
    await app.close();
    expect(await socket.closed).toEqual({ code: closeCodes.goingAway, reason: "server_restart" });
    expect(app.server.listenerCount("upgrade")).toBe(upgrades - 1);
  });

  test("EMB-2: closing leaves no open handle", async () => {
    const program = fileURLToPath(new URL("fixtures/open-and-close.ts", import.meta.url));
    const child = spawn(process.execPath, [program, database.url]);
    const [printed, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
    // It would not end, or say what is left.
    const { before, during, left, status } = leftSchema.parse(JSON.parse(printed));
    expect({ errors, status }).toEqual({ errors: "", status: 200 });
    expect(during.length, "there was something to close").toBeGreaterThan(before.length);
    expect(left.toSorted()).toEqual(before.toSorted());
  });

  test("EMB-2: closing under load loses no message that was acknowledged", async () => {
    await register();
    const url = await listen();
    await addPeople();
    const { id: conversationId } = await app.parley.as("ada").conversations.open({ userId: "ben" });
    const socket = await openSocket(url);
    socket.send({ method: "connectionParams", data: {} });
    await socket.call("query", "users.me");
    const sends = Array.from({ length: 60 }, () => newId());
    const answers = sends.map(async (id) => {
      const input = { conversationId, id, body: id };
      const { result } = await socket.call("mutation", "messages.send", input);
      return result === undefined ? undefined : id;
    });
    await Promise.any(answers);
    await app.close();
    const acknowledged = (await Promise.allSettled(answers)).flatMap((each) =>
      each.status === "fulfilled" && each.value !== undefined ? [each.value] : [],
    );
    expect(acknowledged.length, "some were in progress").toBeGreaterThan(0);
    const { rows } = await database.db.$client.query<{ id: string }>(
      'select id from "parley".messages where conversation_id = $1',
      [conversationId],
    );
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged));
  });

  const foreign = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ];
  test.each(foreign)(
    "EMB-3: a page of another site is not authenticated by a cookie: %j",
    async (sent) => {
      await register({ allowedOrigins: ["https://host.example"] });
      const url = await listen();
      await addPeople();
      // `inject`, since `fetch` sets these headers itself.
      const answer = await app.inject({
        url: "/parley/trpc/users.me",
        headers: { ...asAda.headers, ...sent },
      });
      expect(answer.json()).toMatchObject({ error: { data: { reason: "forbidden" } } });
      expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
      const { origin } = { origin: undefined, ...sent };
      if (origin !== undefined)
        await expect(openSocket(url, { ...asAda.headers, origin })).rejects.toThrow("403");
    },
  );

  test("EMB-3: pages of the host and of allowed origins are authenticated by the host's session", async () => {
    await register({ allowedOrigins: ["https://host.example"] });
    await listen();
    await addPeople();
    const ask = (headers: Record<string, string>) =>
      app.inject({ url: "/parley/trpc/users.me", headers: { ...asAda.headers, ...headers } });
    const own = await ask({ host: "own.example", origin: "https://own.example" });
    expect(own.json()).toMatchObject({ result: { data: { id: "ada" } } });
    const other = await ask({ origin: "https://host.example" });
    expect(other.json()).toMatchObject({ result: { data: { id: "ada" } } });
    expect(other.headers["access-control-allow-credentials"]).toBe("true");
    expect(other.headers["access-control-allow-origin"]).toBe("https://host.example");
    const nobody = await app.inject({ url: "/parley/trpc/users.me" });
    expect(nobody.json()).toMatchObject({ error: { data: { reason: "not_signed_in" } } });
  });

  test("EMB-3: a client without a token is the user of the host's session, over HTTP and the socket", async () => {
    await register();
    const url = await listen();
    await addPeople();
    const { id: conversationId } = await app.parley.as("ada").conversations.open({ userId: "ben" });
    class WithCookie extends WebSocket {
      constructor(address: string | URL) {
        super(address, { headers: asAda.headers });
      }
    }
    const client = createParleyClient({
      url: `http://${url}/parley/trpc`,
      fetch: (input, init) =>
        fetch(input, {
          ...init,
          headers: [...new Headers(init?.headers), ["cookie", asAda.headers.cookie]],
        }),
      WebSocket: WithCookie,
    });
    const { id, cursor } = await client.trpc.users.me.query();
    expect(id).toBe("ada");
    const heard: string[] = [];
    client.listen({ cursor, onEvent: ({ type }) => heard.push(type), onSignal: () => undefined });
    await vi.waitFor(() => expect(client.connection.get().status).toBe("online"));
    await app.parley.as("ben").messages.send({ conversationId, id: newId(), body: "hi" });
    await vi.waitFor(() => expect(heard).toContain("message.created"));
    client.close();
  });

  test("EMB-9: a client stays that of its user: after another user signs in to the host, it is signed out", async () => {
    await register();
    const url = await listen();
    await addPeople();
    let cookie = "user=ada";
    class WithCookie extends WebSocket {
      constructor(address: string | URL) {
        super(address, { headers: { cookie } });
      }
    }
    const client = createParleyClient({
      url: `http://${url}/parley/trpc`,
      fetch: (input, init) =>
        fetch(input, { ...init, headers: [...new Headers(init?.headers), ["cookie", cookie]] }),
      WebSocket: WithCookie,
    });
    expect(await client.trpc.users.me.query()).toMatchObject({ id: "ada" });
    cookie = "user=ben";
    await expect(client.trpc.users.me.query()).rejects.toMatchObject({
      data: { reason: "session_expired" },
    });
    client.reconnect();
    client.listen({ cursor: "0", onEvent: () => undefined, onSignal: () => undefined });
    await vi.waitFor(() => expect(client.connection.get().status).toBe("signed-out"));
    cookie = "user=ada";
    client.reconnect();
    await vi.waitFor(() => expect(client.connection.get().status).toBe("online"));
    client.close();
  });

  test("EMB-4: signing out closes the sockets of a session, or of a user, at once", async () => {
    await register({
      authenticate: (request) => {
        const userId = ofCookie(request);
        const sessionKey = /session=(\w+)/.exec(request.headers.cookie ?? "")?.[1];
        return userId === null ? null : { userId, sessionKey };
      },
    });
    const url = await listen();
    await addPeople();
    const open = async (session: string) => {
      const socket = await openSocket(url, { cookie: `user=ada; session=${session}` });
      socket.send({ method: "connectionParams", data: {} });
      await socket.call("query", "users.me");
      return socket;
    };
    const [first, second] = [await open("one"), await open("two")];
    await app.parley.signOut({ sessionKey: "one" });
    const ended = { code: closeCodes.signInAgain, reason: "session_expired" };
    expect(await first.closed).toEqual(ended);
    expect(await second.call("query", "users.me")).toMatchObject({ result: {} });
    // @ts-expect-error One of the two: an object of a session would sign out the user everywhere.
    const both: Parameters<typeof app.parley.signOut>[0] = { userId: "ada", sessionKey: "one" };
    await app.parley.signOut({ userId: both.userId ?? "" });
    expect(await second.closed).toEqual(ended);
  });

  test("EMB-5: the host's code calls procedures as a user or as the platform, with their refusals", async () => {
    await register();
    await app.ready();
    await addPeople();
    const { id: conversationId } = await app.parley.as("ada").conversations.open({ userId: "ben" });
    const { message } = await app.parley
      .as("ada")
      .messages.send({ conversationId, id: newId(), body: "hi" });
    expect(message).toMatchObject({ senderId: "ada", seq: 1 });
    const refusal = (reason: string) => ({ cause: { reason } });
    await expect(app.parley.as("nobody").users.me()).rejects.toMatchObject(
      refusal("not_signed_in"),
    );
    await expect(app.parley.asService().users.me()).rejects.toMatchObject(refusal("forbidden"));
  });

  suite("in a transaction of the host", () => {
    let pool: pg.Pool;
    let client: pg.PoolClient;

    beforeEach(async () => {
      await register();
      await app.ready();
      await addPeople();
      pool = new pg.Pool({ connectionString: database.url });
      client = await pool.connect();
      await client.query("set timezone = 'Asia/Kathmandu'; set datestyle = 'SQL, DMY'");
      await client.query("create table if not exists public.orders (id int)");
    });
    afterEach(async () => {
      client.release(true);
      await pool.end();
    });

    /** The events of a group that got another name. */
    const renamed = ["contact.added", "group.updated", "conversation.updated"];

    /** The events that Ben hears from now on. */
    async function hear() {
      const ender = new AbortController();
      const { cursor } = await app.parley.as("ben").users.me();
      const heard: string[] = [];
      const socket = await (async () => {
        const url = app.server.listening ? `127.0.0.1:${portOf(app.server)}` : await listen();
        return openSocket(url, { cookie: "user=ben" });
      })();
      socket.send({ method: "connectionParams", data: {} });
      socket.ws.on("message", (data: Buffer) => heard.push(data.toString()));
      await socket.call("subscription", "events.stream", { lastEventId: cursor });
      return {
        types: () => heard.flatMap((frame) => /"type":"(\w+\.\w+)"/.exec(frame)?.[1] ?? []),
        [Symbol.dispose]() {
          ender.abort();
          socket.ws.terminate();
        },
      };
    }

    test("EMB-6: calls and statements commit together, and are published after the commit", async () => {
      using ben = await hear();
      const conversationId = await app.parley.transaction(client, async ({ as, asService }) => {
        await client.query("insert into public.orders values (1)");
        await asService().users.upsert({ id: "cem", name: "Cem Ay", role: "MENTEE" });
        await asService().groups.addMembers({ groupId: "circle", menteeIds: ["cem"] });
        const { id } = await as("cem").conversations.open({ userId: "ada" });
        const { message } = await as("cem").messages.send({
          conversationId: id,
          id: newId(),
          body: "hi",
        });
        expect(new Date(message.createdAt).getTime()).toBeGreaterThan(Date.now() - 60_000);
        const { rows } = await client.query(
          "select current_setting('timezone') as zone, now()::text as at",
        );
        expect(rows[0], "the host's settings are as before").toMatchObject({
          zone: "Asia/Kathmandu",
        });
        const outside = await app.parley.asService().users.list({ text: "cem" });
        expect(JSON.stringify(outside), "not visible before the commit").not.toContain("Cem Ay");
        expect(ben.types()).toEqual([]);
        return id;
      });
      await vi.waitFor(() => expect(ben.types()).toContain("group.updated"));
      const { messages } = await app.parley.as("ada").messages.list({ conversationId });
      expect(messages).toMatchObject([{ body: "hi", senderId: "cem" }]);
      expect((await pool.query("select id from public.orders where id = 1")).rows).toHaveLength(1);
    });

    test("EMB-6: a rollback leaves nothing, and nothing is published", async () => {
      using ben = await hear();
      const failing = app.parley.transaction(client, async ({ asService }) => {
        await client.query("insert into public.orders values (2)");
        await asService().users.upsert({ id: "dan", name: "Dan Fox", role: "MENTEE" });
        await asService().groups.addMembers({ groupId: "circle", menteeIds: ["dan"] });
        throw new Error("the host changed its mind");
      });
      await expect(failing).rejects.toThrow("changed its mind");
      await expect(app.parley.as("dan").users.me()).rejects.toMatchObject({
        cause: { reason: "not_signed_in" },
      });
      expect((await pool.query("select id from public.orders where id = 2")).rows).toEqual([]);
      // The next event has the number that follows what Ben heard: the stream has no gap.
      await app.parley.asService().groups.update({ groupId: "circle", name: "Round" });
      await vi.waitFor(() => expect(ben.types()).toHaveLength(renamed.length));
      expect(ben.types()).toEqual(renamed);
    });

    test("EMB-6: a call that fails changes nothing, and the transaction goes on", async () => {
      await app.parley.transaction(client, async ({ as, asService }) => {
        await expect(as("ben").conversations.open({ userId: "nobody" })).rejects.toMatchObject({
          cause: { reason: "not_found" },
        });
        // At the same moment: one after the other.
        await Promise.all(
          ["eve", "fay", "gus"].map((id) =>
            asService().users.upsert({ id, name: `Person ${id}`, role: "MENTEE" }),
          ),
        );
      });
      expect(await app.parley.as("fay").users.me()).toMatchObject({ id: "fay" });
    });

    test("EMB-6: a transaction that the host began and commits is published by `publish`", async () => {
      using ben = await hear();
      const calls = app.parley.within(client);
      await client.query("begin");
      await calls.asService().groups.update({ groupId: "circle", name: "Ring" });
      await client.query("savepoint mine");
      await calls.asService().groups.update({ groupId: "circle", name: "Undone" });
      await client.query("rollback to savepoint mine");
      await client.query("commit");
      expect(ben.types()).toEqual([]);
      await calls.publish();
      await vi.waitFor(() => expect(ben.types()).toEqual(renamed));
      expect(await app.parley.as("ben").groups.get({ groupId: "circle" })).toMatchObject({
        name: "Ring",
      });
    });

    test("EMB-10: a fault inside a transaction is logged once, with the procedure and without texts of users", async () => {
      const body = "of nobody else's business";
      const failing = app.parley.transaction(client, async ({ as }) => {
        const { id: conversationId } = await as("ada").conversations.open({ userId: "ben" });
        await client.query('alter table "parley".messages rename column body to elsewhere');
        await as("ada").messages.send({ conversationId, id: newId(), body });
      });
      await expect(failing).rejects.toMatchObject({ code: "INTERNAL_SERVER_ERROR" });
      const faults = log.filter((line) => line.includes("a call failed"));
      expect(faults).toHaveLength(1);
      expect(faults[0]).toContain('"path":"messages.send"');
      expect(faults[0]).not.toContain(body);
    });

    test("EMB-7: a client outside of a transaction, or in one of another isolation, is refused in one line", async () => {
      const { asService } = app.parley.within(client);
      await expect(asService().groups.list()).rejects.toThrow(
        "Parley: the client is not in a transaction: begin one first",
      );
      await client.query("begin isolation level repeatable read");
      await expect(asService().groups.list()).rejects.toThrow("has to be read committed");
      await client.query("rollback");
    });
  });

  test("EMB-7: a second Parley in the same schema of this process is refused, and the first goes on", async () => {
    await register();
    await app.ready();
    const other = fastify();
    const twice = other.register(parley, { databaseUrl: database.url, authenticate: ofCookie });
    await expect(twice).rejects.toThrow(
      /^Parley: the schema parley of this database is open in this process already/,
    );
    await other.close();
    const address = new URL(database.url);
    address.hostname = address.hostname === "localhost" ? "127.0.0.1" : "localhost";
    const third = fastify();
    const elsewhere = third.register(parley, {
      databaseUrl: address.href,
      authenticate: ofCookie,
    });
    await expect(elsewhere, "by another address").rejects.toThrow(
      "is open in this process already",
    );
    await third.close();
    expect(await app.parley.isReady()).toBe(true);
    const second = fastify();
    await second.register(parley, {
      databaseUrl: database.url,
      authenticate: ofCookie,
      schema: "alumni",
      prefix: "/alumni",
    });
    expect(await second.parley.isReady()).toBe(true);
    await second.close();
  });

  test("EMB-7: a schema that is not migrated is refused where it may not be migrated", async () => {
    const registered = register({ migrate: false, schema: "not_there" });
    await expect(registered).rejects.toThrow(/^Parley: the schema not_there has no tables: /);
  });

  test("EMB-7: a call of the host before the database is open waits for it", async () => {
    void register();
    expect(app.hasDecorator("parley")).toBe(false);
    const answer = await app.inject({ url: "/parley/trpc/users.me", headers: asAda.headers });
    expect(answer.json()).toMatchObject({ error: { data: { reason: "not_signed_in" } } });
    expect(await app.parley.isReady()).toBe(true);
  });

  const broken: [string, string, RegExp][] = [
    [
      "newer",
      "insert into \"parley\".parley_migrations (number, name) values (9e15, 'x')",
      /newer/,
    ],
    [
      "foreign",
      'drop table "parley".parley_migrations',
      /^The schema "parley" is not Parley's: it/,
    ],
  ];
  test.each(broken)(
    "EMB-7: a %s schema is refused in one line, and the next start is as usual",
    async (_, break_, line) => {
      await administer(database.url, `alter schema parley rename to kept`);
      try {
        await register();
        await app.close();
        await administer(database.url, break_);
        app = fastify();
        const registered = register();
        await expect(registered).rejects.toThrow(line);
        await expect(registered).rejects.toThrow(/^[^\n]+\.$/);
        const other = fastify();
        await other.register(parley, {
          databaseUrl: database.url,
          authenticate: ofCookie,
          schema: "alumni",
        });
        await other.close();
      } finally {
        await administer(
          database.url,
          "drop schema parley cascade; alter schema kept rename to parley",
        );
      }
    },
  );

  test("EMB-7: a module that is loaded again, as by a reload in development, finds the schema open", async () => {
    await register();
    await app.ready();
    vi.resetModules();
    const again = await import("./index.ts");
    expect(again.parley).not.toBe(parley);
    const reloaded = fastify();
    const twice = reloaded.register(again.parley, {
      databaseUrl: database.url,
      authenticate: ofCookie,
    });
    await expect(twice).rejects.toThrow("keep one: globalThis.parley ??=");
    await reloaded.close();
    await app.close();
    const next = fastify();
    await next.register(again.parley, { databaseUrl: database.url, authenticate: ofCookie });
    await next.close();
  });

  test("EMB-7: a database that takes longer than the server's pluginTimeout is named, and closed once it opens", async () => {
    const lock = new pg.Client({ connectionString: database.url });
    await lock.connect();
    await lock.query(`begin; lock table "parley".parley_migrations`);
    app = fastify({ pluginTimeout: 1_500 });
    await expect(register()).rejects.toThrow(
      /^Parley: the database did not open within the pluginTimeout of your server \(1500 ms\): /,
    );
    await lock.query("rollback");
    await lock.end();
    await vi.waitFor(async () => {
      const next = fastify();
      await next.register(parley, { databaseUrl: database.url, authenticate: ofCookie });
      await next.close();
    });
  });

  test("EMB-2: a drain that takes longer than the server's pluginTimeout still answers calls in progress", async () => {
    // Also the time for the start, on a machine under load.
    app = fastify({ pluginTimeout: 4_000 });
    await register();
    const url = await listen();
    await addPeople();
    const { id: conversationId } = await app.parley.as("ada").conversations.open({ userId: "ben" });
    const lock = new pg.Client({ connectionString: database.url });
    await lock.connect();
    await lock.query(`begin; lock table "parley".conversations`);
    const socket = await openSocket(url);
    socket.send({ method: "connectionParams", data: {} });
    await socket.call("query", "users.me");
    const id = newId();
    const sent = socket.call("mutation", "messages.send", { conversationId, id, body: "hi" });
    await vi.waitFor(async () => {
      const { rows } = await lock.query("select 1 from pg_locks where not granted");
      expect(rows.length).toBeGreaterThan(0);
    });
    const closing = app.close();
    await vi.waitFor(() => expect(app.server.listening).toBe(false));
    await lock.query("rollback");
    await lock.end();
    expect(await sent).toMatchObject({ result: { data: { message: { id } } } });
    await closing;
  });

  suite("as a role of its own", () => {
    const role = `parley_${Date.now().toString(36)}`;
    let url: string;

    beforeAll(async () => {
      await administer(
        database.url,
        `create role ${role} login password 'from-the-test'; grant create on database ${new URL(database.url).pathname.slice(1)} to ${role}`,
      );
      const address = new URL(database.url);
      address.username = role;
      address.password = "from-the-test";
      url = address.href;
    });
    afterAll(async () => {
      await administer(database.url, `drop table if exists public.users; drop owned by ${role}`);
      await administer(database.url, `drop role ${role}`);
    });

    test("EMB-11: a role whose name hides tables of the host in public is warned of", async () => {
      const asRole = { databaseUrl: url, schema: role };
      await administer(database.url, "create table public.users (id int)");
      // The default of PostgreSQL, and not of an embedded one.
      await administer(database.url, `alter role ${role} set search_path = "$user", public`);
      await register(asRole);
      await app.ready();
      const warnings = () => log.filter((line) => line.includes('"level":40'));
      expect(warnings()).toEqual([
        expect.stringContaining(`in its other sessions users are Parley's tables`),
      ]);
      await app.close();
      const reopen = async (address: string) => {
        log.length = 0;
        app = fastify({ logger: { stream: { write: (line) => void log.push(line) } } });
        await register({ ...asRole, databaseUrl: address });
        await app.ready();
      };
      // As on a server whose configuration sets it, of which the catalogs do not tell.
      const ofPublic = new URL(url);
      ofPublic.searchParams.set("options", "-c search_path=public");
      await reopen(ofPublic.href);
      expect(warnings()).toEqual([]);
      await app.close();
      await administer(database.url, `alter role ${role} set search_path = public`);
      await reopen(url);
      expect(warnings()).toEqual([]);
    });

    test("EMB-11: a database without a free connection is refused in one line", async () => {
      await administer(database.url, `alter role ${role} connection limit 0`);
      const full = { databaseUrl: url, schema: "full" };
      await expect(register(full)).rejects.toThrow(
        /all of its connections are in use: raise max_connections/,
      );
      await administer(database.url, `alter role ${role} connection limit -1`);
    });

    test("EMB-11: with a pool of six connections Parley opens six at most, and serves", async () => {
      const pool = new pg.Pool({ connectionString: database.url, max: 6 });
      await register({ databaseUrl: undefined, pool, bus: "memory" });
      await app.ready();
      await addPeople();
      const reads = Array.from({ length: 50 }, () => app.parley.as("ada").users.me());
      const conversations = app.parley.as("ada").conversations;
      await Promise.all([...reads, conversations.open({ userId: "ben" })]);
      const { rows } = await pool.query<{ open: number }>(
        "select count(*)::int as open from pg_stat_activity where datname = current_database() and application_name = 'parley'",
      );
      expect(rows[0]?.open).toBeLessThanOrEqual(6);
      await pool.end();
    });
  });

  test("EMB-7: registering after the server listens is refused, and opens nothing", async () => {
    await app.listen({ host: "127.0.0.1", port: 0 });
    expect(() => register()).toThrow("Root plugin has already booted");
  });

  test("OBS-8: the metrics are in the host's registry until the server closes", async () => {
    const metrics = new Registry();
    await register({ metrics });
    await app.ready();
    expect(await metrics.metrics()).toContain("parley_sends_total 0");
    await app.close();
    expect(await metrics.metrics()).not.toContain("parley_");
  });
});
