import type { FileHandle } from "node:fs/promises";
import { DomainError, type UploadPart } from "@parley/api/platform";

/** Bytes of one upload that wait for the disk, from which on no more are read. */
const WAITING_MAX = 128 * 1024;
/** The same of all uploads: from then on each waits for its own write before it takes the next chunk. */
const ALL_WAITING_MAX = 8 * 1024 ** 2;

let waitingOfAll = 0;

/**
 * Writes a part of an upload, and returns where it ends. What arrives during a write is written with the next one. The bytes
 * are on the disk once the file is synced, which a process that is killed does not need.
 */
export async function writePart(
  file: Pick<FileHandle, "writev">,
  { offset, size, release }: Omit<UploadPart, "fileId">,
  bytes: AsyncIterable<Uint8Array>,
): Promise<number> {
  let waiting: Uint8Array[] = [];
  let written = offset;
  let received = offset;
  let writing: Promise<void> | undefined;
  const write = async () => {
    while (waiting.length > 0) {
      const chunks = waiting;
      const end = received;
      waiting = [];
      const { bytesWritten } = await file.writev(chunks, written);
      written += bytesWritten;
      waitingOfAll -= bytesWritten;
      // The disk is full. What follows would leave a gap.
      if (written < end) throw new DomainError("unavailable");
      for (const chunk of chunks) release?.(chunk);
    }
    writing = undefined;
  };
  try {
    for await (const chunk of bytes) {
      if (received + chunk.length > size) throw new DomainError("too_large");
      received += chunk.length;
      waitingOfAll += chunk.length;
      waiting.push(chunk);
      writing ??= write();
      // It is awaited below.
      writing.catch(() => undefined);
      if (received - written >= WAITING_MAX || waitingOfAll >= ALL_WAITING_MAX) await writing;
    }
  } finally {
    try {
      await writing;
    } finally {
      waitingOfAll -= received - written;
    }
  }
  return received;
}
