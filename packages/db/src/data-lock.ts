import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, stat, unlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { DatabaseUnavailableError } from "./database-unavailable.ts";
import { processState } from "./process-state.ts";

/** A data directory that belongs to this process until `release`. */
export interface DataLock {
  release(): Promise<void>;
}

/** What a lock file says. `id` makes each lock unlike every other, so that a reader knows which one it saw. */
interface Holder {
  readonly pid: number;
  readonly startedAt: string | null;
  readonly id: string;
}

/** A lock file is published whole, so one that cannot be read was cut by a power loss: nobody holds it. */
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

/** The pid of a living holder. A living process with the number but another start time is not the holder. */
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

/** Puts the whole file there at once, or leaves the one that is there. */
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

/** Returns null once the lock is ours, or the pid of the living process whose it is. */
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
 * Removes the lock of a dead process. Reading a file and removing it are two steps; in between another
 * process could have done both and locked anew. So one process at a time removes, under a lock of its own,
 * and only what is still the file that it saw.
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
 * Makes a directory and those above it. Unlike `mkdir` with `recursive`, it rejects where a parent that exists refuses a child as
 * if it were missing itself: below /proc, Node would try again for ever.
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
 * Takes a data directory for this process. Whether the holder lives is decided by its process, never by the
 * age of the file. Fails with `data_directory_busy`, which names the process, while it lives.
 */
export async function lockDataDirectory(directory: string): Promise<DataLock> {
  await makeDirectory(directory);
  const self = await processState(process.pid);
  const startedAt = self.kind === "alive" ? self.startedAt : null;
  const holder: Holder = { pid: process.pid, startedAt, id: randomUUID() };
  const path = join(directory, "lock");
  const pid = await tryLock(path, JSON.stringify(holder));
  if (pid !== null) {
    throw new DatabaseUnavailableError({ kind: "data_directory_busy", directory, pid });
  }
  return { release: () => rm(path, { force: true }) };
}
