/**
 * Runs a real PostgreSQL as a child of this process, for installations without their own. It is an npm package for the
 * platform (`binaries.ts`), runs as another system user if this process is root (`system-user.ts`), keeps its data in a
 * data directory or a link there (`cluster.ts`), and is restarted if it ends (`postmaster.ts`). A server that was
 * killed leaves its PostgreSQL running; the next one ends it (`leftover.ts`), since it holds the lock of the directory
 * (`data-lock.ts`). A cluster of another major version is refused with a reason, and not changed.
 *
 * It depends on no client library: `url` is the address for one, and includes the password.
 */
import { lstat, realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { findPostgresPackage, prepareBinaries } from "./binaries.ts";
import {
  clusterPath,
  EMBEDDED_USER,
  findHome,
  linkHome,
  openCluster,
  type Cluster,
} from "./cluster.ts";
import { lockDataDirectory, makeDirectory, type DataLock } from "./data-lock.ts";
import { DataDirectoryError, EmbeddedCannotRunError } from "./errors.ts";
import { endLeftover } from "./leftover.ts";
import {
  startOnFreePort,
  startPostmaster,
  supervise,
  type OnFault,
  type PostmasterOptions,
} from "./postmaster.ts";
import { chooseOwner } from "./system-user.ts";

/** Folder for the cluster if the data directory of root is not accessible to the user who runs PostgreSQL. */
export const SYSTEM_FOLDER = "/var/lib/parley";

/** Where the data are, and how the process is started. */
export interface EmbeddedOptions {
  /** An absolute path without symbolic links. */
  readonly dataDir: string;
  readonly systemFolder: string;
  /** Called with errors in the background that were recovered from: for the log. */
  readonly onFault: OnFault;
}

/** A running PostgreSQL. */
export interface EmbeddedPostgres {
  /** The address, including the password. */
  readonly url: string;
  /** One line for the log, without the password. */
  readonly description: string;
  /** Shuts it down after its sessions have ended. Idempotent. */
  stop(): Promise<void>;
}

/** Whether a data directory has a cluster, so that opening anything else would hide its data. */
export async function hasCluster(dataDir: string): Promise<boolean> {
  return (await lstat(clusterPath(dataDir)).catch(() => null)) !== null;
}

/** Everything up to a cluster on which a server can start. */
async function prepare({ dataDir, systemFolder }: EmbeddedOptions, locks: DataLock[]) {
  const found = await findPostgresPackage();
  const owner = await chooseOwner(clusterPath(dataDir));
  const binaries = await prepareBinaries(found, { owner, systemFolder });
  const home = await findHome(dataDir, { owner, systemFolder });
  // A copied checkout has a copy of the link, so the target needs a lock too.
  if (home !== dataDir) locks.push(await lockDataDirectory(home));
  const cluster = await openCluster(home, { owner, binaries, major: found.major });
  await linkHome(home, dataDir);
  await endLeftover(cluster.path);
  const logFile = join(home, "postgres.log");
  const server = { binaries, owner, cluster: cluster.path, logFile };
  return { cluster, server, version: found.version };
}

/** Whether an error is already one of this package. */
const isOurs = (error: unknown) =>
  error instanceof EmbeddedCannotRunError || error instanceof DataDirectoryError;

/** A full disk, a read-only file system, a permission that even root lacks here. */
function cannotRun(cause: unknown): EmbeddedCannotRunError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new EmbeddedCannotRunError(why, { cause });
}

/** A new cluster that cannot start is removed; one with data is kept and refused. */
async function cannotStart(
  cause: unknown,
  { dataDir, cluster, logFile }: { dataDir: string; cluster: Cluster; logFile: string },
): Promise<Error> {
  const why = cause instanceof Error ? cause.message : String(cause);
  if (cluster.isNew) {
    await rm(clusterPath(dataDir), { recursive: true, force: true });
    await rm(cluster.path, { recursive: true, force: true });
    return new EmbeddedCannotRunError(`PostgreSQL does not start: ${why}`, { cause });
  }
  const detail = `its PostgreSQL does not start: ${why} (see ${logFile})`;
  return new DataDirectoryError(
    { kind: "data_directory_unusable", directory: dataDir, detail },
    { cause },
  );
}

async function start(options: EmbeddedOptions, locks: DataLock[]) {
  const { dataDir, onFault } = options;
  const { cluster, server, version } = await prepare(options, locks).catch((cause: unknown) => {
    throw isOurs(cause) ? cause : cannotRun(cause);
  });
  const { postmaster, port } = await startOnFreePort(server).catch(async (cause: unknown) => {
    throw await cannotStart(cause, { dataDir, cluster, logFile: server.logFile });
  });
  const startAgain = async (again: PostmasterOptions) => {
    await endLeftover(cluster.path);
    return startPostmaster(again);
  };
  const supervised = supervise(postmaster, {
    start: () => startAgain({ ...server, port }),
    onFault,
  });
  return { cluster, port, version, stop: supervised.stop };
}

/**
 * Runs a real PostgreSQL as a child of this process, its data under `dataDir`, whose lock the caller holds. Fails with
 * `EmbeddedCannotRunError` if that is impossible on this machine.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const locks: DataLock[] = [];
  const release = async () => {
    for (const lock of locks.splice(0)) await lock.release();
  };
  try {
    const { cluster, port, version, stop } = await start(options, locks);
    const address = `127.0.0.1:${port}`;
    const url = `postgres://${EMBEDDED_USER}:${cluster.password}@${address}/postgres?sslmode=disable`;
    return {
      url,
      description: `PostgreSQL ${version} of our own on ${address}, data in ${cluster.path}`,
      stop: async () => {
        await stop();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/**
 * Starts a PostgreSQL, such as that of a host in development, with its data in a folder that is created if it is absent.
 * Throws an error of one line if the folder is in use, or if PostgreSQL cannot run on this machine.
 */
export async function startPostgres({
  dataDir,
  systemFolder = SYSTEM_FOLDER,
  onFault = (fault) => process.emitWarning(fault.message),
}: Pick<EmbeddedOptions, "dataDir"> & Partial<EmbeddedOptions>): Promise<EmbeddedPostgres> {
  await makeDirectory(dataDir);
  const directory = await realpath(dataDir);
  const lock = await lockDataDirectory(directory);
  const options = { dataDir: directory, systemFolder, onFault };
  const opened = await openEmbedded(options).catch(async (error: unknown) => {
    await lock.release();
    throw error;
  });
  const stop = async () => {
    await opened.stop();
    await lock.release();
  };
  let stopping: Promise<void> | undefined;
  return { ...opened, stop: () => (stopping ??= stop()) };
}
