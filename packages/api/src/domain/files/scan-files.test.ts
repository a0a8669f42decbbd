import { text } from "node:stream/consumers";
import { files, infectedFiles } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { newId } from "../../testing/index.ts";
import { createMemoryFiles } from "../../testing/memory-files.ts";
import { useTestApi } from "../../testing/vitest.ts";
import type { FileScanner, FileStore } from "./file-store.ts";
import { findLinkedFile, sweepFiles } from "./files.ts";
import { scanFiles } from "./scan-files.ts";

/** A test can change it. */
interface Changing extends Omit<FileStore, "scanner" | "remove"> {
  scanner: FileScanner | undefined;
  remove: FileStore["remove"];
}

const memory = createMemoryFiles();
const store: Changing = { ...memory, scanner: undefined };
const setup = {
  people: { ada: "MENTOR", ben: "MENTEE" },
  groups: [{ id: "circle", mentor: "ada", mentees: ["ben"] }],
  files: store,
} as const;
const api = useTestApi(setup);

/** How often the scanner was asked. */
let asked: number;
/** Whether it answers. */
let isAway: boolean;

const scanner: FileScanner = {
  deliversFailed: false,
  async scan(content) {
    asked += 1;
    const read = await text(content);
    if (isAway) throw new Error("away");
    return { found: read.includes("harmful") ? "Worm" : null };
  },
};

beforeEach(() => {
  asked = 0;
  isAway = false;
  store.scanner = scanner;
  store.remove = memory.remove;
});

async function send(content: string, name = "notes.txt") {
  const file = await api.attach("ada", { name, content: Buffer.from(content) });
  const { id: conversationId } = await api.as("ada").conversations.open({ userId: "ben" });
  await api.as("ada").messages.send({ conversationId, id: newId(), body: "", files: [file.id] });
  return file;
}

const stateFor = async (userId: string, fileId: string) => {
  const { links, withheld = [] } = await api.as(userId).files.links({ fileIds: [fileId] });
  return links.length === 1 ? "fetched" : (withheld[0]?.reason ?? "unseen");
};

const both = async (fileId: string) => [
  await stateFor("ada", fileId),
  await stateFor("ben", fileId),
];

const hasBytes = async (fileId: string) => (await store.sizeOf(fileId, "full")) !== undefined;

test("FILE-24: no user fetches a file until it is scanned, and then every user who sees its message does", async () => {
  const file = await send("harmless");
  expect(await both(file.id)).toEqual(["pending", "pending"]);
  await scanFiles(api.platform);
  await scanFiles(api.platform);
  expect(asked).toBe(1);
  expect(await both(file.id)).toEqual(["fetched", "fetched"]);
});

test("FILE-25: harmful content is removed, said in its place, and refused when it is announced again", async () => {
  const file = await send("something harmful", "plan.txt");
  const { links } = await api.as("ada").files.links({ fileIds: [file.id] });
  expect(links).toEqual([]);
  await scanFiles(api.platform);
  expect(await both(file.id)).toEqual(["infected", "infected"]);
  expect(await hasBytes(file.id)).toBe(false);
  const { size } = file;
  const [row] = await api.platform.db.select().from(files).where(eq(files.id, file.id));
  const again = { name: "again.txt", size, sha256: row?.sha256 ?? "" };
  expect(await api.as("ben").files.begin({ fileId: newId(), ...again })).toEqual({
    status: "refused",
    problem: "infected",
  });
  expect(row).toMatchObject({ storedBytes: 0, found: "Worm", scanAt: null });
  // The row stays with its message, whose other readers are told the same.
  await sweepFiles(api.platform);
  expect(await stateFor("ben", file.id)).toBe("infected");
});

test("FILE-25: what was found is kept if the bytes cannot be removed then, and they are removed later", async () => {
  const file = await send("harmful too");
  store.remove = async () => {
    throw new Error("away");
  };
  await expect(scanFiles(api.platform)).rejects.toThrow("away");
  expect(await stateFor("ben", file.id)).toBe("infected");
  expect(await hasBytes(file.id)).toBe(true);
  store.remove = memory.remove;
  api.clock.advance(120_000);
  await scanFiles(api.platform);
  expect([asked, await hasBytes(file.id), await stateFor("ben", file.id)]).toEqual([
    1,
    false,
    "infected",
  ]);
});

test("FILE-24: a scanner that does not answer is asked three times; then the file is withheld, or delivered if that is set", async () => {
  isAway = true;
  const file = await send("who knows");
  for (const [tries, pause] of [
    [1, 10_000],
    [2, 20_000],
    [3, 60_000],
  ] as const) {
    await scanFiles(api.platform);
    expect(asked).toBe(tries);
    expect(await stateFor("ben", file.id)).toBe(tries < 3 ? "pending" : "failed");
    api.clock.advance(pause - 1);
    await scanFiles(api.platform);
    expect(asked).toBe(tries);
    api.clock.advance(1);
  }
  store.scanner = { ...scanner, deliversFailed: true };
  expect(await both(file.id)).toEqual(["fetched", "fetched"]);
});

test("FILE-24: a scan of a server that ended is done by another one, and never by two at once", async () => {
  const file = await send("slow");
  const began = Promise.withResolvers<void>();
  store.scanner = {
    ...scanner,
    scan: async () => {
      asked += 1;
      began.resolve();
      return new Promise(() => undefined);
    },
  };
  void scanFiles(api.platform);
  await began.promise;
  store.scanner = scanner;
  api.clock.advance(60_000);
  await scanFiles(api.platform);
  expect([asked, await stateFor("ben", file.id)]).toEqual([1, "pending"]);
  api.clock.advance(60_000);
  await scanFiles(api.platform);
  expect([asked, await stateFor("ben", file.id)]).toEqual([2, "fetched"]);
});

test("FILE-24: a link that was made before is withheld as well, and without a scanner nothing waits", async () => {
  store.scanner = undefined;
  const file = await send("earlier");
  const { links, expiresAt } = await api.as("ben").files.links({ fileIds: [file.id] });
  const signature = new URLSearchParams(links[0]?.full.split("?")[1]).get("signature") ?? "";
  const link = { fileId: file.id, variant: "full" as const, userId: "ben", signature };
  const fetched = () => findLinkedFile(api.platform, { ...link, until: Date.parse(expiresAt) });
  expect(await fetched()).toMatchObject({ id: file.id });
  store.scanner = scanner;
  const { db } = api.platform;
  const scanAt = api.clock.now();
  await db.update(files).set({ scan: "pending", scanAt }).where(eq(files.id, file.id));
  await expect(fetched()).rejects.toMatchObject({ reason: "not_found" });
  store.scanner = undefined;
  await sweepFiles(api.platform);
  expect(await fetched()).toMatchObject({ id: file.id });
  await scanFiles(api.platform);
  expect(asked).toBe(0);
  expect(await db.select().from(infectedFiles)).toEqual([]);
});
