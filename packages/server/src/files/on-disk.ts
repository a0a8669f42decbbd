import { createHash } from "node:crypto";
import { createReadStream, type Stats } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { DomainError } from "@parley/api/platform";

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

/** The SHA-256 of a file in hexadecimal. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }))
    hash.update(chunk as Buffer);
  return hash.digest("hex");
}
