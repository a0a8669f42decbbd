import { chmod, chown, lstat, mkdir, mkdtemp, realpath, stat, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DatabaseUnavailableError } from "../../database-unavailable.ts";
import { EmbeddedCannotRunError } from "./cannot-run.ts";
import type { Owner } from "./owner.ts";
import { canPassThrough } from "./reach.ts";

/** Path of the cluster in a data directory, or of a link to it. */
export const clusterPath = (dataDir: string) => join(dataDir, "postgres");

/** Whether a data directory has a cluster, so that opening anything else would hide its data. */
export async function hasCluster(dataDir: string): Promise<boolean> {
  return (await lstat(clusterPath(dataDir)).catch(() => null)) !== null;
}

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
    throw new DatabaseUnavailableError({
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
