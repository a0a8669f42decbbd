import { mkdir, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sessionConfig } from "@parley/db/session-settings";
import pg from "pg";
import { type Layout, pinned } from "./cores.ts";
import { startChild } from "./child.ts";
import { cpuSeconds } from "./process-tree.ts";

/** A PostgreSQL for this run, `fsync` on, on its core. */
export interface Database {
  readonly description: string;
  /** The postmaster, whose children are its processes. */
  readonly pid: number;
  urlOf(name: string): string;
  /** Recreates a database, as a copy if a template is named. */
  create(name: string, template?: string): Promise<void>;
  drop(name: string): Promise<void>;
  /** Runs one statement on a new connection. */
  run<Row extends pg.QueryResultRow>(
    name: string,
    text: string,
    values?: unknown[],
  ): Promise<Row[]>;
  /** Runs a checkpoint, so that the next measurement does not pay for the one before. */
  settle(): Promise<void>;
  /** CPU seconds used so far, backends included. */
  cpu(): number;
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL("database-process.ts", import.meta.url));

async function runOnce<Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const client = new pg.Client({ ...sessionConfig(url) });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/**
 * Starts a new cluster in `folder`, which is deleted when it stops: of the embedded PostgreSQL, or of the programs in a
 * directory such as /usr/lib/postgresql/15/bin, with their own defaults.
 */
export async function startDatabase(
  folder: string,
  layout: Layout,
  programs?: string,
): Promise<Database> {
  await mkdir(folder, { recursive: true });
  const home = await mkdtemp(join(folder, "cluster-"));
  const child = startChild({
    command: pinned(layout, "serving", [
      process.execPath,
      program,
      home,
      ...(programs === undefined ? [] : [programs]),
    ]),
    env: {},
  });
  const address = await child.line(/listening (\S+)/);
  const urlOf = (name: string) => {
    const url = new URL(address);
    url.pathname = `/${name}`;
    return url.href;
  };
  const admin = (text: string) => runOnce(urlOf("postgres"), text, []);
  const drop = async (name: string) =>
    void (await admin(`drop database if exists ${name} with (force)`));
  const [row] = await runOnce<{ version: string; compiles: boolean }>(
    urlOf("postgres"),
    // A session of Parley turns JIT off; what counts here is whether there is LLVM at all.
    `with changed as materialized (select set_config('jit', 'on', false))
     select current_setting('server_version') as version, pg_jit_available() as compiles from changed`,
    [],
  );
  const kind = programs ?? "embedded";
  const llvm = row?.compiles === true ? "with LLVM" : "without LLVM";
  return {
    description: `PostgreSQL ${row?.version ?? "?"} (${kind}, ${llvm}), fsync on`,
    pid: child.pid,
    urlOf,
    drop,
    async create(name, template) {
      await drop(name);
      await admin(
        `create database ${name}${template === undefined ? "" : ` template ${template}`}`,
      );
    },
    run: (name, text, values = []) => runOnce(urlOf(name), text, values),
    settle: async () => void (await admin("checkpoint")),
    cpu: () => cpuSeconds(child.pid),
    stop: child.stop,
  };
}
