import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { isAbsolute, join, sep, win32 } from "node:path";

/** A file of the folder of the export, or what is wrong with its path, in words that follow the path. */
export type FoundFile =
  | { readonly ok: true; readonly path: string; readonly size: number; readonly sha256: string }
  | { readonly ok: false; readonly problem: string };

const bad = (problem: string): FoundFile => ({ ok: false, problem });

const codeOf = (cause: unknown) =>
  cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);

const isInside = (path: string) =>
  !isAbsolute(path) && !win32.isAbsolute(path) && !path.split(/[/\\]/).includes("..");

/** The first `size` bytes of a file. */
export const readContent = (path: string, size: number): AsyncIterable<Buffer> =>
  createReadStream(path, { end: size - 1, highWaterMark: 256 * 1024 });

async function hashOf(path: string, size: number): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of readContent(path, size)) hash.update(chunk);
  return hash.digest("hex");
}

/** Finds a file by its path in a folder. What is outside of it is never read, also not through a symbolic link. */
export async function findFile(folder: string, path: string): Promise<FoundFile> {
  const outside = bad("is not in the folder of the export");
  if (!isInside(path)) return outside;
  try {
    const root = await realpath(folder);
    const real = await realpath(join(root, path));
    if (!real.startsWith(root.endsWith(sep) ? root : root + sep)) return outside;
    const found = await stat(real);
    if (!found.isFile()) return bad("is not a file");
    const { size } = found;
    if (size === 0) return bad("is empty");
    return { ok: true, path: real, size, sha256: await hashOf(real, size) };
  } catch (cause) {
    const code = codeOf(cause);
    const isAbsent = code === "ENOENT" || code === "ENOTDIR";
    return bad(isAbsent ? "does not exist" : `cannot be read (${code})`);
  }
}
