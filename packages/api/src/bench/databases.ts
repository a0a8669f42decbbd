import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { connect, type Connection } from "@parley/db/connect";
import { migrate } from "@parley/db/migrate";
import { openEmbedded } from "@parley/embedded-postgres";

/** A PostgreSQL for this run, with `fsync` on; its data are deleted with it. */
export interface Databases extends AsyncDisposable {
  readonly description: string;
  /** Opens a database, creating and migrating it if needed, with the usual session settings or others. */
  open(name: string, setting?: string): Promise<Connection>;
}

export async function startDatabases(folder: string): Promise<Databases> {
  const dataDir = await mkdtemp(join(folder, "parley-bench-"));
  const onFault = (fault: Error) => console.error(fault.message);
  const systemFolder = join(dataDir, "system");
  const server = await openEmbedded({ dataDir, systemFolder, onFault });
  const administration = await connect({ engine: "postgres", url: server.url }, { onFault });
  const { $client: admin } = administration.db;
  const opened: Connection[] = [];
  return {
    description: server.description.replace(/ of our own.*/, ", embedded, fsync on"),
    async open(name, setting) {
      const url = new URL(server.url);
      const { rows } = await admin.query("select from pg_database where datname = $1", [name]);
      if (rows.length === 0) await admin.query(`create database ${name}`);
      url.pathname = `/${name}`;
      // Replaces the session settings of the pool.
      if (setting !== undefined) url.searchParams.set("options", `-c ${setting}`);
      const connection = await connect({ engine: "postgres", url: url.href }, { onFault });
      opened.push(connection);
      await migrate(connection.db);
      return connection;
    },
    async [Symbol.asyncDispose]() {
      for (const connection of opened) await connection.close();
      await administration.close();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
