import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { addPeople } from "@parley/api/testing/people";
import { createTestDatabase, type PostgresTestDatabase } from "@parley/db/testing";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { freePort } from "@parley/embedded-postgres/free-port";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openRawSocket } from "./testing/raw-socket.ts";

const suite = await describePostgres();

suite("the samples of docs/embedding.md", () => {
  let database: PostgresTestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase({ engine: "postgres" });
    await addPeople(database.db, { ada: "MENTOR" });
  });
  afterAll(() => database.close());

  /** Starts a host, and returns its address once it serves Parley. */
  async function start(host: string) {
    const program = fileURLToPath(new URL(`fixtures/mount-${host}.ts`, import.meta.url));
    const port = await freePort();
    const env = { ...process.env, DATABASE_URL: database.url, PORT: String(port) };
    const child = spawn(process.execPath, [program], {
      env,
      stdio: ["ignore", "ignore", "inherit"],
    });
    const url = `127.0.0.1:${port}`;
    await vi.waitFor(() => fetch(`http://${url}/parley/trpc/users.me`));
    return {
      url,
      async [Symbol.asyncDispose]() {
        child.kill();
        if (child.exitCode === null) await once(child, "close");
      },
    };
  }

  const me = { result: { data: { id: "ada" } } };

  /** Calls over HTTP and over a socket, which stays open. */
  async function call(url: string, cookie: string) {
    const headers = { cookie };
    const mine = await fetch(`http://${url}/parley/trpc/users.me`, { headers });
    expect(await mine.json()).toMatchObject(me);
    const socket = await openRawSocket(`ws://${url}/parley/trpc?connectionParams=1`, { headers });
    socket.send({ method: "connectionParams", data: {} });
    expect(await socket.call("query", "users.me")).toMatchObject(me);
    return socket;
  }

  test.each(["fastify", "express", "http"])("EMB-8: %s serves calls and sockets", async (host) => {
    await using server = await start(host);
    const socket = await call(server.url, "user=ada");
    socket.ws.terminate();
  });

  test("EMB-8: a session library of Express signs calls and sockets in, and its end signs both out", async () => {
    await using server = await start("express-session");
    const signedIn = await fetch(`http://${server.url}/sign-in`, { method: "POST" });
    const [cookie = ""] = signedIn.headers.get("set-cookie")?.split(";") ?? [];
    const socket = await call(server.url, cookie);
    const closed = once(socket.ws, "close");
    await fetch(`http://${server.url}/sign-out`, { method: "POST", headers: { cookie } });
    expect(await closed).toMatchObject([4401, expect.anything()]);
    const after = await fetch(`http://${server.url}/parley/trpc/users.me`, { headers: { cookie } });
    expect(after.status).toBe(401);
  });
});
