import { realpath, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { Owner } from "./owner.ts";

const READ = 0o4;
const EXECUTE = 0o1;

interface ModeBits {
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
}

function allows(bits: ModeBits, owner: Extract<Owner, { kind: "other" }>, right: number): boolean {
  if (bits.uid === owner.uid) return (bits.mode & (right << 6)) !== 0;
  if (bits.gid === owner.gid) return (bits.mode & (right << 3)) !== 0;
  return (bits.mode & right) !== 0;
}

/** The nearest folder at or above a path that exists. */
async function nearest(path: string): Promise<string> {
  const found = await realpath(path).catch(() => null);
  return found ?? nearest(dirname(path));
}

/**
 * Whether a user may pass through a folder and all its parents. Checked before the spawn, since a spawn that fails on
 * the way to its program reports only EACCES.
 */
export async function canPassThrough(folder: string, owner: Owner): Promise<boolean> {
  if (owner.kind === "self") return true;
  for (let path = await nearest(folder); ; path = dirname(path)) {
    if (!allows(await stat(path), owner, EXECUTE)) return false;
    if (path === dirname(path)) return true;
  }
}

/** Whether a user may read a file, or with `run` execute it. */
export async function canUse(
  file: string,
  owner: Owner,
  options: { readonly run?: boolean | undefined } = {},
): Promise<boolean> {
  if (!(await canPassThrough(dirname(file), owner))) return false;
  const found = await stat(file).catch(() => null);
  if (found === null) return false;
  if (owner.kind === "self") return true;
  return allows(found, owner, READ) && (options.run !== true || allows(found, owner, EXECUTE));
}
