import { createServer, type Server } from "node:http";
import { createParleyClient, type ParleyClient, reasonOf } from "@parley/client";
import type { SyncInput, SyncResult } from "@parley/contract";
import { lockRelations } from "@parley/api/import-support";
import { createTestApi } from "@parley/api/testing/internals";
import { createTestDatabase, type PostgresTestDatabase } from "@parley/db/testing";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createParley, type HandledParley } from "./index.ts";
import { portOf } from "./testing/port-of.ts";
import { startTestServer } from "./testing/test-server.ts";
import { defaultTimeouts } from "./timeouts.ts";
import { createSigner, testExpected, testSecret } from "./testing/tokens.ts";

const suite = await describePostgres();
/** `npm run test:more` sends as many users as a sync may have. */
const SIZE = process.env["PARLEY_TESTS"] === "more" ? 10_000 : 600;
const GROUP = 10;

type People = NonNullable<SyncInput["people"]>;
type Groups = NonNullable<SyncInput["groups"]>;

const idAt = (at: number) => `user-${at}`;
/** The last group has no members: they are ADMINs, whose contacts are all users. */
const roleAt = (at: number) =>
  at >= SIZE - GROUP ? "ADMIN" : at % GROUP === 0 ? "MENTOR" : "MENTEE";
const people: People = Array.from({ length: SIZE }, (_, at) => ({
  id: idAt(at),
  name: `User Number ${at}`,
  role: roleAt(at),
  email: `user-${at}@example.org`,
}));
const groups: Groups = Array.from({ length: SIZE / GROUP - 1 }, (_, at) => ({
  id: `group-${at}`,
  name: `Group ${at}`,
  mentorId: idAt(at * GROUP),
  menteeIds: Array.from({ length: GROUP - 1 }, (__, mentee) => idAt(at * GROUP + mentee + 1)),
}));
const everybody = { mode: "merge", people, groups } satisfies SyncInput;

suite("a sync that takes long", () => {
  test("SYNC-12: its connection is not closed for a lack of traffic, unlike that of another call", async () => {
    await using api = await createTestApi({ engine: "postgres" });
    await using server = await startTestServer(api, {
      timeouts: { ...defaultTimeouts, connectionTimeout: 100 },
    });
    const token = await server.sign("platform", { claims: { scope: "parley:service" } });
    const call = (path: string, input: object) =>
      fetch(`http://127.0.0.1:${server.port}/trpc/${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify(input),
      });
    const ada = { id: "ada", name: "Ada Obi", role: "MENTOR" };
    let waiting: Promise<Response> | undefined;
    await api.platform.db.transaction(async (tx) => {
      await lockRelations(tx);
      waiting = call("platform.sync", { mode: "merge", people: [ada] });
      await expect(call("users.upsert", ada)).rejects.toThrow("fetch failed");
    });
    expect((await waiting)?.status).toBe(200);
  });
});

suite("a sync of as many users as it may have, over HTTP", () => {
  let database: PostgresTestDatabase;
  let parley: HandledParley;
  let server: Server;
  let host: ParleyClient;

  beforeAll(async () => {
    database = await createTestDatabase({ engine: "postgres" });
  });
  afterAll(() => database.close());

  beforeEach(async () => {
    await database.reset();
    parley = await createParley({
      databaseUrl: database.url,
      jwt: { secret: testSecret, ...testExpected },
      logger: pino({ level: "silent" }),
    });
    server = createServer(parley.handle);
    const { promise, resolve } = Promise.withResolvers<void>();
    server.listen(0, "127.0.0.1", resolve);
    await promise;
    const sign = createSigner({ now: () => new Date() });
    host = createParleyClient({
      url: `http://127.0.0.1:${portOf(server)}/parley/trpc`,
      token: () => sign("platform", { claims: { scope: "parley:service" } }),
    });
  });
  afterEach(async () => {
    host.close();
    await parley.close();
    server.close();
  });

  const sync = (input: SyncInput, signal?: AbortSignal): Promise<SyncResult> =>
    host.trpc.platform.sync.mutate(input, signal && { signal });
  const count = async (table: string): Promise<number> => {
    const { rows } = await database.db.$client.query<{ count: number }>(
      `select count(*)::int as count from parley.${table}`,
    );
    return rows[0]?.count ?? 0;
  };
  /** Ends the connections that are in a transaction, and returns how many they were. */
  const cutTransactions = async (): Promise<number> => {
    const { rowCount } = await database.db.$client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'",
    );
    return rowCount ?? 0;
  };
  /** What a call takes, for a reader of the log. */
  async function timed<Result>(name: string, call: () => Promise<Result>): Promise<Result> {
    const start = performance.now();
    const result = await call();
    const memory = Math.round(process.memoryUsage().rss / 2 ** 20);
    console.log(`${name}: ${((performance.now() - start) / 1_000).toFixed(1)} s, ${memory} MB`);
    return result;
  }
  const nothing = { created: 0, changed: 0, unchanged: 0, refused: 0, deactivated: 0 };

  test("SYNC-11: dry run, run, and a repeat, which changes nothing", async () => {
    const planned = await timed("dry run", () => sync({ ...everybody, dryRun: true }));
    expect(planned.summary.people).toEqual({ ...nothing, created: SIZE });
    expect(planned.summary.groups).toMatchObject({
      created: groups.length,
      membersAdded: SIZE - GROUP,
    });
    expect(await count("users")).toBe(0);
    const done = await timed("run", () => sync(everybody));
    expect(done).toEqual({ ...planned, dryRun: false });
    expect(await count("users")).toBe(SIZE);
    expect(await count("group_members")).toBe(SIZE - GROUP);
    const events = await count("stream_events");
    const again = await timed("repeat", () => sync(everybody));
    expect(again.summary.people).toEqual({ ...nothing, unchanged: SIZE });
    expect(again.summary.groups).toMatchObject({ unchanged: groups.length, membersAdded: 0 });
    expect(await count("stream_events")).toBe(events);
    // A hundredth leaves, and another one is renamed.
    const part = SIZE / 100;
    const gone = new Set(people.slice(0, part).map(({ id }) => id));
    const exact: SyncInput = {
      mode: "exact",
      people: people
        .slice(part)
        .map((person, at) => (at < part ? { ...person, name: `Renamed ${at}` } : person)),
      groups: groups
        .filter(({ mentorId }) => !gone.has(mentorId))
        .map((group) => ({
          ...group,
          menteeIds: (group.menteeIds ?? []).filter((id) => !gone.has(id)),
        })),
    };
    const closed = await timed("exact", () => sync(exact));
    expect(closed.deactivated).toHaveLength(part);
    expect(closed.summary.people).toMatchObject({ changed: part, deactivated: part });
    expect(closed.archived.length).toBe(groups.length - (exact.groups?.length ?? 0));
    const settled = await timed("exact, repeat", () => sync(exact));
    expect(settled.summary.people).toEqual({ ...nothing, unchanged: SIZE - part });
    expect([settled.deactivated, settled.archived]).toEqual([[], []]);
  });

  test("SYNC-11: a call that is aborted, or loses its database, is finished by a repeat", async () => {
    const aborter = new AbortController();
    const aborted = sync(everybody, aborter.signal).then(
      () => "completed",
      () => "aborted",
    );
    await vi.waitFor(async () => expect(await count("users")).toBeGreaterThan(0));
    aborter.abort();
    expect(await aborted).toBe("aborted");
    // The first may still run: the batches of both follow each other.
    const cut = sync(everybody).then(
      () => "completed",
      (error: unknown) => reasonOf(error),
    );
    await vi.waitFor(async () => expect(await count("groups")).toBeGreaterThan(0));
    await vi.waitFor(async () => expect(await cutTransactions()).toBeGreaterThan(0));
    expect(["completed", "unavailable"]).toContain(await cut);
    await timed("resumed", () => sync(everybody));
    expect([await count("users"), await count("groups"), await count("group_members")]).toEqual([
      SIZE,
      groups.length,
      SIZE - GROUP,
    ]);
    expect((await sync(everybody)).summary.people).toEqual({ ...nothing, unchanged: SIZE });
  });
});
