import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, stat, unlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { DataDirectoryError } from "./errors.ts";
import { processState } from "./process-state.ts";

/** A data directory that belongs to this process until `release`. */
export interface DataLock {
  release(): Promise<void>;
}

/** The contents of a lock file. `id` makes each lock unique, so that a reader can tell which one it saw. */
interface Holder {
  readonly pid: number;
  readonly startedAt: string | null;
  readonly id: string;
}

/** A lock file is published atomically, so an unreadable one was truncated by a power loss: it has no owner. */
function parseHolder(text: string): Holder | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return null;
    if (!("pid" in value) || typeof value.pid !== "number") return null;
    if (!("startedAt" in value) || !("id" in value) || typeof value.id !== "string") return null;
    const { pid, startedAt, id } = value;
    return { pid, startedAt: typeof startedAt === "string" ? startedAt : null, id };
  } catch {
    return null;
  }
}

/** The pid of a running owner. A running process with the same pid but another start time is not the owner. */
async function livingPid(text: string): Promise<number | null> {
  const holder = parseHolder(text);
  if (holder === null) return null;
  const state = await processState(holder.pid);
  if (state.kind === "gone") return null;
  const known = holder.startedAt !== null && state.startedAt !== null;
  return known && holder.startedAt !== state.startedAt ? null : holder.pid;
}

const hasCode = (error: unknown, code: string) =>
  error instanceof Error && "code" in error && error.code === code;

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null;
    throw error;
  }
}

/** Creates the whole file atomically, or keeps an existing one. */
async function publish(path: string, text: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, text);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

/** Returns null once the lock is ours, or the pid of the running process that holds it. */
async function tryLock(path: string, text: string): Promise<number | null> {
  for (;;) {
    if (await publish(path, text)) return null;
    const seen = await readIfThere(path);
    if (seen === null) continue;
    const pid = await livingPid(seen);
    if (pid !== null) return pid;
    await removeDead(path, { seen, text });
  }
}

/**
 * Removes the lock of a dead process. Reading a file and removing it are two steps; in between another process could
 * have removed it and locked again. So one process at a time removes, under a second lock, and only the file that it
 * read.
 */
async function removeDead(path: string, { seen, text }: { seen: string; text: string }) {
  const guard = `${path}.takeover`;
  if ((await tryLock(guard, text)) !== null) {
    await pause(5);
    return;
  }
  try {
    if ((await readIfThere(path)) === seen) await unlink(path);
  } finally {
    await unlink(guard);
  }
}

/**
 * Creates a directory and its parents. Unlike `mkdir` with `recursive`, it rejects if an existing parent reports a
 * missing child on creation: below /proc, Node would retry forever.
 */
export async function makeDirectory(path: string): Promise<void> {
  const parent = dirname(path);
  const make = () =>
    mkdir(path).catch(async (error: unknown) => {
      if (!hasCode(error, "EEXIST") || !(await stat(path)).isDirectory()) throw error;
    });
  try {
    await make();
  } catch (error) {
    if (!hasCode(error, "ENOENT") || (await stat(parent).catch(() => null)) !== null) throw error;
    await makeDirectory(parent);
    await make();
  }
}

/**
 * Locks a data directory for this process. Whether the owner runs is decided by its process, never by the age of the
 * file. Fails with `data_directory_busy`, which names the process, while it runs.
 */
export async function lockDataDirectory(directory: string): Promise<DataLock> {
  await makeDirectory(directory);
  const self = await processState(process.pid);
  const startedAt = self.kind === "alive" ? self.startedAt : null;
  const holder: Holder = { pid: process.pid, startedAt, id: randomUUID() };
  const path = join(directory, "lock");
  const pid = await tryLock(path, JSON.stringify(holder));
  if (pid !== null) {
    throw new DataDirectoryError({ kind: "data_directory_busy", directory, pid });
  }
  return { release: () => rm(path, { force: true }) };
}
