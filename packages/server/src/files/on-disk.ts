import { createHash } from "node:crypto";
import type { Stats } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { DomainError } from "@parley/api/platform";
import { freeMemory } from "../free-memory.ts";

const isAbsent = (fault: unknown) =>
  fault instanceof Error && "code" in fault && fault.code === "ENOENT";

/** A disk that is full, read-only, broken or not there is a temporary failure: nothing is lost, and an upload resumes. */
export const guardDisk =
  (onUnavailable?: () => void) =>
  async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (fault) {
      const isOfSystem = fault instanceof Error && "syscall" in fault && "code" in fault;
      if (!isOfSystem) throw fault;
      onUnavailable?.();
      throw new DomainError("unavailable", { cause: fault });
    }
  };

/** The result; undefined if the file is not there. */
export async function ifPresent<Result>(work: Promise<Result>): Promise<Result | undefined> {
  try {
    return await work;
  } catch (fault) {
    if (isAbsent(fault)) return undefined;
    throw fault;
  }
}

/** What the system knows of a file; undefined if there is none. */
export const statOf = (path: string): Promise<Stats | undefined> => ifPresent(stat(path));

/** Opens a file, and closes it afterwards. */
export async function withFile<Result>(
  path: string,
  flags: string | number,
  use: (file: FileHandle) => Promise<Result>,
): Promise<Result> {
  const file = await open(path, flags);
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

const HASHED = 256 * 1024;

/** The SHA-256 of a file in hexadecimal. */
export const hashOf = (path: string): Promise<string> =>
  withFile(path, "r", async (file) => {
    const hash = createHash("sha256");
    const buffer = Buffer.allocUnsafeSlow(HASHED);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, HASHED);
      if (bytesRead === 0) break;
      hash.update(buffer.subarray(0, bytesRead));
    }
    freeMemory(buffer);
    return hash.digest("hex");
  });
