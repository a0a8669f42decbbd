import { mkdir, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  describeEmbedded,
  makeOpenDirectory,
} from "@parley/embedded-postgres/testing/describe-embedded";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { connect, type Connection } from "../connect.ts";

const suite = await describeEmbedded();

suite("a data directory", () => {
  let directory: string;
  const open: Connection[] = [];

  beforeAll(async () => {
    directory = await makeOpenDirectory();
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((connection) => connection.close()));
  });

  afterAll(() => rm(directory, { recursive: true }));

  async function start(dataDir: string): Promise<Connection> {
    const connection = await connect({ engine: "embedded", dataDir });
    open.push(connection);
    return connection;
  }

  /** Opens it on a machine for which there is no PostgreSQL package. */
  async function startElsewhere(dataDir: string): Promise<Connection> {
    const arch = vi.spyOn(process, "arch", "get").mockReturnValue("s390x");
    try {
      return await start(dataDir);
    } finally {
      arch.mockRestore();
    }
  }

  const canary = ({ db }: Connection) => db.$client.query("select * from public.canary");

  const unusable = (dataDir: string, detail: unknown) => ({
    name: "DatabaseUnavailableError",
    problem: { kind: "data_directory_unusable", directory: dataDir, detail },
  });

  test("runs in process, with a notice, if PostgreSQL cannot run; and continues so with its data", async () => {
    const dataDir = join(directory, "in-process");
    const first = await startElsewhere(dataDir);
    expect(first.engine).toBe("in-process");
    expect(first.warnings).toEqual([
      expect.stringMatching(/^PostgreSQL cannot run here \(the package .*s390x is not installed\)/),
      expect.stringContaining("does not sync to disk"),
    ]);
    await first.db.$client.query("create table public.canary (n int)");
    await first.close();
    const second = await start(dataDir);
    expect(second.engine).toBe("in-process");
    expect(second.warnings[0]).toContain("was created in process");
    expect((await canary(second)).rows).toEqual([]);
    // PGlite creates a database in WebAssembly: it takes seconds where PostgreSQL takes one.
  });

  test("begun with PostgreSQL keeps its data through all faults", async () => {
    const born = join(directory, "born");
    // A start that was killed while it created the cluster.
    await mkdir(join(born, "postgres.new/base"), { recursive: true });
    await writeFile(join(born, "postgres.new.password"), "half");
    const first = await start(born);
    expect(first.engine).toBe("embedded");
    await first.db.$client.query("create table public.canary (n int)");
    await first.close();
    expect(await readdir(born)).not.toContain("postgres.new");

    const dataDir = join(directory, "moved");
    await rename(born, dataDir);
    const second = await start(dataDir);
    expect((await canary(second)).rows).toEqual([]);
    await second.close();

    const elsewhere = /^its PostgreSQL cannot run here: the package .* is not installed$/;
    await expect(startElsewhere(dataDir)).rejects.toMatchObject(
      unusable(dataDir, expect.stringMatching(elsewhere)),
    );
    expect(await readdir(dataDir)).not.toContain("pglite");

    await writeFile(join(dataDir, "postgres/PG_VERSION"), "17\n");
    const versions = "was made by PostgreSQL 17, and this is PostgreSQL 18";
    await expect(start(dataDir)).rejects.toMatchObject(
      unusable(dataDir, expect.stringContaining(versions)),
    );
    await writeFile(join(dataDir, "postgres/PG_VERSION"), "18\n");
    expect((await canary(await start(dataDir))).rows).toEqual([]);
  });

  test("whose cluster is damaged is refused with PostgreSQL's own reason, and not changed", async () => {
    const dataDir = join(directory, "damaged");
    const first = await start(dataDir);
    await first.close();
    await rm(join(dataDir, "postgres/global/pg_control"));
    const reason = /its PostgreSQL does not start: .*pg_control/;
    await expect(start(dataDir)).rejects.toMatchObject(
      unusable(dataDir, expect.stringMatching(reason)),
    );
    expect(await readdir(dataDir)).toContain("postgres");
  });

  test("with something else in place of the cluster is refused", async () => {
    const dataDir = join(directory, "foreign");
    await mkdir(join(dataDir, "postgres"), { recursive: true });
    await writeFile(join(dataDir, "postgres/notes.txt"), "mine");
    await expect(start(dataDir)).rejects.toMatchObject(
      unusable(dataDir, expect.stringContaining("is not a database that Parley created")),
    );
  });

  test("whose cluster is elsewhere and missing is refused, never opened empty", async () => {
    const dataDir = join(directory, "dangling");
    await mkdir(dataDir);
    await symlink(join(directory, "gone/postgres"), join(dataDir, "postgres"));
    await expect(start(dataDir)).rejects.toMatchObject(
      unusable(dataDir, expect.stringContaining("is no longer there")),
    );
  });

  test("that cannot be created is refused", async () => {
    const file = join(directory, "file");
    await writeFile(file, "");
    const dataDir = join(file, "below");
    await expect(start(dataDir)).rejects.toMatchObject(unusable(dataDir, expect.any(String)));
  });
});
