import { execFile } from "node:child_process";
import { cp, lstat, mkdir, readlink, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { findPostgresPackage, prepareBinaries } from "./binaries.ts";
import { openEmbedded } from "./embedded-postgres.ts";
import { openLocked, type LockedPostgres } from "./fixtures/open-locked.ts";
import { canPassThrough, chooseOwner, spawnAs, type Owner } from "./system-user.ts";
import { askVersion, describeEmbedded, makeOpenDirectory } from "./testing/describe-embedded.ts";

const isRoot = process.getuid?.() === 0;
const suite = isRoot ? await describeEmbedded() : describe.skip;
const run = promisify(execFile);

suite("root in a home of mode 0700", () => {
  let directory: string;
  let home: string;
  let dataDir: string;
  let systemFolder: string;
  let owner: Owner;
  const open: LockedPostgres[] = [];

  beforeAll(async () => {
    directory = await makeOpenDirectory();
    home = join(directory, "home");
    dataDir = join(home, "data");
    systemFolder = join(directory, "system");
    await mkdir(home, { mode: 0o700 });
    owner = await chooseOwner(join(dataDir, "postgres"));
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((server) => server.close()));
  });

  afterAll(() => rm(directory, { recursive: true }));

  async function start(): Promise<LockedPostgres> {
    const server = await openLocked({ dataDir, systemFolder });
    open.push(server);
    return server;
  }

  /** A package as npm leaves it if install scripts may not run: without its links. */
  async function copyPackage(native: string) {
    const found = await findPostgresPackage();
    const filter = async (path: string) => !(await lstat(path)).isSymbolicLink();
    await cp(found.native, native, { recursive: true, filter });
    return { ...found, native };
  }

  test("the user who runs PostgreSQL cannot access the home, which is detected before the start", async () => {
    expect(owner.kind).toBe("other");
    expect(await canPassThrough(dataDir, owner)).toBe(false);
    const look = run("/bin/ls", [home], { ...spawnAs(owner), cwd: "/" });
    await expect(look).rejects.toThrow("Permission denied");
  });

  test("the data are in an accessible place, and the data directory links there", async () => {
    const first = await start();
    await first.pool.query("create table canary (n int)");
    const place = await readlink(join(dataDir, "postgres"));
    expect(place.startsWith(systemFolder)).toBe(true);
    expect((await lstat(place)).mode & 0o777).toBe(0o700);
    await first.close();
    const second = await start();
    expect(await readlink(join(dataDir, "postgres"))).toBe(place);
    expect((await second.pool.query("select * from canary")).rows).toEqual([]);
  });

  test("a copied checkout does not run on the data of the first one at the same time", async () => {
    await start();
    const copy = join(home, "copy");
    await cp(dataDir, copy, { recursive: true, verbatimSymlinks: true });
    await rm(join(copy, "lock"));
    const second = openLocked({ dataDir: copy, systemFolder });
    await expect(second).rejects.toMatchObject({
      problem: { kind: "data_directory_busy", pid: process.pid },
    });
  });

  test("a new checkout in place of a deleted one begins empty", async () => {
    await rm(dataDir, { recursive: true });
    const { pool } = await start();
    const canary = pool.query("select * from canary");
    await expect(canary).rejects.toMatchObject({ code: "42P01" });
  });

  test("if no place is accessible, that is the reason why PostgreSQL cannot run", async () => {
    const closed = { dataDir: join(home, "other"), systemFolder: join(home, "system") };
    await mkdir(closed.dataDir);
    await expect(openEmbedded({ ...closed, onFault: () => undefined })).rejects.toMatchObject({
      name: "EmbeddedCannotRunError",
      message: expect.stringContaining(`can reach neither ${home}/other nor ${home}/system`),
    });
  });

  test("a closed data directory in an open place is opened only to PostgreSQL", async () => {
    const closed = join(directory, "closed");
    await mkdir(closed, { mode: 0o700 });
    open.push(await openLocked({ dataDir: closed, systemFolder }));
    expect((await lstat(join(closed, "postgres"))).isDirectory()).toBe(true);
    expect((await stat(closed)).mode & 0o777).toBe(0o710);
    const look = run("/bin/ls", [closed], { ...spawnAs(owner), cwd: "/" });
    await expect(look).rejects.toThrow("Permission denied");
  });

  test("inaccessible programs run from a copy, with the links that npm did not create", async () => {
    const found = await copyPackage(join(home, "native"));
    await run("chmod", ["-R", "go-rwx", found.native]);
    const inPlace = askVersion(join(found.native, "bin/postgres"), owner);
    await expect(inPlace).rejects.toMatchObject({ code: "EACCES" });

    const options = { owner, systemFolder };
    const [one, two] = await Promise.all([
      prepareBinaries(found, options),
      prepareBinaries(found, options),
    ]);
    expect(one).toEqual(two);
    expect(one.postgres.startsWith(systemFolder)).toBe(true);
    expect(await askVersion(one.postgres, owner)).toContain("PostgreSQL");
    expect(await askVersion(one.initdb, owner)).toContain("PostgreSQL");
  });

  test("accessible programs get their links in place", async () => {
    const found = await copyPackage(join(directory, "native"));
    const { postgres } = await prepareBinaries(found, { owner, systemFolder });
    expect(postgres).toBe(join(found.native, "bin/postgres"));
    expect(await askVersion(postgres, owner)).toContain("PostgreSQL");
  });
});
