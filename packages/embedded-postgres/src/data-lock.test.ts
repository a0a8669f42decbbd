import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockDataDirectory, makeDirectory } from "./data-lock.ts";
import { DataDirectoryError } from "./errors.ts";
import { startChild, type Child } from "./testing/child.ts";

const takeLock = new URL("./fixtures/take-lock.ts", import.meta.url);

let directory: string;
const children: Child[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "parley-lock-"));
});

afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.kill("SIGKILL")));
  await rm(directory, { recursive: true });
});

async function contender(): Promise<Child> {
  const child = startChild(takeLock, [directory]);
  children.push(child);
  expect(await child.line()).toBe("here");
  return child;
}

async function holder(): Promise<Child> {
  const child = await contender();
  child.say("go");
  expect(await child.line()).toBe("locked");
  return child;
}

const busy = (pid: number) =>
  expect.objectContaining({ problem: { kind: "data_directory_busy", directory, pid } });

test("a directory is locked once, and again after it was released", async () => {
  const lock = await lockDataDirectory(directory);
  await expect(lockDataDirectory(directory)).rejects.toEqual(busy(process.pid));
  await lock.release();
  const again = await lockDataDirectory(directory);
  await again.release();
  expect(await readdir(directory)).toEqual([]);
});

test("the refusal names the directory and the process that holds it", async () => {
  const child = await holder();
  const refusal = lockDataDirectory(directory);
  await expect(refusal).rejects.toBeInstanceOf(DataDirectoryError);
  await expect(refusal).rejects.toThrow(`${directory} is in use by process ${child.pid}`);
});

test("a lock whose process runs is not taken, however old it is", async () => {
  const child = await holder();
  await utimes(join(directory, "lock"), 0, 0);
  await expect(lockDataDirectory(directory)).rejects.toEqual(busy(child.pid));
});

test("the lock of a process that was killed is taken over", async () => {
  const child = await holder();
  await child.kill("SIGKILL");
  expect(await readdir(directory)).toEqual(["lock"]);
  const lock = await lockDataDirectory(directory);
  await lock.release();
});

test("a lock file that a power loss cut short is taken over", async () => {
  await writeFile(join(directory, "lock"), "");
  const lock = await lockDataDirectory(directory);
  await lock.release();
});

test.runIf(process.platform === "linux")(
  "a running process with the pid of the dead owner does not hold its lock",
  async () => {
    const stale = { pid: process.ppid, startedAt: "1", id: "of-a-process-that-is-gone" };
    await writeFile(join(directory, "lock"), JSON.stringify(stale));
    const lock = await lockDataDirectory(directory);
    await lock.release();
  },
);

test("of many processes that find a dead lock at once, exactly one takes it", async () => {
  for (let round = 0; round < 3; round += 1) {
    const dead = await holder();
    await dead.kill("SIGKILL");
    const contenders = await Promise.all(Array.from({ length: 6 }, contender));
    for (const child of contenders) child.say("go");
    const results = await Promise.all(contenders.map((child) => child.line()));
    expect(results.toSorted()).toEqual([
      ...Array.from({ length: 5 }, () => "data_directory_busy"),
      "locked",
    ]);
    await Promise.all(contenders.map((child) => child.kill("SIGKILL")));
  }
});

test("DEP-4: a directory that cannot be created ends in an error, even if the parent reports a missing child", async () => {
  await expect(makeDirectory("/proc/parley/data")).rejects.toThrow(/ENOENT|EACCES|EROFS|EPERM/);
  const file = join(directory, "file");
  await writeFile(file, "");
  await expect(makeDirectory(file)).rejects.toThrow("EEXIST");
  await expect(makeDirectory(join(file, "below"))).rejects.toThrow("ENOTDIR");
  const deep = join(directory, "a", "b", "c");
  await Promise.all([makeDirectory(deep), makeDirectory(deep), makeDirectory(deep)]);
  expect(await readdir(deep)).toEqual([]);
});
