import { readFile, realpath, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { EmbeddedCannotRunError } from "./errors.ts";

/** The system user that runs PostgreSQL and owns its files. `self` is the user of this process. */
export type Owner =
  | { readonly kind: "self" }
  | { readonly kind: "other"; readonly name: string; readonly uid: number; readonly gid: number };

/** PostgreSQL refuses to run as root. These users exist for such services, or for none. */
const PREFERRED = ["postgres", "nobody", "daemon"];

/** The lines of passwd(5): name, password, uid, gid, and more that is not used here. */
function parsePasswd(text: string): Extract<Owner, { kind: "other" }>[] {
  return text
    .split("\n")
    .map((line) => line.split(":"))
    .filter((fields) => fields.length >= 4 && !line0(fields).startsWith("#"))
    .map((fields) => ({
      kind: "other" as const,
      name: line0(fields),
      uid: Number(fields[2]),
      gid: Number(fields[3]),
    }))
    .filter(({ uid, gid }) => uid > 0 && Number.isInteger(uid) && Number.isInteger(gid));
}

const line0 = (fields: readonly string[]) => fields[0] ?? "";

/**
 * Chooses the user who runs PostgreSQL. An existing cluster decides: it continues under its owner. Otherwise it is the
 * user of this process, unless that is root.
 */
export async function chooseOwner(cluster: string): Promise<Owner> {
  if (process.getuid?.() !== 0) return { kind: "self" };
  const found = await stat(cluster).catch(() => null);
  if (found !== null && found.uid !== 0) {
    return { kind: "other", name: `user ${found.uid}`, uid: found.uid, gid: found.gid };
  }
  const users = parsePasswd(await readFile("/etc/passwd", "utf8").catch(() => ""));
  for (const name of PREFERRED) {
    const user = users.find((candidate) => candidate.name === name);
    if (user !== undefined) return user;
  }
  throw new EmbeddedCannotRunError(
    `this process is root, PostgreSQL refuses root, and none of the users ${PREFERRED.join(", ")} exists`,
  );
}

/** What `spawn` needs to run a program as that user. */
export function spawnAs(owner: Owner): { uid?: number; gid?: number } {
  return owner.kind === "self" ? {} : { uid: owner.uid, gid: owner.gid };
}

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
