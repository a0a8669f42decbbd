import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openCluster, type ClusterTools } from "./cluster.ts";

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "parley-cluster-"));
});

afterEach(() => rm(home, { recursive: true }));

const toolsWith = (initdb: string): ClusterTools => ({
  owner: { kind: "self" },
  binaries: { initdb, postgres: "/no/such/postgres", pgCtl: "/no/such/pg_ctl" },
  major: "18",
});

test("a program that cannot be started results in a reason, not an unhandled event", async () => {
  await expect(openCluster(home, toolsWith("/no/such/initdb"))).rejects.toMatchObject({
    name: "EmbeddedCannotRunError",
    message: "initdb failed: spawn /no/such/initdb ENOENT",
  });
  expect(await readdir(home)).toEqual([]);
});

test("a program that fails is quoted with its last output", async () => {
  const initdb = join(home, "initdb");
  await writeFile(initdb, "#!/bin/sh\necho some noise\necho 'error: no room' >&2\nexit 1\n", {
    mode: 0o755,
  });
  await expect(openCluster(home, toolsWith(initdb))).rejects.toMatchObject({
    name: "EmbeddedCannotRunError",
    message: "initdb failed: error: no room",
  });
  expect(await readdir(home)).toEqual(["initdb"]);
});

test("a cluster without its password is refused, and not changed", async () => {
  await mkdir(join(home, "postgres"));
  await writeFile(join(home, "postgres/PG_VERSION"), "18\n");
  await expect(openCluster(home, toolsWith("/no/such/initdb"))).rejects.toMatchObject({
    problem: { kind: "data_directory_unusable", directory: home },
  });
  expect(await readdir(join(home, "postgres"))).toEqual(["PG_VERSION"]);
});
