import type { FileHandle } from "node:fs/promises";
import { expect, test } from "vitest";
import { writePart } from "./write-part.ts";

/** A file whose writes end when they are told to, with that many bytes. */
function createFile() {
  const writes: { at: number; text: string; end: (bytes: number | Error) => void }[] = [];
  const writev: FileHandle["writev"] = (chunks, at) => {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const text = chunks.map((chunk) => Buffer.from(chunk as Uint8Array).toString()).join("|");
    const end = (bytes: number | Error) =>
      bytes instanceof Error ? reject(bytes) : resolve(bytes);
    writes.push({ at: at ?? 0, text, end });
    return promise.then((bytesWritten) => ({ bytesWritten, buffers: chunks }) as never);
  };
  return { writes, file: { writev } };
}

const full = Object.assign(new Error("no space"), { code: "ENOSPC", syscall: "write" });

/** Chunks, of which the last one comes when it is told to. */
function createBody(...chunks: readonly string[]) {
  const last = Promise.withResolvers<string>();
  async function* bytes() {
    for (const chunk of chunks) yield Buffer.from(chunk);
    yield Buffer.from(await last.promise);
  }
  return { bytes: bytes(), last };
}

test("FILE-3: what arrives while the disk writes is written with the next write, and released after it", async () => {
  const { writes, file } = createFile();
  const released: string[] = [];
  const { bytes, last } = createBody("ab", "cd", "ef");
  const release = (chunk: Uint8Array) => void released.push(Buffer.from(chunk).toString());
  const end = writePart(file, { offset: 10, size: 18, release }, bytes);
  await expect.poll(() => writes.length).toBe(1);
  last.resolve("gh");
  await new Promise((resolve) => setImmediate(resolve));
  expect(writes[0]).toMatchObject({ at: 10, text: "ab" });
  expect(released).toEqual([]);
  writes[0]?.end(2);
  await expect.poll(() => writes.length).toBe(2);
  expect(released).toEqual(["ab"]);
  expect(writes[1]).toMatchObject({ at: 12, text: "cd|ef|gh" });
  writes[1]?.end(6);
  expect(await end).toBe(18);
  expect(released).toEqual(["ab", "cd", "ef", "gh"]);
});

test("FILE-3: a disk that writes slowly is waited for", async () => {
  const { writes, file } = createFile();
  const chunk = "x".repeat(64 * 1024);
  let asked = 0;
  async function* body() {
    for (; asked < 100; asked += 1) yield Buffer.from(chunk);
  }
  const size = 100 * chunk.length;
  const end = writePart(file, { offset: 0, size }, body());
  await new Promise((resolve) => setImmediate(resolve));
  // One is written, and one waits.
  expect([writes.length, asked]).toEqual([1, 1]);
  let at = 0;
  for (let nth = 0; at < size; nth += 1) {
    await expect.poll(() => writes.length).toBe(nth + 1);
    const { length } = writes[nth]?.text.replaceAll("|", "") ?? "";
    expect(length).toBeLessThanOrEqual(2 * chunk.length);
    writes[nth]?.end(length);
    at += length;
  }
  expect(await end).toBe(size);
});

test("FILE-19: of a thousand uploads few have more than one chunk that waits for the disk", async () => {
  const { writes, file } = createFile();
  const chunk = Buffer.alloc(64 * 1024);
  const [uploads, chunks] = [1_000, 4];
  let taken = 0;
  let isOver = false;
  async function* body() {
    for (let at = 0; at < chunks; at += 1) {
      taken += 1;
      yield chunk;
    }
  }
  const size = chunks * chunk.length;
  const ends = Array.from({ length: uploads }, () => writePart(file, { offset: 0, size }, body()));
  await expect.poll(() => writes.length).toBe(uploads);
  await new Promise((resolve) => setImmediate(resolve));
  // One of each, and 8 MiB of all.
  expect(taken).toBeLessThanOrEqual(uploads + 128);
  const all = Promise.all(ends).finally(() => (isOver = true));
  for (let nth = 0; !isOver; nth += 1) {
    await expect.poll(() => isOver || writes.length > nth).toBe(true);
    writes[nth]?.end(writes[nth]?.text.replaceAll("|", "").length ?? 0);
  }
  expect(await all).toEqual(ends.map(() => size));
});

test.each([
  ["fails", full, { code: "ENOSPC" }],
  ["writes less than it was given", 1, { reason: "unavailable" }],
] as const)("FILE-14: nothing is written after a write that %s", async (_, result, fault) => {
  const { writes, file } = createFile();
  const { bytes, last } = createBody("ab", "cd");
  const end = writePart(file, { offset: 0, size: 6 }, bytes);
  await expect.poll(() => writes.length).toBe(1);
  writes[0]?.end(result);
  // The failure is there before the last chunk.
  await new Promise((resolve) => setImmediate(resolve));
  last.resolve("ef");
  await expect(end).rejects.toMatchObject(fault);
  expect(writes).toHaveLength(1);
});
