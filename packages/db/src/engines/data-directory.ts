import { realpath, stat } from "node:fs/promises";
import { hasCluster, openEmbedded } from "@parley/embedded-postgres";
import { lockDataDirectory, makeDirectory } from "@parley/embedded-postgres/data-lock";
import { DataDirectoryError, EmbeddedCannotRunError } from "@parley/embedded-postgres/errors";
import { DatabaseUnavailableError } from "../database-unavailable.ts";
import type { OpenEngine } from "./engine.ts";
import { inProcessFolder, openFolderInProcess } from "./in-process.ts";
import { createPool, type OnFault } from "./pool.ts";

/** An engine that runs on a data directory, with notices for the operator. */
export interface OpenDirectory extends OpenEngine {
  readonly engine: "embedded" | "in-process";
  readonly warnings: readonly string[];
}

export interface DirectoryOptions {
  readonly dataDir: string;
  readonly systemFolder: string;
  readonly onFault: OnFault;
}

const NOT_SYNCED =
  "The in-process database does not sync to disk: a power loss may take the last messages. Set DATABASE_URL for anything that matters.";

const exists = async (path: string) => (await stat(path).catch(() => null)) !== null;

function unusable(directory: string, cause: unknown, prefix = "") {
  const detail = prefix + (cause instanceof Error ? cause.message : String(cause));
  return new DatabaseUnavailableError(
    { kind: "data_directory_unusable", directory, detail },
    { cause },
  );
}

const unavailable = (cause: DataDirectoryError) =>
  new DatabaseUnavailableError(cause.problem, { cause });

/** Creates the directory and takes its lock, which is released after the engine has stopped. */
async function withLock<Engine extends OpenEngine>(
  directory: string,
  open: (dataDir: string) => Promise<Engine>,
): Promise<Engine> {
  const make = async () => {
    await makeDirectory(directory);
    const dataDir = await realpath(directory);
    return { dataDir, lock: await lockDataDirectory(dataDir) };
  };
  const { dataDir, lock } = await make().catch((error: unknown) => {
    throw error instanceof DataDirectoryError ? unavailable(error) : unusable(directory, error);
  });
  try {
    const opened = await open(dataDir);
    const stop = async () => {
      try {
        await opened.stop();
      } finally {
        await lock.release();
      }
    };
    return { ...opened, stop };
  } catch (error) {
    await lock.release();
    throw error instanceof DataDirectoryError ? unavailable(error) : error;
  }
}

async function inProcess(dataDir: string, onFault: OnFault, reasons: readonly string[]) {
  const opened = await openFolderInProcess(dataDir, onFault).catch((error: unknown) => {
    throw unusable(dataDir, error, "PGlite does not open it: ");
  });
  return { ...opened, engine: "in-process" as const, warnings: [...reasons, NOT_SYNCED] };
}

/** Runs PGlite on a data directory. */
export function openDirectoryInProcess({
  dataDir,
  onFault,
}: DirectoryOptions): Promise<OpenDirectory> {
  return withLock(dataDir, (directory) => inProcess(directory, onFault, []));
}

/**
 * Runs PostgreSQL on a data directory, or PGlite if PostgreSQL cannot run. Existing data decide: neither engine starts
 * next to the data of the other, because that would look like data loss.
 */
export function openDirectory({ dataDir, ...options }: DirectoryOptions): Promise<OpenDirectory> {
  return withLock(dataDir, async (directory): Promise<OpenDirectory> => {
    const embeddedData = await hasCluster(directory);
    const folder = inProcessFolder(directory);
    if (!embeddedData && (await exists(folder))) {
      const stays = `The database in ${folder} was created in process and stays so. Remove it to start with PostgreSQL.`;
      return inProcess(directory, options.onFault, [stays]);
    }
    try {
      const { url, description, stop } = await openEmbedded({ dataDir: directory, ...options });
      const pool = createPool(url, options.onFault);
      return { pool, description, stop, engine: "embedded", warnings: [] };
    } catch (error) {
      if (!(error instanceof EmbeddedCannotRunError)) throw error;
      if (embeddedData) throw unusable(directory, error, "its PostgreSQL cannot run here: ");
      const instead = `PostgreSQL cannot run here (${error.message}), so the database runs in process.`;
      return inProcess(directory, options.onFault, [instead]);
    }
  });
}
