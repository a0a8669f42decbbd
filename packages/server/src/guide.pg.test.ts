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

  test.each(["fastify", "express", "http"])("EMB-8: %s serves calls and sockets", async (host) => {
    const program = fileURLToPath(new URL(`fixtures/mount-${host}.ts`, import.meta.url));
    const port = await freePort();
    const env = { ...process.env, DATABASE_URL: database.url, PORT: String(port) };
    const child = spawn(process.execPath, [program], {
      env,
      stdio: ["ignore", "ignore", "inherit"],
    });
    try {
      const headers = { cookie: "user=ada" };
      const url = `127.0.0.1:${port}/parley/trpc`;
      const mine = await vi.waitFor(() => fetch(`http://${url}/users.me`, { headers }));
      expect(await mine.json()).toMatchObject({ result: { data: { id: "ada" } } });
      const socket = await openRawSocket(`ws://${url}?connectionParams=1`, { headers });
      socket.send({ method: "connectionParams", data: {} });
      expect(await socket.call("query", "users.me")).toMatchObject({
        result: { data: { id: "ada" } },
      });
      socket.ws.terminate();
    } finally {
      child.kill();
      if (child.exitCode === null) await once(child, "close");
    }
  });
});
