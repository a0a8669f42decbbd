import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { DatabaseUnavailableError } from "../database-unavailable.ts";
import { lockDataDirectory, type DataLock } from "../data-lock.ts";
import { prepareBinaries } from "./embedded/binaries.ts";
import { EmbeddedCannotRunError } from "./embedded/cannot-run.ts";
import { EMBEDDED_USER, openCluster } from "./embedded/cluster.ts";
import { freePort } from "./embedded/free-port.ts";
import { clusterPath, findHome, linkHome } from "./embedded/home.ts";
import { endLeftover } from "./embedded/leftover.ts";
import { chooseOwner } from "./embedded/owner.ts";
import { findPostgresPackage } from "./embedded/package.ts";
import { startPostmaster, type Postmaster, type PostmasterOptions } from "./embedded/postmaster.ts";
import { supervise } from "./embedded/supervise.ts";
import type { OpenEngine } from "./engine.ts";
import { createPool, type OnFault } from "./pool.ts";

/** Where root keeps what the user who runs PostgreSQL could not reach otherwise. */
export const SYSTEM_FOLDER = "/var/lib/parley";

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly onFault: OnFault;
  readonly systemFolder: string;
}

/** Somebody took the port in between, or backends of a killed server are about to end. */
const WORTH_ANOTHER_TRY = /could not (bind|create any TCP)|is still in use/;
const ATTEMPTS = 20;

async function startOnFreePort(
  options: Omit<PostmasterOptions, "port">,
): Promise<{ postmaster: Postmaster; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      return { postmaster: await startPostmaster({ ...options, port }), port };
    } catch (error) {
      const again = error instanceof Error && WORTH_ANOTHER_TRY.test(error.message);
      if (!again || attempt === ATTEMPTS) throw error;
      await pause(250);
    }
  }
}

/** Opens the cluster of a data directory and starts a server on it. The caller holds the directory's lock. */
async function startServer({ dataDir, onFault, systemFolder }: EmbeddedOptions, locks: DataLock[]) {
  const found = await findPostgresPackage();
  const owner = await chooseOwner(clusterPath(dataDir));
  const binaries = await prepareBinaries(found, { owner, systemFolder });
  const home = await findHome(dataDir, { owner, systemFolder });
  // A copied checkout has a copy of the link, so the place that it points to needs a lock of its own.
  if (home !== dataDir) locks.push(await lockDataDirectory(home));
  const cluster = await openCluster(home, { owner, binaries, major: found.major });
  await linkHome(home, dataDir);
  await endLeftover(cluster.path);
  const options = { binaries, owner, cluster: cluster.path, logFile: join(home, "postgres.log") };
  try {
    const { postmaster, port } = await startOnFreePort(options);
    const start = async () => {
      await endLeftover(cluster.path);
      return startPostmaster({ ...options, port });
    };
    return {
      cluster,
      port,
      version: found.version,
      server: supervise(postmaster, { start, onFault }),
    };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    if (cluster.isNew) {
      await rm(clusterPath(dataDir), { recursive: true, force: true });
      await rm(cluster.path, { recursive: true, force: true });
      throw new EmbeddedCannotRunError(`PostgreSQL does not start: ${why}`, { cause });
    }
    throw new DatabaseUnavailableError(
      {
        kind: "data_directory_unusable",
        directory: dataDir,
        detail: `its PostgreSQL does not start: ${why} (see ${options.logFile})`,
      },
      { cause },
    );
  }
}

/**
 * Runs a real PostgreSQL as a child of this process, its data under `dataDir`. Fails with
 * `EmbeddedCannotRunError` where that is impossible on this machine.
 */
export async function openEmbedded(
  options: EmbeddedOptions,
): Promise<OpenEngine & { url: string }> {
  const locks: DataLock[] = [];
  const release = async () => {
    for (const lock of locks.splice(0)) await lock.release();
  };
  try {
    const { cluster, port, version, server } = await startServer(options, locks);
    const url = `postgres://${EMBEDDED_USER}:${cluster.password}@127.0.0.1:${port}/postgres?sslmode=disable`;
    return {
      pool: createPool(url, options.onFault),
      url,
      description: `PostgreSQL ${version} of our own on 127.0.0.1:${port}, data in ${cluster.path}`,
      stop: async () => {
        await server.stop();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}
