import type { BeginFileInput, FileState, MessageFile } from "@parley/contract";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FileStorage, StoredFile } from "./file-storage.ts";
import { createUploads, type UploadsOptions } from "./uploads.ts";

// A hash is computed in a thread, which timers do not wait for.
beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

const lost = () => Promise.reject(new TypeError("fetch failed"));
const refusal = (reason: string) =>
  Promise.reject(Object.assign(new Error(reason), { data: { reason, httpStatus: 400 } }));

/** A server that keeps what arrives; `fails` decides which calls are lost. */
function createServer(fails: () => boolean = () => false) {
  const files = new Map<string, { input: BeginFileInput; bytes: Uint8Array }>();
  const finished = new Set<string>();
  const calls: string[] = [];
  const stateOf = (id: string): FileState => {
    const { input, bytes } = files.get(id) ?? { bytes: new Uint8Array(), input: undefined };
    if (!finished.has(id)) return { status: "uploading", received: bytes.length, partBytes: 100 };
    const file: MessageFile = {
      id,
      kind: "text",
      name: input?.name ?? "",
      type: "text/plain",
      size: bytes.length,
    };
    return { status: "ready", file };
  };
  const trpc = {
    files: {
      begin: {
        async mutate(input: BeginFileInput) {
          calls.push("begin");
          if (fails()) return lost();
          const { bytes = new Uint8Array() } = files.get(input.fileId) ?? {};
          files.set(input.fileId, { input, bytes });
          return stateOf(input.fileId);
        },
      },
      finish: {
        async mutate({ fileId }: { fileId: string }) {
          calls.push("finish");
          const file = files.get(fileId);
          if (file?.bytes.length === file?.input.size) finished.add(fileId);
          if (fails()) return lost();
          return stateOf(fileId);
        },
      },
      discard: {
        async mutate({ fileId }: { fileId: string }) {
          files.delete(fileId);
        },
      },
    },
  };
  const transport = {
    async append(fileId: string, offset: number, part: Blob) {
      calls.push(`append ${offset}`);
      const file = files.get(fileId);
      if (file === undefined) return refusal("not_found");
      // The answer may be lost after the bytes have arrived.
      if (offset === file.bytes.length)
        file.bytes = Uint8Array.from([...file.bytes, ...new Uint8Array(await part.arrayBuffer())]);
      if (fails()) return lost();
      return file.bytes.length;
    },
  };
  // The part of the client that uploads use.
  const said = (id: string) => files.get(id)?.input.alt;
  return { files, calls, said, transport, trpc: trpc as unknown as UploadsOptions["trpc"] };
}

function createStorage(): FileStorage & { readonly kept: Map<string, StoredFile> } {
  const kept = new Map<string, StoredFile>();
  return {
    kept,
    load: async () => [...kept.values()],
    put: async (file) => void kept.set(file.id, file),
    remove: async (id) => void kept.delete(id),
  };
}

const fileOf = (text: string, name = "notes.txt") => new File([text], name, { type: "text/plain" });
const random = () => 0;
const MINUTE = 60_000;

/** Lets time pass until something is so. */
async function until(isSo: () => boolean): Promise<void> {
  for (let step = 0; step < 10_000 && !isSo(); step += 1) {
    await vi.advanceTimersByTimeAsync(500);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(isSo()).toBe(true);
}

/** Lets time pass until a promise resolves. */
async function resolved(promise: Promise<void>): Promise<void> {
  let isDone = false;
  const done = promise.finally(() => (isDone = true));
  done.catch(() => undefined);
  await until(() => isDone);
  await done;
}

const never = new AbortController().signal;
const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

test("FILE-17: an upload ends with all bytes, whatever is lost, also across reloads of the page", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.boolean(), { maxLength: 30 }),
      fc.integer({ min: 1, max: 900 }),
      fc.nat({ max: 3 }),
      async (losses, size, reloads) => {
        let nth = 0;
        const server = createServer(() => losses[(nth += 1)] ?? false);
        const storage = createStorage();
        const open = () => createUploads({ ...server, storage, random });
        let uploads = open();
        const text = "0123456789".repeat(90).slice(0, size);
        uploads.add("here", [fileOf(text)]);
        const id = uploads.all.get()[0]?.id ?? "";
        for (let reload = 0; reload < reloads; reload += 1) {
          await vi.advanceTimersByTimeAsync(5);
          uploads = open();
        }
        await resolved(uploads.ready([id], never));
        expect(textOf(server.files.get(id)?.bytes)).toBe(text);
        uploads.forget([id]);
        expect(storage.kept.size).toBe(0);
      },
    ),
    { numRuns: 40 },
  );
});

test("FILE-16: a message is not sent with a file that is refused, discarded or lost", async () => {
  const server = createServer();
  const uploads = createUploads({ ...server, storage: createStorage(), random });
  uploads.add("here", [fileOf("one"), fileOf("two", "two.txt")]);
  const [one = "", two = ""] = uploads.all.get().map(({ id }) => id);
  uploads.discard(two);
  await expect(uploads.ready([one, two], never)).rejects.toMatchObject({
    data: { reason: "invalid_input" },
  });
  await resolved(uploads.ready([one], never));
  expect(server.files.has(two)).toBe(false);
});

test("FILE-17: waiting for files ends with its signal, and the upload goes on", async () => {
  let isDown = true;
  const server = createServer(() => isDown);
  const uploads = createUploads({ ...server, storage: createStorage(), random });
  uploads.add("here", [fileOf("one")]);
  const [{ id } = { id: "" }] = uploads.all.get();
  const aborter = new AbortController();
  const waiting = uploads.ready([id], aborter.signal);
  await until(() => server.calls.length > 1);
  aborter.abort();
  await expect(waiting).rejects.toThrow("aborted");
  isDown = false;
  uploads.wake();
  await resolved(uploads.ready([id], never));
});

test.each([
  ["sent once more", 1, "ready"],
  ["refused after the second time", 2, "refused"],
] as const)(
  "FILE-30: a file of which the server has lost bytes is %s",
  async (_, failures, status) => {
    const server = createServer();
    let left: number = failures;
    const mutate = async (input: { fileId: string }) => {
      left -= 1;
      const refused: FileState = { status: "refused", problem: "hash_mismatch" };
      return left < 0 ? server.trpc.files.finish.mutate(input) : refused;
    };
    const trpc = { files: { ...server.trpc.files, finish: { mutate } } };
    const uploads = createUploads({
      ...server,
      trpc: trpc as unknown as UploadsOptions["trpc"],
      storage: createStorage(),
      random,
    });
    uploads.add("here", [fileOf("one")]);
    await until(() => uploads.all.get()[0]?.state.status === status);
    expect(server.calls.filter((call) => call === "append 0")).toHaveLength(2);
  },
);

test("FILE-16: a call that the server refuses is not repeated until the user retries", async () => {
  const server = createServer();
  const begin = vi.fn<() => Promise<never>>(() => refusal("forbidden"));
  const trpc = { files: { ...server.trpc.files, begin: { mutate: begin } } };
  const uploads = createUploads({
    ...server,
    trpc: trpc as unknown as UploadsOptions["trpc"],
    storage: createStorage(),
    random,
  });
  uploads.add("here", [fileOf("one")]);
  const status = () => uploads.all.get()[0]?.state.status;
  await until(() => status() === "failed");
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(begin).toHaveBeenCalledTimes(1);
  uploads.retry(uploads.all.get()[0]?.id ?? "");
  await until(() => begin.mock.calls.length === 2 && status() === "failed");
});

test("FILE-15: what an image shows is on the server before its message is sent", async () => {
  const server = createServer();
  const uploads = createUploads({ ...server, storage: createStorage(), random });
  uploads.add("here", [fileOf("one")]);
  const [{ id } = { id: "" }] = uploads.all.get();
  // While it is uploaded, and after it.
  uploads.describe(id, "A chair");
  await resolved(uploads.ready([id], never));
  expect(server.said(id)).toBe("A chair");
  uploads.describe(id, "A red chair");
  expect(uploads.all.get()[0]?.state.status).toBe("checking");
  await resolved(uploads.ready([id], never));
  expect(server.said(id)).toBe("A red chair");
});
