import { randomUUID } from "node:crypto";
import pg from "pg";

const PATIENCE = 5_000;
/** Sessions held to force a statement out of the one in which it was named. */
const HOLDERS = 5;

/** No such statement in this session, or one of that name of another client. */
const LOST = new Set(["26000", "42P05"]);

/** Under a name of its own: one that another server names in another session at the same moment would be found there. */
const createProbe = () => ({
  name: `parley.probe.${randomUUID()}`,
  text: "select pg_backend_pid() as pid",
});

async function pidOf(client: pg.Client, query: string | pg.QueryConfig): Promise<number> {
  const { rows } = await client.query<{ pid: number }>(query);
  return rows[0]?.pid ?? 0;
}

/** A full pool makes its clients wait: then nothing was proved. */
const isUnproved = (fault: unknown) =>
  fault instanceof Error &&
  (fault.message === "Query read timeout" ||
    ("code" in fault && typeof fault.code === "string" && LOST.has(fault.code)));

/**
 * Whether a pooler keeps named statements: one is named in one session, which another client's transaction then
 * occupies, so that its next run is in another. If it cannot be proved, the result is no.
 */
export async function keepsStatements(url: string): Promise<boolean> {
  const clients: pg.Client[] = [];
  const open = async () => {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: PATIENCE,
      query_timeout: PATIENCE,
    });
    client.on("error", () => undefined);
    clients.push(client);
    await client.connect();
    return client;
  };
  try {
    const asker = await open();
    const probe = createProbe();
    const home = await pidOf(asker, probe);
    for (let held = 0; held < HOLDERS; held += 1) {
      await (await open()).query("begin isolation level read committed");
      if ((await pidOf(asker, probe)) !== home) return true;
    }
    return false;
  } catch (fault) {
    if (isUnproved(fault)) return false;
    throw fault;
  } finally {
    await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
  }
}
