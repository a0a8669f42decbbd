import type { Database } from "@parley/db/database";
import type { FastifyInstance } from "fastify";
import { upTo } from "../up-to.ts";
import { sendProblem } from "./errors.ts";
import { refusal } from "./problem.ts";

/** A database that takes longer than this to answer does not count as there, in milliseconds. */
const PATIENCE = 2_000;

async function answers(db: Database): Promise<boolean> {
  try {
    return await upTo(PATIENCE, db.$client.query("select 1"));
  } catch {
    return false;
  }
}

/** `/healthz`: the process lives. `/readyz`: it can serve, which needs the database and ends with a drain. */
export function serveHealth(app: FastifyInstance, db: Database): void {
  app.get("/healthz", async () => ({ status: "ok" }));
  app.get("/readyz", async (_, reply) => {
    if (await answers(db)) return { status: "ok" };
    sendProblem(reply, refusal("unavailable"));
    return reply;
  });
}
