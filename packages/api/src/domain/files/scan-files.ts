import { files, infectedFiles } from "@parley/db/schema";
import { statement } from "@parley/db/statement";
import { and, eq, sql } from "drizzle-orm";
import type { Platform } from "../context.ts";
import { orNotFound } from "../errors.ts";
import type { FileScanner, FileStore, Scanned } from "./file-store.ts";

const SECOND = 1_000;
/** Of one attempt. */
const TIMEOUT = 60 * SECOND;
const TRIES = 3;
/** After an attempt that failed; after the second it is twice as long. */
const PAUSE = 10 * SECOND;
/** Longer than an attempt: a server that has not said anything by then has ended. */
const LEASE = TIMEOUT + 30 * SECOND;
/** Files that one server scans at once. */
const AT_ONCE = 4;

interface Turn {
  readonly now: Date;
  readonly lease: Date;
}

/** The file that waits longest, for the scanner or for the removal of its bytes, is this server's until the lease ends. */
const takeWaiting = statement({
  name: "files.scan-next",
  row: { id: files.id, sha256: files.sha256, scan: files.scan, scan_tries: files.scanTries },
  sql: ({ now, lease }: Turn) => sql`
    update ${files} f set scan_at = ${lease}, scan_tries = f.scan_tries + 1
    where f.id = (select w.id from ${files} w where w.scan_at <= ${now}
      order by w.scan_at limit 1 for update skip locked)
    returning f.id, f.sha256, f.scan, f.scan_tries`,
  examples: [{ now: new Date(0), lease: new Date(0) }],
});

type Waiting = Awaited<ReturnType<typeof takeWaiting>>[number];

/** What is fetched: of an image that is not what was uploaded, but what was made of it. */
async function scanFile(store: FileStore, scanner: FileScanner, id: string): Promise<Scanned> {
  const size = orNotFound(await store.sizeOf(id, "full"));
  const content = await store.read(id, "full", { start: 0, end: size - 1 });
  try {
    return await scanner.scan(content, AbortSignal.timeout(TIMEOUT));
  } finally {
    content.destroy();
  }
}

/** What was found is remembered first. If the bytes cannot be removed then, the file waits for that alone. */
async function condemn(ctx: Platform, { id, sha256 }: Waiting, found: string): Promise<void> {
  const foundAt = ctx.clock.now();
  await ctx.db.transaction(async (tx) => {
    await tx.insert(infectedFiles).values({ sha256, found, foundAt }).onConflictDoNothing();
    await tx
      .update(files)
      .set({ scan: "infected", state: "refused", problem: "infected", found, storedBytes: 0 })
      .where(eq(files.id, id));
  });
}

async function removeInfected({ db }: Platform, store: FileStore, id: string): Promise<void> {
  await store.remove(id);
  await db.update(files).set({ scanAt: null }).where(eq(files.id, id));
}

/** Asks the scanner once, and remembers what it says. Returns whether it did. */
async function ask(ctx: Platform, store: FileStore, file: Waiting): Promise<boolean> {
  const scanner = orNotFound(store.scanner);
  const isWaiting = and(eq(files.id, file.id), eq(files.scan, "pending"));
  const set = (values: Partial<typeof files.$inferInsert>) =>
    ctx.db.update(files).set(values).where(isWaiting);
  let scanned: Scanned;
  try {
    scanned = await scanFile(store, scanner, file.id);
  } catch {
    ctx.meter.fileScanned("failed");
    const scanAt = new Date(ctx.clock.now().getTime() + PAUSE * file.scan_tries);
    await set(file.scan_tries < TRIES ? { scanAt } : { scan: "failed", scanAt: null });
    return false;
  }
  const { found } = scanned;
  ctx.meter.fileScanned(found === null ? "clean" : "infected");
  if (found === null) await set({ scan: null, scanAt: null });
  else await condemn(ctx, file, found);
  return found !== null;
}

async function scanOne(ctx: Platform, store: FileStore): Promise<boolean> {
  const now = ctx.clock.now();
  const [file] = await takeWaiting(ctx.db, { now, lease: new Date(now.getTime() + LEASE) });
  if (file === undefined) return false;
  const isInfected = file.scan === "infected" || (await ask(ctx, store, file));
  if (isInfected) await removeInfected(ctx, store, file.id);
  return true;
}

/** Scans what waits for it. Several servers may do so at once. */
export async function scanFiles(ctx: Platform): Promise<void> {
  const { files: store } = ctx;
  if (store?.scanner === undefined) return;
  const work = async () => {
    while (await scanOne(ctx, store));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Without a scanner nothing waits for one. */
export async function releaseUnscanned({ db, files: store }: Platform): Promise<void> {
  if (store?.scanner !== undefined) return;
  await db.update(files).set({ scan: null, scanAt: null }).where(eq(files.scan, "pending"));
}
