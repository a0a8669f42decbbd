import { createConcurrency } from "./concurrency.ts";
import type { AppRouter } from "../app-router.ts";
import type { BeginFileInput, FileProblem, FileState, MessageFile, Voice } from "@parley/contract";
import type { TRPCClient } from "@trpc/client";
import { reasonOf } from "../errors.ts";
import { newId } from "../outbox/message-ids.ts";
import { retryDelay } from "../retry-delay.ts";
import { retryPolicyOf } from "../retry-policy.ts";
import { createStore, type Store } from "../store.ts";
import { UploadError } from "../wire/avatars.ts";
import type { FileTransport } from "./transport.ts";
import type { FileStorage, StoredFile } from "./file-storage.ts";

/** Where a file is on its way into a message. */
export type UploadState =
  /** `sent` bytes of it are on the server. */
  | { readonly status: "uploading"; readonly sent: number }
  /** The server looks at it. */
  | { readonly status: "checking" }
  | { readonly status: "ready"; readonly file: MessageFile }
  | {
      readonly status: "refused";
      readonly problem: FileProblem;
      readonly found?: string | undefined;
    }
  /** The server did not accept the call. */
  | { readonly status: "failed" };

/** A file that a user has chosen. */
export interface Upload {
  /** The id of the file. */
  readonly id: string;
  readonly conversationId: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  /** An address of its content in this page. */
  readonly url: string;
  readonly alt: string | undefined;
  readonly voice: Voice | undefined;
  /** The message that has it, once it was sent. */
  readonly messageId: string | undefined;
  readonly state: UploadState;
}

/** The files that a user has chosen, and that are not in a stored message yet. They are uploaded at once. */
export interface Uploads {
  readonly all: Store<readonly Upload[]>;
  /** Adds files to what is written in a conversation. */
  add(conversationId: string, files: readonly File[], more?: { readonly voice?: Voice }): void;
  /** Says what an image shows. */
  describe(id: string, alt: string): void;
  retry(id: string): void;
  /** Removes a file that is not wanted any more, here and on the server. */
  discard(id: string): void;
  /** Notes the message that the files belong to. */
  claim(ids: readonly string[], messageId: string): void;
  /** Forgets the files of a stored message. */
  forget(ids: readonly string[]): void;
  /** The content of a file that this page has sent, or is going to send. */
  urlOf(id: string): string | undefined;
  /** Resolves once all of these files can be sent; rejects with `invalid_input` if one never will be. */
  ready(ids: readonly string[], signal: AbortSignal): Promise<void>;
  /** Ends waits between attempts: the connection is back. */
  wake(): void;
}

export interface UploadsOptions {
  readonly trpc: Pick<TRPCClient<AppRouter>, "files">;
  readonly transport: FileTransport;
  readonly storage: FileStorage;
  readonly random: () => number;
}

/** Uploads at the same time. */
const PLACES = 3;
/** Bytes of the first part; the next ones are as large as the connection carries in a second. */
const FIRST_PART = 256 * 1024;
const GOOD_TIME = 1_000;
/** Files that are shown from this page after they were sent. */
const SENT_MAX = 50;

const hex = (bytes: ArrayBuffer) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

const sha256Of = async (blob: Blob) =>
  hex(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));

const isFinal = ({ status }: UploadState) =>
  status === "ready" || status === "refused" || status === "failed";

/** Creates the uploads of one user. Files of an earlier page continue where they ended. */
export function createUploads({ trpc, transport, storage, random }: UploadsOptions): Uploads {
  const all = createStore<readonly Upload[]>([]);
  const blobs = new Map<string, Blob>();
  /** Of files that are uploaded: attempts read 25 MiB once. */
  const hashes = new WeakMap<Blob, string>();
  /** Files of which the server had lost bytes, as in a power cut. */
  const begunAgain = new Set<string>();
  const turns = createConcurrency(PLACES);
  const waits = new Set<() => void>();
  const find = (id: string) => all.get().find((upload) => upload.id === id);
  const change = (id: string, next: Partial<Upload>) => {
    if (find(id) === undefined) return;
    all.set(all.get().map((upload) => (upload.id === id ? { ...upload, ...next } : upload)));
  };
  const become = (id: string, state: UploadState) => change(id, { state });
  const keep = ({ id, conversationId, name, type, alt, voice, messageId }: Upload) => {
    const blob = blobs.get(id);
    if (blob !== undefined)
      void storage
        .put({ id, conversationId, name, type, alt, voice, messageId, blob })
        .catch(() => undefined);
  };
  const sent = new Map<string, string>();
  const remove = (ids: readonly string[]) => {
    for (const id of ids) {
      const upload = find(id);
      if (upload !== undefined) URL.revokeObjectURL(upload.url);
      blobs.delete(id);
      void storage.remove(id).catch(() => undefined);
    }
    all.set(all.get().filter(({ id }) => !ids.includes(id)));
  };

  const pause = (time: number) =>
    new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        waits.delete(end);
        resolve();
      };
      const timer = setTimeout(end, time);
      waits.add(end);
    });

  /** Sends parts until the server has everything. */
  async function sendParts(id: string, blob: Blob, from: FileState & { status: "uploading" }) {
    let { received } = from;
    let size = Math.min(FIRST_PART, from.partBytes);
    while (received < blob.size && find(id) !== undefined) {
      become(id, { status: "uploading", sent: received });
      const startedAt = performance.now();
      const next = await transport.append(id, received, blob.slice(received, received + size));
      const took = performance.now() - startedAt;
      received = next;
      size = Math.max(64 * 1024, Math.min(from.partBytes, took > GOOD_TIME ? size / 2 : size * 2));
    }
  }

  async function hashOf(blob: Blob): Promise<string> {
    const hash = hashes.get(blob) ?? (await sha256Of(blob));
    hashes.set(blob, hash);
    return hash;
  }

  async function attempt(id: string, blob: Blob): Promise<void> {
    const sha256 = await hashOf(blob);
    const upload = find(id);
    if (upload === undefined) return;
    const { name, alt, voice } = upload;
    const input: BeginFileInput = {
      fileId: id,
      name,
      size: blob.size,
      sha256,
      ...(alt !== undefined && { alt }),
      ...(voice !== undefined && { voice }),
    };
    let state = await trpc.files.begin.mutate(input);
    // Discarded while the call was on its way, which may have overtaken that of the discard.
    if (find(id) === undefined) return void (await trpc.files.discard.mutate({ fileId: id }));
    if (state.status === "uploading") {
      await sendParts(id, blob, state);
      if (find(id) === undefined) return;
      become(id, { status: "checking" });
      state = await trpc.files.finish.mutate({ fileId: id });
    }
    if (state.status === "uploading") throw new Error("some bytes have not arrived");
    const isDamaged = state.status === "refused" && state.problem === "hash_mismatch";
    if (isDamaged && !begunAgain.has(id)) {
      await trpc.files.discard.mutate({ fileId: id });
      begunAgain.add(id);
      return attempt(id, blob);
    }
    // Described meanwhile: it is not ready before the server knows the words.
    if (state.status === "ready" && find(id)?.alt !== input.alt) return attempt(id, blob);
    return become(id, state);
  }

  async function run(id: string): Promise<void> {
    const blob = blobs.get(id);
    if (blob === undefined) return;
    for (let failures = 0; find(id) !== undefined; failures += 1) {
      try {
        await attempt(id, blob);
        return;
      } catch (error) {
        const reason = reasonOf(error);
        if (reason !== undefined && retryPolicyOf(reason) === "refused") {
          become(id, { status: "failed" });
          return;
        }
        await pause(retryDelay(failures, random));
      }
    }
  }

  function begin(stored: StoredFile, isNew: boolean) {
    const { blob, ...rest } = stored;
    if (find(rest.id) !== undefined) return;
    blobs.set(rest.id, blob);
    const upload: Upload = {
      ...rest,
      size: blob.size,
      url: URL.createObjectURL(blob),
      state: { status: "uploading", sent: 0 },
    };
    all.set([...all.get(), upload]);
    if (isNew) keep(upload);
    void turns.run(() => run(rest.id));
  }

  const loaded = storage.load().then(
    (found) => found.forEach((stored) => begin(stored, false)),
    () => undefined,
  );

  return {
    all,
    add(conversationId, files, { voice } = {}) {
      for (const file of files)
        begin(
          {
            id: newId(),
            conversationId,
            name: file.name,
            type: file.type,
            alt: undefined,
            voice,
            messageId: undefined,
            blob: file,
          },
          true,
        );
    },
    describe(id, alt) {
      change(id, { alt: alt.trim() === "" ? undefined : alt });
      const upload = find(id);
      if (upload === undefined) return;
      keep(upload);
      // What is on the server already is announced again, with the words.
      if (!isFinal(upload.state)) return;
      // A message that is sent now waits for it.
      become(id, { status: "checking" });
      void turns.run(() => run(id));
    },
    retry(id) {
      if (find(id)?.state.status !== "failed") return;
      become(id, { status: "uploading", sent: 0 });
      void turns.run(() => run(id));
    },
    discard(id) {
      if (find(id) === undefined) return;
      remove([id]);
      trpc.files.discard.mutate({ fileId: id }).catch(() => undefined);
    },
    claim(ids, messageId) {
      for (const id of ids) {
        change(id, { messageId });
        const upload = find(id);
        if (upload !== undefined) keep(upload);
      }
    },
    forget(ids) {
      for (const id of ids) {
        const upload = find(id);
        // Shown in its message without being fetched.
        if (upload !== undefined) sent.set(id, upload.url);
        blobs.delete(id);
        void storage.remove(id).catch(() => undefined);
      }
      all.set(all.get().filter(({ id }) => !ids.includes(id)));
      for (const [id, url] of sent) {
        if (sent.size <= SENT_MAX) break;
        URL.revokeObjectURL(url);
        sent.delete(id);
      }
    },
    urlOf: (id) => find(id)?.url ?? sent.get(id),
    async ready(ids, signal) {
      await loaded;
      await new Promise<void>((resolve, reject) => {
        const look = () => {
          const states = ids.map((id) => find(id)?.state);
          const isLost = states.some(
            (state) =>
              state === undefined || state.status === "refused" || state.status === "failed",
          );
          if (!isLost && states.some((state) => state?.status !== "ready")) return;
          stop();
          if (isLost) reject(new UploadError({ reason: "invalid_input", httpStatus: 400 }));
          else resolve();
        };
        const stop = all.subscribe(look);
        signal.addEventListener("abort", () => {
          stop();
          reject(new Error("the attempt was aborted"));
        });
        look();
      });
    },
    wake: () => waits.forEach((end) => end()),
  };
}
