import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Binaries } from "./binaries.ts";
import { DataDirectoryError, EmbeddedCannotRunError } from "./errors.ts";
import { canPassThrough, spawnAs, type Owner } from "./system-user.ts";

/** Path of the cluster in a data directory, or of a link to it. */
export const clusterPath = (dataDir: string) => join(dataDir, "postgres");

/**
 * Returns a new path outside the data directory, accessible to the user who runs PostgreSQL. Its name is random: if it
 * were derived from the path, a fresh checkout would find the data of a deleted one.
 */
async function placeOutside(systemFolder: string): Promise<string> {
  await mkdir(systemFolder, { recursive: true });
  await chmod(systemFolder, 0o755);
  const place = await mkdtemp(join(systemFolder, "data-"));
  await chmod(place, 0o755);
  return place;
}

/**
 * If only root's own data directory blocks access, grants its group, that of the user who runs PostgreSQL, permission
 * to pass through, and no other user: so the data stay where they were configured.
 */
async function openDoor(dataDir: string, owner: Owner): Promise<void> {
  if (owner.kind === "self") return;
  const { uid, gid, mode } = await stat(dataDir);
  const isClosed = uid === 0 && gid === 0 && (mode & 0o777) === 0o700;
  if (!isClosed || !(await canPassThrough(dirname(dataDir), owner))) return;
  await chown(dataDir, 0, owner.gid);
  await chmod(dataDir, 0o710);
}

/**
 * Decides which folder holds the cluster: the data directory itself, or, if the user who runs PostgreSQL cannot access
 * it, a folder outside. A choice is permanent, since the data are there.
 */
export async function findHome(
  dataDir: string,
  { owner, systemFolder }: { readonly owner: Owner; readonly systemFolder: string },
): Promise<string> {
  const entry = await lstat(clusterPath(dataDir)).catch(() => null);
  if (entry?.isSymbolicLink()) {
    const cluster = await realpath(clusterPath(dataDir)).catch(() => null);
    if (cluster !== null) return dirname(cluster);
    throw new DataDirectoryError({
      kind: "data_directory_unusable",
      directory: dataDir,
      detail: `its database lay where ${clusterPath(dataDir)} points, and is no longer there; put it back, or remove the link to begin an empty one`,
    });
  }
  await openDoor(dataDir, owner);
  if (entry !== null || (await canPassThrough(dataDir, owner))) return dataDir;
  if (await canPassThrough(systemFolder, owner)) return placeOutside(systemFolder);
  const who = owner.kind === "self" ? "this user" : owner.name;
  throw new EmbeddedCannotRunError(`${who} can reach neither ${dataDir} nor ${systemFolder}`);
}

/** Leaves a link in the data directory, so that operators find the cluster. */
export async function linkHome(home: string, dataDir: string): Promise<void> {
  if (home === dataDir) return;
  const there = await lstat(clusterPath(dataDir)).catch(() => null);
  if (there === null) await symlink(clusterPath(home), clusterPath(dataDir));
}

/** A PostgreSQL data folder, and the password of its one user. */
export interface Cluster {
  readonly path: string;
  readonly password: string;
  /** Created by this call, so it contains no data of users. */
  readonly isNew: boolean;
}

/** The name of the one role in an embedded cluster. */
export const EMBEDDED_USER = "parley";

/** The password is inside the cluster, so that neither is moved without the other. */
const passwordFile = (cluster: string) => join(cluster, "parley.password");

async function give(path: string, owner: Owner): Promise<void> {
  if (owner.kind === "other") await chown(path, owner.uid, owner.gid);
}

/** Runs a program to its end. Resolves with its output; rejects if it cannot start or fails. */
function run(program: string, args: readonly string[], owner: Owner): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...spawnAs(owner),
      // The current folder may not be accessible to that user.
      cwd: "/",
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve(said) : reject(new Error(said.trim()))));
  });
}

const lastLine = (text: string) => text.trim().split("\n").at(-1) ?? "";

/** Built in a temporary folder, then renamed: a kill in the middle leaves no incomplete cluster that looks complete. */
async function initCluster(home: string, { owner, binaries }: ClusterTools): Promise<Cluster> {
  const draft = join(home, "postgres.new");
  const secret = join(home, "postgres.new.password");
  const password = randomBytes(24).toString("base64url");
  await rm(draft, { recursive: true, force: true });
  await rm(secret, { force: true });
  await writeFile(secret, password, { mode: 0o600 });
  await give(secret, owner);
  await mkdir(draft, { mode: 0o700 });
  await give(draft, owner);
  const args = [
    `--pgdata=${draft}`,
    `--username=${EMBEDDED_USER}`,
    `--pwfile=${secret}`,
    "--auth-host=scram-sha-256",
    "--auth-local=reject",
    "--encoding=UTF8",
    // The built-in locale provider: text sorts and folds the same on every machine.
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
  ];
  await run(binaries.initdb, args, owner).catch(async (cause: unknown) => {
    await rm(draft, { recursive: true, force: true });
    await rm(secret, { force: true });
    const why = cause instanceof Error ? lastLine(cause.message) : String(cause);
    throw new EmbeddedCannotRunError(`initdb failed: ${why}`, { cause });
  });
  await rename(secret, passwordFile(draft));
  await rename(draft, clusterPath(home));
  return { path: clusterPath(home), password, isNew: true };
}

/** What is needed to create or open a cluster. */
export interface ClusterTools {
  readonly owner: Owner;
  readonly binaries: Binaries;
  /** The major version of the binaries. */
  readonly major: string;
}

/** Opens the cluster of a folder, or creates one. Refuses one that these binaries cannot read. */
export async function openCluster(home: string, tools: ClusterTools): Promise<Cluster> {
  const path = clusterPath(home);
  const refuse = (detail: string, cause?: unknown) =>
    new DataDirectoryError({ kind: "data_directory_unusable", directory: home, detail }, { cause });
  const entry = await lstat(path).catch(() => null);
  if (entry === null) return initCluster(home, tools);
  if (
    tools.owner.kind === "self" &&
    process.getuid !== undefined &&
    entry.uid !== process.getuid()
  ) {
    throw refuse(`${path} belongs to another system user; start as that user, or as root`);
  }
  try {
    const major = (await readFile(join(path, "PG_VERSION"), "utf8")).trim();
    if (major !== tools.major) {
      throw refuse(
        `${path} was made by PostgreSQL ${major}, and this is PostgreSQL ${tools.major}`,
      );
    }
    return { path, password: await readFile(passwordFile(path), "utf8"), isNew: false };
  } catch (cause) {
    if (cause instanceof DataDirectoryError) throw cause;
    throw refuse(`${path} is not a database that Parley created`, cause);
  }
}
