import { execFile } from "node:child_process";
import { chmod, cp, lstat, mkdir, readlink, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connect, type Connection } from "../../connect.ts";
import { describeEmbedded, makeOpenDirectory } from "../../fixtures/embedded.ts";
import { openEmbedded } from "../embedded.ts";
import { prepareBinaries } from "./binaries.ts";
import { chooseOwner, spawnAs } from "./owner.ts";
import { findPostgresPackage } from "./package.ts";
import { canPassThrough } from "./reach.ts";

const isRoot = process.getuid?.() === 0;
const suite = isRoot ? await describeEmbedded() : describe.skip;

suite("root in a home of mode 0700", () => {
  let directory: string;
  let home: string;
  let systemFolder: string;
  let connection: Connection | undefined;

  beforeEach(async () => {
    directory = await makeOpenDirectory();
    home = join(directory, "home");
    systemFolder = join(directory, "system");
    await mkdir(home, { mode: 0o700 });
  });

  afterEach(async () => {
    await connection?.close();
    connection = undefined;
    await rm(directory, { recursive: true });
  });

  const start = async () => {
    connection = await connect(
      { engine: "embedded", dataDir: join(home, "data") },
      { systemFolder },
    );
    return connection;
  };

  test("the user who runs PostgreSQL could not reach the home", async () => {
    const owner = await chooseOwner(join(home, "data/postgres"));
    expect(owner.kind).toBe("other");
    expect(await canPassThrough(join(home, "data"), owner)).toBe(false);
    const look = promisify(execFile)("/bin/ls", [home], { ...spawnAs(owner), cwd: "/" });
    await expect(look).rejects.toThrow("Permission denied");
  });

  test("the data lie in a place that can be reached, and the data directory says where", async () => {
    const first = await start();
    expect(first).toMatchObject({ engine: "embedded", warnings: [] });
    await first.db.$client.query("create table canary (n int)");
    const place = await readlink(join(home, "data/postgres"));
    expect(place.startsWith(systemFolder)).toBe(true);
    expect(((await lstat(place)).mode & 0o777).toString(8)).toBe("700");
    await first.close();
    const second = await start();
    expect(await readlink(join(home, "data/postgres"))).toBe(place);
    expect((await second.db.$client.query("select * from canary")).rows).toEqual([]);
  });

  test("a copied checkout does not run on the data of the first one at the same time", async () => {
    await start();
    const copy = join(home, "copy");
    await cp(join(home, "data"), copy, { recursive: true, verbatimSymlinks: true });
    await rm(join(copy, "lock"));
    await expect(
      connect({ engine: "embedded", dataDir: copy }, { systemFolder }),
    ).rejects.toMatchObject({
      problem: { kind: "data_directory_busy", pid: process.pid },
    });
  });

  test("a new checkout in the place of a deleted one begins empty", async () => {
    const first = await start();
    await first.db.$client.query("create table canary (n int)");
    await first.close();
    await rm(join(home, "data"), { recursive: true });
    const second = await start();
    await expect(second.db.$client.query("select * from canary")).rejects.toMatchObject({
      code: "42P01",
    });
  });

  test("where no place can be reached, that is the reason why PostgreSQL cannot run", async () => {
    const options = {
      dataDir: join(home, "data"),
      systemFolder: join(home, "system"),
      onFault: () => undefined,
    };
    await expect(openEmbedded(options)).rejects.toMatchObject({
      name: "EmbeddedCannotRunError",
      message: expect.stringContaining(`can reach neither ${home}/data nor ${home}/system`),
    });
  });

  test("programs that cannot be reached run from a copy, with the links that npm did not make", async () => {
    const found = await findPostgresPackage();
    const native = join(home, "native");
    await cp(found.native, native, {
      recursive: true,
      filter: async (path) => !(await lstat(path)).isSymbolicLink(),
    });
    await promisify(execFile)("chmod", ["-R", "go-rwx", native]);
    const owner = await chooseOwner(join(home, "data/postgres"));
    const runVersion = (program: string) =>
      promisify(execFile)(program, ["--version"], { ...spawnAs(owner), cwd: "/" });
    await expect(runVersion(join(native, "bin/postgres"))).rejects.toMatchObject({
      code: "EACCES",
    });

    const options = { owner, systemFolder };
    const [one, two] = await Promise.all([
      prepareBinaries({ ...found, native }, options),
      prepareBinaries({ ...found, native }, options),
    ]);
    expect(one).toEqual(two);
    expect(one.postgres.startsWith(systemFolder)).toBe(true);
    expect((await runVersion(one.postgres)).stdout).toContain("PostgreSQL");
    expect((await runVersion(one.initdb)).stdout).toContain("PostgreSQL");
  });

  test("programs in a reachable place without their links get them there", async () => {
    const found = await findPostgresPackage();
    const native = join(directory, "native");
    await cp(found.native, native, {
      recursive: true,
      filter: async (path) => !(await lstat(path)).isSymbolicLink(),
    });
    await chmod(native, 0o755);
    const owner = await chooseOwner(join(home, "data/postgres"));
    const { postgres } = await prepareBinaries({ ...found, native }, { owner, systemFolder });
    expect(postgres).toBe(join(native, "bin/postgres"));
    await promisify(execFile)(postgres, ["--version"], { ...spawnAs(owner), cwd: "/" });
  });
});
