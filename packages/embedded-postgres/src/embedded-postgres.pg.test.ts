import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { findPostgresPackage, prepareBinaries } from "./binaries.ts";
import { SYSTEM_FOLDER } from "./embedded-postgres.ts";
import { openLocked, type LockedPostgres } from "./fixtures/open-locked.ts";
import { freePort } from "./free-port.ts";
import { startPostmaster } from "./postmaster.ts";
import { processState } from "./process-state.ts";
import { chooseOwner, spawnAs } from "./system-user.ts";
import { startChild, type Child } from "./testing/child.ts";
import { describeEmbedded, makeOpenDirectory, postmasterPid } from "./testing/describe-embedded.ts";

const suite = await describeEmbedded();
const runServer = new URL("./fixtures/run-server.ts", import.meta.url);

suite("the embedded PostgreSQL", () => {
  let dataDir: string;
  const open: LockedPostgres[] = [];
  const children: Child[] = [];

  beforeAll(async () => {
    dataDir = await makeOpenDirectory();
  });

  afterEach(async () => {
    await Promise.all(children.splice(0).map((child) => child.kill("SIGKILL")));
    await Promise.all(open.splice(0).map((server) => server.close()));
  });

  afterAll(() => rm(dataDir, { recursive: true }));

  async function start(onFault: (fault: Error) => void = () => undefined): Promise<LockedPostgres> {
    const server = await openLocked({ dataDir, onFault });
    open.push(server);
    return server;
  }

  /** A server process that has stored a word, so that there is something to lose. */
  async function serverWith(word: string): Promise<Child> {
    const child = startChild(runServer, [dataDir]);
    children.push(child);
    expect(await child.line()).toBe("open");
    child.say(word);
    expect(await child.line()).toBe(`stored ${word}`);
    return child;
  }

  const words = async ({ pool }: LockedPostgres) =>
    (await pool.query<{ word: string }>("select word from canary")).rows.map(({ word }) => word);

  const aliveState = { kind: "alive", startedAt: expect.anything() };

  test("syncs to disk, and listens only on this machine", async () => {
    const { pool } = await start();
    const { rows } = await pool.query(
      "select name, setting from pg_settings where name = any($1)",
      [
        [
          "fsync",
          "full_page_writes",
          "synchronous_commit",
          "listen_addresses",
          "unix_socket_directories",
        ],
      ],
    );
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: "on",
      full_page_writes: "on",
      synchronous_commit: "on",
      listen_addresses: "127.0.0.1",
      unix_socket_directories: "",
    });
  });

  test("names of tables without a schema mean those in public, also if the role has a schema", async () => {
    const { pool } = await start();
    const { rows } = await pool.query("select current_user as role");
    const [{ role }] = rows;
    await pool.query(`create schema if not exists ${role}`);
    expect((await pool.query("select current_schema")).rows).toEqual([
      { current_schema: "public" },
    ]);
  });

  test("sorts and folds text the same on every machine", async () => {
    const { pool } = await start();
    const { rows } = await pool.query("select lower('ÄÖŞ') as folded, 'a' < 'B' as lower_first");
    expect(rows).toEqual([{ folded: "äöş", lower_first: false }]);
  });

  test("requires a password that only the owner of the data can read", async () => {
    await start();
    const { mode } = await stat(join(dataDir, "postgres/parley.password"));
    expect(mode & 0o777).toBe(0o600);
    const hba = await readFile(join(dataDir, "postgres/pg_hba.conf"), "utf8");
    const methods = hba
      .split("\n")
      .filter((line) => /^(local|host)/.test(line))
      .map((line) => line.split(/\s+/).at(-1));
    expect(new Set(methods)).toEqual(new Set(["reject", "scram-sha-256"]));
  });

  test("stopping ends PostgreSQL, and is idempotent", async () => {
    const server = await start();
    const pid = await postmasterPid(dataDir);
    expect(await processState(pid)).toMatchObject(aliveState);
    await Promise.all([server.stop(), server.stop()]);
    expect(await processState(pid)).toEqual({ kind: "gone" });
  });

  test("two data directories run at the same time", async () => {
    const other = await makeOpenDirectory();
    const [here, there] = await Promise.all([start(), openLocked({ dataDir: other })]);
    expect(here.description).not.toBe(there.description);
    const where = "select current_setting('data_directory') as path";
    expect((await here.pool.query(where)).rows).toEqual([{ path: join(dataDir, "postgres") }]);
    expect((await there.pool.query(where)).rows).toEqual([{ path: join(other, "postgres") }]);
    await there.close();
    await rm(other, { recursive: true });
  });

  test("a second process is refused, and told which process has the directory", async () => {
    const server = await serverWith("held");
    await expect(start()).rejects.toMatchObject({
      problem: { kind: "data_directory_busy", directory: dataDir, pid: server.pid },
    });
    server.say("still here");
    expect(await server.line()).toBe("stored still here");
  });

  test("after kill -9 the next start ends the PostgreSQL that was left, and has every row", async () => {
    const server = await serverWith("before the kill");
    const left = await postmasterPid(dataDir);
    await server.kill("SIGKILL");
    expect(await processState(left)).toMatchObject(aliveState);
    const next = await start();
    expect(await processState(left)).toEqual({ kind: "gone" });
    expect(await words(next)).toContain("before the kill");
  });

  test("a process that ends without closing ends its PostgreSQL", async () => {
    const server = await serverWith("before it left");
    const left = await postmasterPid(dataDir);
    server.say("leave");
    await vi.waitFor(async () => expect(await processState(left)).toEqual({ kind: "gone" }));
    expect(await words(await start())).toContain("before it left");
  });

  test("after kill -9 of both, the stale postmaster.pid does not prevent a start, and every row is there", async () => {
    const server = await serverWith("before both kills");
    const left = await postmasterPid(dataDir);
    await server.kill("SIGKILL");
    process.kill(left, "SIGKILL");
    await vi.waitFor(async () => expect(await processState(left)).toEqual({ kind: "gone" }));
    expect(await postmasterPid(dataDir)).toBe(left);
    expect(await words(await start())).toContain("before both kills");
  });

  test("a stale postmaster.pid with the pid of another program neither prevents a start nor affects that program", async () => {
    const server = await serverWith("before the number was reused");
    const left = await postmasterPid(dataDir);
    await server.kill("SIGKILL");
    process.kill(left, "SIGKILL");
    await vi.waitFor(async () => expect(await processState(left)).toEqual({ kind: "gone" }));
    const cluster = join(dataDir, "postgres");
    const owner = await chooseOwner(cluster);
    // Waits for "ready" on its output; before that, the kernel might still show the command line of its parent.
    const script = ["-c", "echo ready; read forever"];
    const bystander = spawn("/bin/sh", script, { ...spawnAs(owner), cwd: "/" });
    await once(bystander.stdout, "data");
    const path = join(cluster, "postmaster.pid");
    const text = await readFile(path, "utf8");
    await writeFile(path, text.replace(/^\d+/, String(bystander.pid)));
    // The fault: PostgreSQL takes that program for a server on its data.
    const binaries = await prepareBinaries(await findPostgresPackage(), {
      owner,
      systemFolder: SYSTEM_FOLDER,
    });
    const logFile = join(dataDir, "refused.log");
    const alone = startPostmaster({ binaries, owner, cluster, logFile, port: await freePort() });
    await expect(alone).rejects.toThrow('lock file "postmaster.pid" already exists');
    expect(await words(await start())).toContain("before the number was reused");
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
    bystander.kill("SIGKILL");
    await once(bystander, "exit");
  });

  test("a PostgreSQL that crashes while it serves is restarted, and has every row", async () => {
    const faults: string[] = [];
    const { pool } = await start((fault) => faults.push(fault.message));
    await pool.query("create table if not exists canary (word text)");
    await pool.query("insert into canary values ('before it died')");
    const died = await postmasterPid(dataDir);
    process.kill(died, "SIGKILL");
    await vi.waitFor(async () => expect(await postmasterPid(dataDir)).not.toBe(died));
    const found = await vi.waitFor(() =>
      pool.query("select word from canary where word = 'before it died'"),
    );
    expect(found.rows).toHaveLength(1);
    expect(faults).toContain("The embedded PostgreSQL ended unexpectedly and is restarted");
  });

  test.runIf(process.platform === "linux")("a terminal's Ctrl-C does not reach it", async () => {
    await start();
    const text = await readFile(`/proc/${await postmasterPid(dataDir)}/stat`, "utf8");
    // proc_pid_stat(5): after the name come state, ppid, pgrp, session.
    const [, parent, group, session] = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    expect(parent).toBe(process.pid);
    expect([group, session]).toEqual([await postmasterPid(dataDir), await postmasterPid(dataDir)]);
  });
});
