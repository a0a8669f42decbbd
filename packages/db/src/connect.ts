import { createDatabase, type Database } from "./database.ts";
import { openDirectory, openDirectoryInProcess } from "./engines/data-directory.ts";
import { SYSTEM_FOLDER } from "./engines/embedded.ts";
import type { OpenEngine } from "./engines/engine.ts";
import { openMemoryInProcess } from "./engines/in-process.ts";
import { endPool, type OnFault } from "./engines/pool.ts";
import { openPostgres } from "./engines/postgres.ts";

/** What answers behind a connection. */
export type Engine = "embedded" | "postgres" | "in-process";

/**
 * Which database to open. `embedded` falls back to `in-process` on a machine where PostgreSQL cannot run.
 * A `dataDir` of null is memory.
 */
export type DatabaseTarget =
  | { readonly engine: "embedded"; readonly dataDir: string }
  | { readonly engine: "postgres"; readonly url: string }
  | { readonly engine: "in-process"; readonly dataDir: string | null };

export interface ConnectOptions {
  /** Hears of what went wrong in the background and is put right there: for the log. */
  readonly onFault?: OnFault | undefined;
  /** Where root keeps what the user who runs PostgreSQL could not reach in the data directory. */
  readonly systemFolder?: string | undefined;
}

/** An open database. */
export interface Connection {
  readonly db: Database;
  readonly engine: Engine;
  /** One line for the log: what it is and where, never a password. */
  readonly description: string;
  /** What the operator must know, one plain sentence each. */
  readonly warnings: readonly string[];
  /** Ends the pool, stops what `connect` started, frees the data directory. Safe to repeat. */
  close(): Promise<void>;
}

interface Opened extends OpenEngine {
  readonly engine: Engine;
  readonly warnings: readonly string[];
}

async function open(target: DatabaseTarget, options: ConnectOptions): Promise<Opened> {
  const { onFault = () => undefined, systemFolder = SYSTEM_FOLDER } = options;
  switch (target.engine) {
    case "embedded":
      return openDirectory({ dataDir: target.dataDir, systemFolder, onFault });
    case "postgres":
      return { engine: "postgres", warnings: [], ...(await openPostgres(target.url, onFault)) };
    case "in-process": {
      const { dataDir } = target;
      if (dataDir !== null) return openDirectoryInProcess({ dataDir, systemFolder, onFault });
      return { engine: "in-process", warnings: [], ...(await openMemoryInProcess(onFault)) };
    }
  }
}

/**
 * Opens a database: the one way to one. Every engine is a `pg` Pool under the same drizzle driver.
 * Fails with `DatabaseUnavailableError`, whose message is one line for the operator.
 */
export async function connect(
  target: DatabaseTarget,
  options: ConnectOptions = {},
): Promise<Connection> {
  const { pool, engine, description, warnings, stop } = await open(target, options);
  let closing: Promise<void> | null = null;
  return {
    db: createDatabase(pool),
    engine,
    description,
    warnings,
    close: () => {
      closing ??= endPool(pool).then(stop);
      return closing;
    },
  };
}
