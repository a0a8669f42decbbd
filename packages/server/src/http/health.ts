import type { Database } from "@parley/db/database";
import type { FastifyInstance } from "fastify";
import { singleFlight } from "@parley/concurrency/single-flight";
import { withTimeout } from "@parley/concurrency/with-timeout";
import { sendProblem } from "./errors.ts";
import { refusal } from "./problem.ts";

/** A database that takes longer than this to answer counts as unavailable, in milliseconds. */
const PATIENCE = 2_000;

/** A database that is read-only, or a standby after a failover, answers and stores nothing. */
const WRITES =
  "select 1 where current_setting('transaction_read_only') = 'off' and not pg_is_in_recovery()";

/** Whether the database accepts writes now. */
export async function takesWrites(db: Database): Promise<boolean> {
  try {
    const query = db.$client.query(WRITES);
    return (await withTimeout(PATIENCE, query)) && (await query).rows.length === 1;
  } catch {
    return false;
  }
}

/**
 * `/healthz`: the process runs. `/readyz`: it can serve, which needs a database that accepts writes, and ends with a
 * drain.
 */
export function serveHealth(app: FastifyInstance, db: Database): void {
  // Not limited by address: many requests share one query.
  const isReady = singleFlight(() => takesWrites(db));
  app.get("/healthz", async () => ({ status: "ok" }));
  app.get("/readyz", async (_, reply) => {
    if (await isReady()) return { status: "ok" };
    sendProblem(reply, refusal("unavailable"));
    return reply;
  });
}
