import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId, nextOf } from "@parley/api/testing";
import { createTestApi } from "@parley/api/testing/internals";
import { files, messages, streams, users } from "@parley/db/schema";
import { openFileStore } from "@parley/standalone/open-file-store";
import { createTestDatabase, type PostgresTestDatabase } from "@parley/db/testing";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { startChildImport } from "./testing/child-import.ts";
import { importFolder } from "./testing/run-in.ts";
import { at, person, writeExport } from "./testing/write-export.ts";

const suite = await describePostgres();

const PAIRS = 45;
const MESSAGES = 100;
const mentees = Array.from({ length: PAIRS }, (_, n) => `ben${n}`);
/** The one in the middle of the import. */
const MIDDLE = "ben24";

/** More messages than fit into two batches, those of all conversations interleaved. */
const programme = {
  users: [person("ada", "MENTOR"), ...mentees.map((id) => person(id))],
  groups: [{ id: "north", name: "North", mentorId: "ada", menteeIds: mentees }],
  conversations: mentees.map((id) => ({ id, participants: [{ userId: "ada" }, { userId: id }] })),
  messages: Array.from({ length: PAIRS * MESSAGES }, (_, n) => {
    const mentee = mentees[n % PAIRS] ?? "";
    const senderId = Math.floor(n / PAIRS) % 2 === 0 ? mentee : "ada";
    return { id: n, conversationId: mentee, senderId, body: `message ${n}`, createdAt: at(n) };
  }),
};

suite("an import into PostgreSQL", () => {
  let database: PostgresTestDatabase;
  let folder: string;

  beforeAll(async () => {
    database = await createTestDatabase({ engine: "postgres" });
    folder = await writeExport(programme);
  });
  beforeEach(() => database.reset());
  afterAll(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });

  const cleanUp: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const step of cleanUp.splice(0)) await step();
  });

  const query = async <Row>(text: string): Promise<Row[]> =>
    // Each caller names the columns of its own statement.
    (await database.db.$client.query(text)).rows as Row[];

  const run = (...args: string[]) => startChildImport(database.url, folder, ...args);

  const countMessages = async () =>
    (await query<{ n: number }>("select count(*)::int as n from parley.messages"))[0]?.n ?? 0;

  /** Another session is about to create the conversation in the middle, so that an import has to wait there. */
  async function holdMiddle() {
    await database.db.insert(users).values([person("ada", "MENTOR"), person(MIDDLE)]);
    await database.db.insert(streams).values([{ userId: "ada" }, { userId: MIDDLE }]);
    const client = await database.db.$client.connect();
    await client.query("begin");
    await client.query(
      "insert into parley.conversations (id, kind, low_user, high_user) values ($1, 'direct', 'ada', $2)",
      [newId(), MIDDLE],
    );
    let released: Promise<void> | undefined;
    const release = () =>
      (released ??= client.query("rollback").then(() => {
        client.release();
      }));
    cleanUp.push(release);
    return release;
  }

  /** The session of an import that waits there. */
  const waiting = () =>
    vi.waitFor(async () => {
      const [session] = await query<{ pid: number }>(`
          select pid from pg_stat_activity where datname = current_database()
            and wait_event_type = 'Lock' and query like '%insert into "parley"."conversations"%'`);
      if (session === undefined) throw new Error("no import waits");
      return session.pid;
    });

  /** Every conversation has all of its messages, dense from 1, or none. Returns how many have them. */
  async function expectWhole(): Promise<number> {
    const rows = await query<{ n: number; top: number; last: number; order: number[] }>(`
      select count(m.seq)::int as n, coalesce(max(m.seq), 0) as top, c.last_seq as last
      from parley.conversations c left join parley.messages m on m.conversation_id = c.id
      where c.kind = 'direct' group by c.id`);
    for (const { n, top, last } of rows) {
      expect([0, MESSAGES]).toContain(n);
      expect([top, last]).toEqual([n, n]);
    }
    return rows.filter(({ n }) => n > 0).length;
  }

  /** Everything in one value, except the streams and the epochs. */
  async function fingerprint() {
    const tables = [
      "users",
      "groups",
      "group_members",
      "conversations",
      "participants",
      "messages",
    ];
    const hashes = tables.map((name) =>
      query<{
        hash: string;
      }>(`select md5(coalesce(string_agg((to_jsonb(t) - 'epoch')::text, '' order by
        (to_jsonb(t) - 'epoch')::text), '')) as hash from parley.${name} t`),
    );
    return (await Promise.all(hashes)).map((rows) => rows[0]?.hash);
  }

  async function expectComplete() {
    expect(await expectWhole()).toBe(PAIRS);
    const misplaced = await query(`
      select from parley.messages m join parley.messages n on n.conversation_id = m.conversation_id and n.seq = m.seq + 1
      where n.created_at <= m.created_at`);
    expect(misplaced).toEqual([]);
    expect(await countMessages()).toBe(PAIRS * MESSAGES);
  }

  test("IMP-3: killed in the middle, the next run imports the rest, and a third one changes nothing", async () => {
    const release = await holdMiddle();
    const first = run();
    await waiting();
    const stored = await countMessages();
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThan(PAIRS * MESSAGES);
    first.kill("SIGKILL");
    expect((await first.end()).signal).toBe("SIGKILL");
    await release();
    expect(await expectWhole()).toBe(stored / MESSAGES);

    const second = await run().end();
    expect(second.errors).toContain("importing messages");
    expect(second.code).toBe(0);
    expect(second.output).toMatch(
      new RegExp(
        `^messages +4,500 +${(4_500 - stored).toLocaleString("en")} +${stored.toLocaleString("en")} `,
        "m",
      ),
    );
    await expectComplete();
    const before = await fingerprint();
    expect((await run().end()).code).toBe(0);
    expect(await fingerprint()).toEqual(before);
  });

  test("IMP-3: Ctrl-C stops between two batches and reports the progress; the next run continues", async () => {
    const release = await holdMiddle();
    const first = run();
    await waiting();
    first.kill("SIGINT");
    await vi.waitFor(() => expect(first.errors()).toContain("Stopping"));
    await release();
    const { code, output } = await first.end();
    expect(code).toBe(130);
    expect(output).toContain("Stopped. Run the same command again to go on from there.");
    const stored = await countMessages();
    expect(stored).toBeLessThan(PAIRS * MESSAGES);
    expect(await expectWhole()).toBe(stored / MESSAGES);
    const left = PAIRS * MESSAGES - stored;
    expect(output).toMatch(new RegExp(`^messages .* ${left.toLocaleString("en")}$`, "m"));
    const resyncs = await query("select from parley.stream_events where type = 'resync'");
    expect(resyncs).toHaveLength(PAIRS + 1);
    expect((await run().end()).code).toBe(0);
    await expectComplete();
  });

  test("a database that becomes unavailable ends the run with a plain line, and the next run continues", async () => {
    const release = await holdMiddle();
    const first = run();
    await query(`select pg_terminate_backend(${await waiting()})`);
    const { code, output, errors } = await first.end();
    expect({ code, output }).toEqual({ code: 1, output: "" });
    expect(errors.trimEnd().split("\n").at(-1)).toBe(
      "The database went away. Run the same command again to go on from there.",
    );
    await release();
    expect((await run().end()).code).toBe(0);
    await expectComplete();
  });

  test("IMP-3, IMP-13: killed while it stores files, it has each of them once in the end", async () => {
    const dir = await mkdtemp(join(tmpdir(), "parley-import-store-"));
    cleanUp.push(() => rm(dir, { recursive: true, force: true }));
    const withFiles = await writeExport({
      ...programme,
      messages: programme.messages.slice(0, PAIRS).map((line) => ({
        ...line,
        files: [0, 1].map((n) => ({ path: `in/${line.id}-${n}`, name: `notes-${n}.txt` })),
      })),
    });
    cleanUp.push(() => rm(withFiles, { recursive: true, force: true }));
    await mkdir(join(withFiles, "in"));
    for (const { id } of programme.messages.slice(0, PAIRS))
      for (const n of [0, 1])
        await writeFile(join(withFiles, `in/${id}-${n}`), randomBytes(200_000).toString("hex"));
    const env = { DATABASE_URL: database.url, FILES_DIR: dir };
    const countFiles = async () =>
      (await query<{ n: number }>("select count(*)::int as n from parley.files"))[0]?.n ?? 0;
    for (const kill of [1, 20, 50, 80]) {
      const child = startChildImport(env, withFiles);
      await vi.waitFor(async () => expect(await countFiles()).toBeGreaterThanOrEqual(kill), {
        interval: 5,
        timeout: 60_000,
      });
      child.kill("SIGKILL");
      expect((await child.end()).signal).toBe("SIGKILL");
      expect(await countMessages()).toBe(0);
    }
    const last = await startChildImport(env, withFiles).end();
    expect(last).toMatchObject({ code: 0 });
    expect(last.output).toContain(`${2 * PAIRS} files`);
    const stored = await database.db.select({ files: messages.files }).from(messages);
    expect(stored).toHaveLength(PAIRS);
    const named = stored.flatMap((message) => message.files ?? []);
    expect(named.map(({ name, size }) => `${name} ${size}`)).toEqual(
      Array.from({ length: PAIRS }, () => ["notes-0.txt 400000", "notes-1.txt 400000"]).flat(),
    );
    const rows = await database.db.select().from(files);
    expect(rows.every(({ state }) => state === "ready")).toBe(true);
    const ids = rows.map(({ id }) => id).toSorted();
    expect(named.map(({ id }) => id).toSorted()).toEqual(ids);
    const store = openFileStore(env)?.store;
    const kept = { uploads: [] as string[], files: [] as string[] };
    for (const what of ["uploads", "files"] as const)
      for await (const id of store?.ids(what) ?? []) kept[what].push(id);
    expect({ ...kept, files: kept.files.toSorted() }).toEqual({ uploads: [], files: ids });
  });

  test("IMP-3: a second import is refused while the first runs", async () => {
    const release = await holdMiddle();
    const first = run();
    await waiting();
    const other = await writeExport({ users: [person("eve")] });
    const { code, errors } = await startChildImport(database.url, other).end();
    expect(code).toBe(1);
    expect(errors).toContain(
      "\nAnother import is under way on this database. Wait until it has ended.\n",
    );
    // A check writes nothing, and so blocks no other session.
    const check = await startChildImport(database.url, other, "--check").end();
    expect(check).toMatchObject({ code: 0 });
    await release();
    expect((await first.end()).code).toBe(0);
  });

  test("DBS-2: DATABASE_SCHEMA names the schema of a check and of an import, next to another Parley", async () => {
    const shared = await createTestDatabase({ engine: "postgres" });
    cleanUp.push(shared.close);
    const { $client: pool } = shared.db;
    await pool.query(
      "insert into parley.users (id, name, role) values ('of-the-first', 'First', 'MENTOR')",
    );
    const count = async (table: string) =>
      (await pool.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n;
    const env = { DATABASE_URL: shared.url, DATABASE_SCHEMA: "second" };
    const check = await startChildImport(env, folder, "--check").end();
    expect(check.output).toMatch(/^messages +4,500 +4,500 +0 +0 +0$/m);
    const { rows } = await pool.query("select to_regnamespace('second') as there");
    expect(rows).toEqual([{ there: null }]);
    const done = await startChildImport(env, folder).end();
    expect(done.code).toBe(0);
    const again = await startChildImport(env, folder, "--check").end();
    expect(again.code).toBe(0);
    expect(await count("second.messages")).toBe(4_500);
    expect(await count("parley.messages")).toBe(0);
    expect(await count("parley.users")).toBe(1);
  });

  test("IMP-2: a check of a database without a schema leaves it without one", async () => {
    const fresh = await createTestDatabase({ engine: "postgres" });
    cleanUp.push(fresh.close);
    const { $client: pool } = fresh.db;
    await pool.query("drop schema parley cascade");
    const check = await startChildImport(fresh.url, folder, "--check").end();
    expect(check.output).toMatch(/^messages +4,500 +4,500 +0 +0 +0$/m);
    expect(check.code).toBe(0);
    const { rows } = await pool.query(
      "select from pg_class where relnamespace = to_regnamespace('parley')",
    );
    expect(rows).toEqual([]);
    const complete = await startChildImport(fresh.url, folder).end();
    expect(complete.code).toBe(0);
    await pool.query(
      "delete from parley.parley_migrations where number = (select max(number) from parley.parley_migrations)",
    );
    const older = await startChildImport(fresh.url, folder, "--check").end();
    expect(older.errors).toContain("older than");
  });

  test("IMP-10: next to a running server no send is lost, and open clients are notified", async () => {
    await using api = await createTestApi({ engine: "postgres" });
    await api.addPeople({
      ada: "MENTOR",
      ...Object.fromEntries(mentees.map((id) => [id, "MENTEE"])),
    });
    const open = await Promise.all(
      mentees.slice(0, 30).map((userId) => api.as("ada").conversations.open({ userId })),
    );
    await using ada = await api.follow("ada");
    const sent: string[] = [];
    const sentAtStep: number[] = [];
    const importing = importFolder(api.platform, folder, {
      clock: { now: () => new Date("2026-06-01T00:00:00.000Z") },
      show: ({ text }) =>
        void (text.startsWith("importing messages") && sentAtStep.push(sent.length)),
    });
    let isOver = false;
    const over = importing.finally(() => {
      isOver = true;
    });
    for (let n = 0; !isOver; n += 1) {
      const round = open.map(async ({ id: conversationId }, k) => {
        const { message } = await api
          .as(k % 2 === 0 ? "ada" : (mentees[k] ?? ""))
          .messages.send({ conversationId, id: newId(), body: `live ${n}` });
        sent.push(message.id);
      });
      await Promise.all(round);
    }
    const { result, findings } = await over;
    expect(findings).toEqual([]);
    expect(result.summary.messages.imported).toBe(PAIRS * MESSAGES);
    // They ran concurrently: sends were stored between the first batch and the last.
    expect(sentAtStep.at(-1)).toBeGreaterThan(sentAtStep[0] ?? 0);
    const { rows } = await api.platform.db.$client.query(`
      select c.id, c.last_seq as last, count(*)::int as n, max(m.seq) as top from parley.conversations c
      join parley.messages m on m.conversation_id = c.id group by c.id having count(*) <> c.last_seq or max(m.seq) <> c.last_seq`);
    expect(rows).toEqual([]);
    const stored = await api.platform.db.$client.query(
      "select id from parley.messages where body like 'live %'",
    );
    expect(stored.rows.map(({ id }) => String(id)).toSorted()).toEqual(sent.toSorted());
    expect(await nextOf(ada, "resync")).toEqual({ type: "resync" });
    expect(api.faults).toEqual([]);
  });
});
