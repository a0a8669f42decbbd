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

/** Starts a new cluster in `folder`, which is deleted when it stops. */
export async function startDatabase(folder: string, layout: Layout): Promise<Database> {
  await mkdir(folder, { recursive: true });
  const home = await mkdtemp(join(folder, "cluster-"));
  const child = startChild({
    command: pinned(layout, "serving", [process.execPath, program, home, join(home, "system")]),
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
  const [row] = await runOnce<{ server_version: string }>(
    urlOf("postgres"),
    "show server_version",
    [],
  );
  return {
    description: `PostgreSQL ${row?.server_version ?? "?"}, embedded, fsync on`,
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
