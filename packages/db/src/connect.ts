import { SYSTEM_FOLDER } from "@parley/embedded-postgres";
import type pg from "pg";
import { checkSchemaName, createDatabase, type Database } from "./database.ts";
import { DEFAULT_SCHEMA } from "./database-schema.ts";
import { openDirectory, openDirectoryInProcess } from "./engines/data-directory.ts";
import type { OpenEngine, OpenPooled } from "./engines/engine.ts";
import { openMemoryInProcess } from "./engines/in-process.ts";
import { endPool, type OnFault } from "./engines/pool.ts";
import { openPooled } from "./engines/pooled.ts";
import { openPostgres } from "./engines/postgres.ts";
import { identify } from "./engines/pooled/sessions.ts";

/** The engine behind a connection. */
export type Engine = "embedded" | "postgres" | "in-process";

/**
 * Which database to open. `embedded` falls back to `in-process` on a machine where PostgreSQL cannot run. A `dataDir`
 * of null is in memory. With a `directUrl`, `url` is a pooler in front of the same server.
 */
export type DatabaseTarget =
  | { readonly engine: "embedded"; readonly dataDir: string }
  | {
      readonly engine: "postgres";
      readonly url: string;
      readonly directUrl?: string | undefined;
      /** The most connections to each of the two; ten by default. */
      readonly connections?: number | undefined;
    }
  | { readonly engine: "in-process"; readonly dataDir: string | null };

/** Which database, and how to use it. */
export interface ConnectOptions {
  /** The PostgreSQL schema with the tables: `parley` by default. */
  readonly schema?: string | undefined;
  /** Called with errors in the background that were recovered from: for the log. */
  readonly onFault?: OnFault | undefined;
  /** Folder for the cluster if the data directory of root is not accessible to the user who runs PostgreSQL. */
  readonly systemFolder?: string | undefined;
}

/** An open database. */
export interface Connection {
  readonly db: Database;
  /** Connections that are server sessions, as migrations need them: `db` itself, without a pooler. */
  readonly direct: Database;
  readonly engine: Engine;
  /** One line for the log: engine and place, never a password. */
  readonly description: string;
  /** What the operator must know, one plain sentence each. */
  readonly warnings: readonly string[];
  /**
   * A client without Parley's settings, not connected yet: its session looks names up as those of other programs do.
   * Absent if no other program uses the database, which Parley started.
   */
  readonly createPlainClient?: (() => pg.Client) | undefined;
  /** Identifies the database of a running server, whatever address it is opened by. */
  identify(): Promise<string>;
  /** Ends the pool, stops what `connect` started, releases the data directory. Idempotent. */
  close(): Promise<void>;
}

/** Unnamed, so that each run is planned again. */
const LOSES_STATEMENTS =
  "The pooler does not keep named statements, which costs the database up to half as much again: set max_prepared_statements, in PgBouncer 1.21 or newer.";

async function openByPooler(target: Parameters<typeof openPooled>[0], onFault: OnFault) {
  const opened = await openPooled(target, onFault);
  const warnings = [...opened.warnings, ...(opened.keepsStatements ? [] : [LOSES_STATEMENTS])];
  return { engine: "postgres", ...opened, warnings } as const;
}

interface Opened
  extends
    OpenEngine,
    Partial<Pick<OpenPooled, "direct" | "keepsStatements" | "createPlainClient">> {
  readonly engine: Engine;
  readonly warnings: readonly string[];
}

async function open(target: DatabaseTarget, options: ConnectOptions): Promise<Opened> {
  const { onFault = () => undefined, systemFolder = SYSTEM_FOLDER } = options;
  switch (target.engine) {
    case "embedded":
      return openDirectory({ dataDir: target.dataDir, systemFolder, onFault });
    case "postgres": {
      const { url, directUrl, connections } = target;
      if (directUrl !== undefined) return openByPooler({ url, directUrl, connections }, onFault);
      return { engine: "postgres", ...(await openPostgres(url, onFault, connections)) };
    }
    case "in-process": {
      const { dataDir } = target;
      if (dataDir !== null) return openDirectoryInProcess({ dataDir, systemFolder, onFault });
      return { engine: "in-process", warnings: [], ...(await openMemoryInProcess(onFault)) };
    }
  }
}

/**
 * Opens a database. Every engine is a `pg` Pool under the same drizzle driver. Fails with `DatabaseUnavailableError`,
 * whose message is one line for the operator.
 */
export async function connect(
  target: DatabaseTarget,
  options: ConnectOptions = {},
): Promise<Connection> {
  const { schema = DEFAULT_SCHEMA } = options;
  checkSchemaName(schema);
  const opened = await open(target, options);
  const { pool, direct, keepsStatements, engine, description, warnings, stop } = opened;
  const db = createDatabase(pool, { schema, keepsStatements });
  let closing: Promise<void> | null = null;
  return {
    db,
    direct: direct === undefined ? db : createDatabase(direct, { schema }),
    engine,
    description: schema === DEFAULT_SCHEMA ? description : `${description}, schema ${schema}`,
    warnings,
    createPlainClient: opened.createPlainClient,
    identify: () =>
      engine === "in-process" ? Promise.resolve(description) : identify(direct ?? pool),
    close: () => {
      closing ??= Promise.all([pool, ...(direct === undefined ? [] : [direct])].map(endPool)).then(
        stop,
      );
      return closing;
    },
  };
}
