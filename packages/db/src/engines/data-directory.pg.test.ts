import { mkdir, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connect, type Connection } from "../connect.ts";
import { describeEmbedded, makeOpenDirectory } from "../fixtures/embedded.ts";

const suite = await describeEmbedded();

suite("a data directory", () => {
  let dataDir: string;
  const open: Connection[] = [];

  beforeEach(async () => {
    dataDir = await makeOpenDirectory();
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((connection) => connection.close()));
    await rm(dataDir, { recursive: true });
  });

  async function start(): Promise<Connection> {
    const connection = await connect({ engine: "embedded", dataDir });
    open.push(connection);
    return connection;
  }

  /** A machine for which there is no PostgreSQL package. */
  async function onAnotherMachine<Result>(run: () => Promise<Result>): Promise<Result> {
    const arch = vi.spyOn(process, "arch", "get").mockReturnValue("s390x");
    try {
      return await run();
    } finally {
      arch.mockRestore();
    }
  }

  const unusable = (detail: unknown) => ({
    name: "DatabaseUnavailableError",
    problem: { kind: "data_directory_unusable", directory: dataDir, detail },
  });

  test("runs in process, and says why, where PostgreSQL cannot run; and goes on so with its data", async () => {
    const first = await onAnotherMachine(start);
    expect(first.engine).toBe("in-process");
    expect(first.warnings).toEqual([
      expect.stringMatching(/^PostgreSQL cannot run here \(the package .*s390x is not installed\)/),
      expect.stringContaining("does not sync to disk"),
    ]);
    await first.db.$client.query("create table canary (n int)");
    await first.close();
    const second = await start();
    expect(second.engine).toBe("in-process");
    expect(second.warnings[0]).toContain("was begun in process");
    expect((await second.db.$client.query("select * from canary")).rows).toEqual([]);
  });

  test("begun with PostgreSQL is refused where that cannot run, never opened empty", async () => {
    const first = await start();
    await first.close();
    const detail = expect.stringMatching(
      /^its PostgreSQL cannot run here: the package .* is not installed$/,
    );
    await expect(onAnotherMachine(start)).rejects.toMatchObject(unusable(detail));
    expect(await readdir(dataDir)).not.toContain("pglite");
  });

  test("made by another major version is refused", async () => {
    const first = await start();
    await first.close();
    await writeFile(join(dataDir, "postgres/PG_VERSION"), "17\n");
    const detail = expect.stringContaining("was made by PostgreSQL 17, and this is PostgreSQL 18");
    await expect(start()).rejects.toMatchObject(unusable(detail));
  });

  test("with something else in the place of the cluster is refused", async () => {
    await mkdir(join(dataDir, "postgres"));
    await writeFile(join(dataDir, "postgres/notes.txt"), "mine");
    const detail = expect.stringContaining("is not a database that Parley made");
    await expect(start()).rejects.toMatchObject(unusable(detail));
  });

  test("whose cluster is damaged is refused with PostgreSQL's own reason, and left alone", async () => {
    const first = await start();
    await first.close();
    await rm(join(dataDir, "postgres/global/pg_control"));
    const detail = expect.stringMatching(/its PostgreSQL does not start: .*pg_control/);
    await expect(start()).rejects.toMatchObject(unusable(detail));
    expect(await readdir(dataDir)).toContain("postgres");
  });

  test("whose cluster lies elsewhere and is gone is refused, never opened empty", async () => {
    await symlink(join(dataDir, "gone/postgres"), join(dataDir, "postgres"));
    await expect(start()).rejects.toMatchObject(
      unusable(expect.stringContaining("is no longer there")),
    );
  });

  test("that was moved opens with its data", async () => {
    const first = await start();
    await first.db.$client.query("create table canary (n int)");
    await first.close();
    const moved = `${dataDir}-moved`;
    await rename(dataDir, moved);
    dataDir = moved;
    const { db } = await start();
    expect((await db.$client.query("select * from canary")).rows).toEqual([]);
  });

  test("with a half-made cluster of a killed start begins anew", async () => {
    await mkdir(join(dataDir, "postgres.new/base"), { recursive: true });
    await writeFile(join(dataDir, "postgres.new.password"), "half");
    const { engine } = await start();
    expect(engine).toBe("embedded");
    expect(await readdir(dataDir)).not.toContain("postgres.new");
  });

  test("that cannot be made is refused", async () => {
    const file = join(dataDir, "file");
    await writeFile(file, "");
    const target = { engine: "embedded", dataDir: join(file, "below") } as const;
    await expect(connect(target)).rejects.toMatchObject({
      problem: { kind: "data_directory_unusable", directory: join(file, "below") },
    });
  });
});
