import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createParleyClient, newId } from "@parley/client";
import { createTestDatabase, type PostgresTestDatabase } from "@parley/db/testing";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { administer } from "@parley/db/testing/administer";
import { createSigner, testExpected, testSecret } from "@parley/server/testing/tokens";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ChildServer, startChildServer } from "./testing/child-server.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../..", import.meta.url));
const sign = createSigner({ now: () => new Date() });

const describe = await describePostgres();

describe("a role that owns the schema and may do nothing else", () => {
  const suffix = Date.now().toString(36);
  const role = `chat_${suffix}`;
  const schema = "programme_two";
  let database: PostgresTestDatabase;
  let roleUrl: string;
  let server: ChildServer | undefined;

  const script = async (...names: string[]) =>
    (
      await run(process.execPath, [".ci/role.ts", ...names], {
        cwd: root,
        env: { ...process.env, DATABASE_SCHEMA: schema },
      })
    ).stdout;

  beforeAll(async () => {
    database = await createTestDatabase({ engine: "postgres" });
    await administer(
      database.url,
      `create table public.users (id int, password text); insert into public.users values (1, 'secret');
       create schema host; create table host.rooms (id int); create function host.f() returns int language sql as 'select 1'`,
    );
    const sql = await script(role);
    await administer(database.url, sql);
    await administer(database.url, `alter role ${role} password 'from-the-test'`);
    // It can be repeated.
    await administer(database.url, sql);
    const url = new URL(database.url);
    url.username = role;
    url.password = "from-the-test";
    roleUrl = url.href;
  });

  afterAll(async () => {
    server?.process.kill("SIGKILL");
    await server?.exited;
    await administer(database.url, `drop owned by ${role} cascade`);
    await administer(database.url, `drop role ${role}`);
    await database.close();
  });

  test("DBS-6: migrations and a server run with it", async () => {
    const env = { DATABASE_URL: roleUrl, DATABASE_SCHEMA: schema };
    const migrated = await run(process.execPath, ["--conditions=source", ".ci/migrate.ts"], {
      cwd: root,
      env: { ...process.env, ...env },
    });
    expect(migrated.stdout).toContain(`the schema ${schema} is up to date`);
    server = startChildServer({
      ...env,
      JWT_SECRET: testSecret,
      JWT_ISSUER: testExpected.issuer,
      JWT_AUDIENCE: testExpected.audience,
      HOST: "127.0.0.1",
      LOG_LEVEL: "warn",
    });
    const url = `${await server.url}/trpc`;
    const service = createParleyClient({
      url,
      token: () => sign("host", { claims: { scope: "parley:service" } }),
    });
    for (const [id, roleOf] of [
      ["ada", "MENTOR"],
      ["ben", "MENTEE"],
    ] as const)
      await service.trpc.users.upsert.mutate({ id, name: id, role: roleOf });
    const ada = createParleyClient({ url, token: () => sign("ada") });
    const ben = createParleyClient({ url, token: () => sign("ben") });
    const { id: conversationId } = await ada.trpc.conversations.open.mutate({ userId: "ben" });
    await ada.trpc.messages.send.mutate({ conversationId, id: newId(), body: "Hello" });
    const { messages } = await ben.trpc.messages.list.query({ conversationId });
    expect(messages.map(({ body }) => body)).toEqual(["Hello"]);
    for (const client of [service, ada, ben]) client.close();
    // A partition of the log, as housekeeping creates and drops it.
    await administer(
      roleUrl,
      `create table ${schema}.probe (like ${schema}.stream_events including defaults);
       alter table ${schema}.stream_events attach partition ${schema}.probe for values from ('2090-01-02') to ('2090-01-09');
       alter table ${schema}.stream_events detach partition ${schema}.probe; drop table ${schema}.probe`,
    );
    expect(server.printed()).not.toContain("permission denied");
  });

  test.each([
    ["read a table of the host", "select * from public.users"],
    ["read another schema", "select * from host.rooms"],
    ["call a function of another schema", "select host.f()"],
    ["read another Parley", "select * from parley.users"],
    ["write to another Parley", "delete from parley.messages"],
    ["read another Parley's migrations", "select * from parley.parley_migrations"],
    ["create a table in public", "create table public.mine ()"],
    ["create a schema", "create schema mine"],
    ["create a role", "create role mine"],
    ["create a database", "create database mine"],
    ["read a file", "select pg_read_file('postgresql.conf')"],
    ["run a program", "copy (select 1) to program 'true'"],
    ["change a setting of the server", "alter system set work_mem = '1MB'"],
    ["turn off triggers", "set session_replication_role = replica"],
    ["become another role", "set role ADMINISTRATOR"],
  ])("DBS-6: it may not %s", async (_what, statement) => {
    const client = new pg.Client({ connectionString: roleUrl });
    await client.connect();
    try {
      const { username } = new URL(database.url);
      const text = statement.replace("ADMINISTRATOR", pg.escapeIdentifier(username));
      await expect(client.query(text)).rejects.toMatchObject({ code: "42501" });
    } finally {
      await client.end();
    }
  });

  test("DBS-6: a name that would need quotes is refused", async () => {
    await expect(script('a"b')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("The name of the role must"),
    });
  });
});
