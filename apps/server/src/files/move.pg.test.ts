import { spawn } from "node:child_process";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { buffer, text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { FileVariant } from "@parley/contract/files";
import { connect, type Connection } from "@parley/db/connect";
import { files, users } from "@parley/db/schema";
import { createTestDatabase, type PostgresTestDatabase } from "@parley/db/testing";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { type ByteStore, joinStores } from "@parley/server/files/byte-store";
import { createDiskStore } from "@parley/server/files/disk-store";
import { inspectFiles } from "@parley/server/files/inspect-files";
import { createS3Store } from "@parley/server/files/s3-store";
import { startTestS3, type TestS3 } from "@parley/server/testing/s3-server";
import { afterAll, beforeAll, expect, test } from "vitest";

const suite = await describePostgres();
const IMAGES = 12;
const OTHERS = 28;

suite("files that are moved while they are read", () => {
  let dir: string;
  let s3: TestS3;
  let home: PostgresTestDatabase;
  let database: Connection;
  let stores: Readonly<Record<"disk" | "s3", ByteStore>>;
  /** Every variant, with its bytes. */
  const stored: { id: string; variant: FileVariant; bytes: Buffer }[] = [];

  async function settle(
    store: ByteStore,
    id: string,
    variants: Partial<Record<FileVariant, Buffer>>,
  ) {
    await store.withWork(async (folder) => {
      for (const [variant, bytes] of Object.entries(variants))
        await writeFile(join(folder, variant), bytes);
      // The keys of a record of variants.
      await store.settle(id, folder, Object.keys(variants) as FileVariant[]);
    });
  }

  async function addFile(kind: "image" | "pdf", isDamaged = false): Promise<string> {
    const id = randomUUID();
    const bytes = randomBytes(kind === "image" ? 200_000 : 60_000);
    const variants =
      kind === "image"
        ? { full: bytes, screen: bytes.subarray(9), thumb: bytes.subarray(99) }
        : { full: bytes };
    await settle(stores.disk, id, variants);
    await database.db.insert(files).values({
      id,
      ownerId: "ada",
      name: "a",
      size: bytes.length,
      sha256: createHash("sha256")
        .update(isDamaged ? "other" : bytes)
        .digest("hex"),
      said: {},
      state: "ready",
      file: { id, kind, name: "a", type: "a/b", size: bytes.length },
      storedBytes: bytes.length,
      usedAt: new Date(),
    });
    if (!isDamaged)
      for (const [variant, part] of Object.entries(variants))
        stored.push({ id, variant: variant as FileVariant, bytes: part });
    return id;
  }

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "parley-move-"));
    s3 = await startTestS3();
    stores = { disk: createDiskStore(dir), s3: createS3Store(s3.settings) };
    home = await createTestDatabase({ engine: "postgres" });
    database = await connect({ engine: "postgres", url: home.url });
    await database.db.insert(users).values({ id: "ada", name: "Ada", role: "MENTOR" });
    for (let at = 0; at < IMAGES; at += 1) await addFile("image");
    for (let at = 0; at < OTHERS; at += 1) await addFile("pdf");
  });
  afterAll(async () => {
    await database?.close();
    await home?.close();
    await s3?.[Symbol.asyncDispose]();
    await rm(dir, { recursive: true, force: true });
  });

  function startMove(to: "disk" | "s3") {
    const { PATH = "", HOME = "" } = process.env;
    const { endpoint, bucket, accessKeyId, secretAccessKey } = s3.settings;
    const main = fileURLToPath(new URL("move.ts", import.meta.url));
    const child = spawn(process.execPath, ["--conditions=source", main], {
      env: {
        PATH,
        HOME,
        DATABASE_URL: home.url,
        FILES_DIR: dir,
        FILES_STORE: to,
        FILES_S3_ENDPOINT: endpoint,
        FILES_S3_BUCKET: bucket,
        FILES_S3_ACCESS_KEY_ID: accessKeyId,
        FILES_S3_SECRET_ACCESS_KEY: secretAccessKey,
      },
    });
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    const output = Promise.all([text(child.stdout), text(child.stderr)]);
    return { child, ended, output };
  }

  async function readAll(store: ByteStore) {
    for (const { id, variant, bytes } of stored) {
      const size = await store.sizeOf(id, variant);
      expect(size, `${id} ${variant}`).toBe(bytes.length);
      const read = await buffer(await store.read(id, variant, { start: 0, end: bytes.length - 1 }));
      expect(read.equals(bytes), `${id} ${variant}`).toBe(true);
    }
  }

  const idsIn = async (store: ByteStore) => {
    const ids: string[] = [];
    for await (const id of store.ids("files")) ids.push(id);
    return ids;
  };

  test("FILE-22: a move that is killed again and again loses nothing, is resumed, and every file can be read at any time", async () => {
    const both = joinStores(stores.s3, stores.disk);
    // Slow enough to be killed in the middle of a file.
    s3.intercept = (request, response) => {
      if (request.method !== "PUT") return false;
      if (Math.random() < 0.05) return response.destroy() !== undefined;
      return false;
    };
    let kills = 0;
    while (kills < 6 && (await idsIn(stores.disk)).length > 0) {
      const before = s3.requests.length;
      const { child, ended } = startMove("s3");
      while (s3.requests.length < before + 30 && child.exitCode === null) await wait(5);
      await wait(Math.random() * 50);
      const reading = readAll(both);
      if (child.kill("SIGKILL")) kills += 1;
      await ended;
      await reading;
    }
    expect(kills).toBeGreaterThan(0);
    s3.intercept = undefined;
    const last = startMove("s3");
    const [printed, errors] = await last.output;
    expect({ code: await last.ended, errors }).toEqual({ code: 0, errors: "" });
    expect(printed).toMatch(/^\d+ files moved from .+ to the bucket files at .+ MB\.\n$/);
    expect(await idsIn(stores.disk)).toEqual([]);
    await readAll(stores.s3);
    expect(await inspectFiles(database.db, both)).toEqual({
      complete: IMAGES + OTHERS,
      withoutBytes: [],
      withoutRow: [],
    });
    await stores.disk.tidy(new Date(Date.now() + 1_000));
    expect(await readdir(join(dir, "work"))).toEqual([]);
  }, 120_000);

  test("FILE-22, FILE-23: back to the disk; what is damaged or belongs to no file stays, and is named", async () => {
    const back = startMove("disk");
    expect(await back.ended).toBe(0);
    expect(await idsIn(stores.s3)).toEqual([]);
    await readAll(stores.disk);
    const damaged = await addFile("pdf", true);
    const orphan = randomUUID();
    await settle(stores.disk, orphan, { full: Buffer.from("x") });
    const [lost] = stored.splice(0, 1);
    await stores.disk.remove(lost?.id ?? "");
    const last = startMove("s3");
    const [printed] = await last.output;
    expect(await last.ended).toBe(1);
    expect(printed).toContain(`${damaged} stays: its bytes are not those that were uploaded.`);
    expect(printed).toContain("1 stay that are no files of messages: npm run doctor.");
    expect((await idsIn(stores.disk)).toSorted()).toEqual([damaged, orphan].toSorted());
    const both = joinStores(stores.s3, stores.disk);
    expect(await inspectFiles(database.db, both)).toEqual({
      complete: IMAGES + OTHERS + 1,
      withoutBytes: [lost?.id],
      withoutRow: [orphan],
    });
  }, 60_000);
});
