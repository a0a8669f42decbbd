import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { newId } from "@parley/api/testing";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { freeMemory } from "../free-memory.ts";
import { portOf } from "../testing/port-of.ts";
import { startTestS3, type TestS3 } from "../testing/s3-server.ts";
import { type ByteStore, joinStores } from "./byte-store.ts";
import { createDiskStore } from "./disk-store.ts";
import { createS3Store } from "./s3-store.ts";

const MiB = 1024 ** 2;

let dir: string;
let s3: TestS3;
let stores: Readonly<Record<"disk" | "s3", ByteStore>>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "parley-bytes-"));
  s3 = await startTestS3();
  stores = { disk: createDiskStore(join(dir, "disk")), s3: createS3Store(s3.settings) };
});
afterEach(() => {
  s3.intercept = undefined;
  s3.requests.length = 0;
});
afterAll(async () => {
  await s3?.[Symbol.asyncDispose]();
  await rm(dir, { recursive: true, force: true });
});

const random = (size: number) =>
  createHash("shake256", { outputLength: size }).update(String(size)).digest();

async function* streamOf(...chunks: readonly (Buffer | Error)[]) {
  for (const chunk of chunks) {
    if (chunk instanceof Error) throw chunk;
    yield chunk;
  }
}

const uploaded = (store: ByteStore, id: string) =>
  store.withUpload(id, async ({ path }) => readFile(path));

/** Stores a file of one variant. */
async function settle(store: ByteStore, id: string, bytes: Buffer): Promise<void> {
  const from = await mkdtemp(join(dir, "from-"));
  await writeFile(join(from, "full"), bytes);
  expect(await store.settle(id, from, ["full"])).toBe(bytes.length);
}

const idsOf = async (store: ByteStore, what: "uploads" | "files") => {
  const ids: string[] = [];
  for await (const id of store.ids(what)) ids.push(id);
  return ids;
};

describe.each(["disk", "s3"] as const)("on %s", (kind) => {
  test("FILE-3, FILE-19: parts continue each other, whatever is repeated, and what came before a connection broke stays", async () => {
    const store = stores[kind];
    const id = newId();
    const bytes = random(9 * MiB + 5);
    const size = bytes.length;
    const append = (from: number, ...to: readonly (number | Error)[]) => {
      let at = from;
      const chunks = to.map((next) => {
        if (next instanceof Error) return next;
        const chunk = bytes.subarray(at, next);
        at = next;
        return chunk;
      });
      return store.append({ fileId: id, offset: from, size }, streamOf(...chunks));
    };
    expect(await store.received(id)).toBe(0);
    const cut = append(0, 100_000, 200_000, new Error("cut"));
    await expect(cut).rejects.toThrow("cut");
    expect(await store.received(id)).toBe(200_000);
    // Two connections with the same bytes, of which one comes less far.
    await Promise.all([append(200_000, 300_000), append(200_000, 900_000)]);
    expect(await store.received(id)).toBe(900_000);
    await append(300_000, 500_000);
    expect(await store.received(id)).toBe(900_000);
    expect(await append(900_000, 5 * MiB, size)).toBe(size);
    expect(await store.received(id)).toBe(size);
    await expect(append(size, size + 1).then(() => "")).resolves.toBe("");
    const beyond = store.append({ fileId: id, offset: size, size }, streamOf(Buffer.alloc(1)));
    await expect(beyond).rejects.toMatchObject({ reason: "too_large" });
    expect((await uploaded(store, id)).equals(bytes)).toBe(true);
    expect(await idsOf(store, "uploads")).toEqual([id]);
    await store.dropUpload(id);
    expect(await store.received(id)).toBe(0);
    expect(await idsOf(store, "uploads")).toEqual([]);
  });

  test("FILE-13, FILE-19: a stored file is read in ranges, found by its id, and gone once it is removed", async () => {
    const store = stores[kind];
    const id = newId();
    const bytes = random(MiB + 1);
    const read = async (start: number, end: number) =>
      buffer(await store.read(id, "full", { start, end }));
    expect(await store.sizeOf(id, "full")).toBeUndefined();
    await expect(read(0, 1)).rejects.toMatchObject({ reason: "not_found" });
    await settle(store, id, bytes);
    expect(await store.sizeOf(id, "full")).toBe(bytes.length);
    expect(await store.sizeOf(id, "thumb")).toBeUndefined();
    expect((await read(0, MiB)).equals(bytes)).toBe(true);
    expect((await read(1_000, 2_000)).equals(bytes.subarray(1_000, 2_001))).toBe(true);
    expect(await idsOf(store, "files")).toEqual([id]);
    await store.remove(id);
    await store.remove(id);
    expect(await store.sizeOf(id, "full")).toBeUndefined();
    await expect(read(0, 1)).rejects.toMatchObject({ reason: "not_found" });
    expect(await idsOf(store, "files")).toEqual([]);
  });
});

test("FILE-14: a disk that is full refuses what does not fit, keeps the rest, and goes on when there is room", async () => {
  const home = join(dir, "full");
  const store = createDiskStore(home);
  const id = newId();
  const size = 2_000;
  const bytes = random(size);
  await mkdir(join(home, "uploads"), { recursive: true });
  // Every write to this device fails as one to a full disk.
  await symlink("/dev/full", join(home, "uploads", id));
  const append = (from: number, to: number) =>
    store.append({ fileId: id, offset: from, size }, streamOf(bytes.subarray(from, to)));
  await expect(append(0, 1_000)).rejects.toMatchObject({ reason: "unavailable" });
  await rm(join(home, "uploads", id));
  expect(await store.received(id)).toBe(0);
  expect([await append(0, 1_000), await append(1_000, size)]).toEqual([1_000, size]);
  expect((await uploaded(store, id)).equals(bytes)).toBe(true);
});

test.each(["disk", "s3"] as const)(
  "FILE-19: a thousand uploads at once to %s take no memory for what they carry",
  async (kind) => {
    const store = stores[kind];
    const size = 256 * 1024;
    const piece = random(16 * 1024);
    const held = () => process.memoryUsage().arrayBuffers;
    const before = held();
    let most = 0;
    async function* slowly() {
      for (let at = 0; at < size; at += piece.length) {
        await new Promise((resolve) => setImmediate(resolve));
        most = Math.max(most, held() - before);
        // A copy of its own, as what arrives from a connection is.
        yield Buffer.from(piece);
      }
    }
    const ids = Array.from({ length: 1_000 }, () => newId());
    const ends = await Promise.all(
      ids.map((fileId) => store.append({ fileId, offset: 0, size, release: freeMemory }, slowly())),
    );
    expect(ends.every((end) => end === size)).toBe(true);
    // All together are 250 MiB.
    expect(most).toBeLessThan(128 * MiB);
    expect(await store.received(ids[500] ?? "")).toBe(size);
    await Promise.all(ids.map((id) => store.remove(id)));
  },
  120_000,
);

test("FILE-19: more objects than one list has are all found", async () => {
  const ids = [newId(), newId(), newId()];
  const page = (keys: readonly string[], next: string) =>
    `<ListBucketResult>${keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join("")}${next}</ListBucketResult>`;
  s3.intercept = ({ url = "" }, response) => {
    const token = new URL(url, "http://s3").searchParams.get("continuation-token");
    const [one, two, three] = ids;
    response.end(
      token === null
        ? page(
            [`files/${one}.full`, `files/${one}.thumb`, `files/${two}.full`],
            "<NextContinuationToken>1/a+b&amp;c==</NextContinuationToken>",
          )
        : page(token === "1/a+b&c==" ? [`files/${two}.thumb`, `files/${three}.full`] : [], ""),
    );
    return true;
  };
  expect(await idsOf(stores.s3, "files")).toEqual(ids);
});

test("FILE-14, FILE-19: a bucket that fails twice is asked again; one that goes on failing is unavailable, and nothing is lost", async () => {
  const id = newId();
  const size = 2_000;
  let failures = 2;
  s3.intercept = (request, response) => {
    if (request.method !== "PUT" || failures === 0) return false;
    failures -= 1;
    if (failures === 1) request.socket.destroy();
    else response.writeHead(503).end("<Error><Code>SlowDown</Code></Error>");
    return true;
  };
  const part = { fileId: id, offset: 0, size };
  expect(await stores.s3.append(part, streamOf(random(1_000)))).toBe(1_000);
  failures = Infinity;
  const rest = () => stores.s3.append({ ...part, offset: 1_000 }, streamOf(random(1_000)));
  await expect(rest()).rejects.toMatchObject({ reason: "unavailable" });
  failures = 0;
  expect(await stores.s3.received(id)).toBe(1_000);
  expect(await rest()).toBe(size);
  await stores.s3.remove(id);
});

test("FILE-20: a bucket that cannot be used is refused with one line that says why", async () => {
  await stores.s3.check();
  expect(await idsOf(stores.s3, "files")).toEqual([]);
  const { settings } = s3;
  const problemOf = async (store: ByteStore) => {
    const fault: unknown = await store.check().catch((error: unknown) => error);
    return fault instanceof Error ? fault.message.replace(/:\d+/, "") : "";
  };
  const at = "Files cannot be stored at http://127.0.0.1: ";
  const wrong = (more: Partial<typeof settings>) => createS3Store({ ...settings, ...more });
  expect(await problemOf(wrong({ secretAccessKey: "other" }))).toBe(
    `${at}the secret access key is wrong.`,
  );
  expect(await problemOf(wrong({ accessKeyId: "other" }))).toBe(
    `${at}the access key is not known.`,
  );
  expect(await problemOf(wrong({ bucket: "absent" }))).toBe(`${at}there is no bucket absent.`);
  const answers = { status: 403, code: "RequestTimeTooSkewed" };
  s3.intercept = (_, response) => {
    response.writeHead(answers.status).end(`<Error><Code>${answers.code}</Code></Error>`);
    return true;
  };
  expect(await problemOf(stores.s3)).toBe(
    `${at}the clock of this machine is more than 15 minutes wrong.`,
  );
  answers.code = "AccessDenied";
  expect(await problemOf(stores.s3)).toBe(
    `${at}the key may not list, read, write and delete objects of the bucket files.`,
  );
  answers.code = "Strange";
  expect(await problemOf(stores.s3)).toBe(`${at}it answers with 403 Strange.`);
  const away = createServer();
  await new Promise<void>((resolve) => away.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${portOf(away)}`;
  await new Promise((resolve) => away.close(resolve));
  await expect(wrong({ endpoint }).check()).rejects.toMatchObject({ reason: "unavailable" });
});

test("FILE-21: a file that is moved while it is read is found in either store", async () => {
  const both = joinStores(stores.s3, stores.disk);
  const id = newId();
  const bytes = random(5_000);
  await settle(stores.disk, id, bytes);
  const read = async () => buffer(await both.read(id, "full", { start: 0, end: 4_999 }));
  expect(await both.sizeOf(id, "full")).toBe(5_000);
  expect((await read()).equals(bytes)).toBe(true);
  // It is moved after the first was asked, and before the second is.
  const late: ByteStore = {
    ...stores.disk,
    async read(...asked) {
      await settle(stores.s3, id, bytes);
      await stores.disk.remove(id);
      return stores.disk.read(...asked);
    },
  };
  const moving = joinStores(stores.s3, late);
  const moved = await moving.read(id, "full", { start: 0, end: 4_999 });
  expect((await buffer(moved)).equals(bytes)).toBe(true);
  expect((await read()).equals(bytes)).toBe(true);
  expect(await idsOf(both, "files")).toEqual([id]);
  await both.remove(id);
  await expect(read()).rejects.toMatchObject({ reason: "not_found" });
  expect(await idsOf(both, "files")).toEqual([]);
});
