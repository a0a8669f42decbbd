import { fileURLToPath } from "node:url";
import { settlePolicy } from "@parley/api/domain/relations/settle-policy";
import { createPlatform } from "@parley/api/platform";
import { connect, type Connection } from "@parley/db/connect";
import { migrate } from "@parley/db/migrate";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { buildApp } from "./app.ts";
import { loadDemoProgramme } from "./demo/load-programme.ts";
import type { Env } from "./env.ts";
import { startHousekeeping } from "./housekeeping.ts";
import { createDoorkeeper } from "./identity.ts";
import { createLogger } from "./logs/logger.ts";

/** A server that answers. */
export interface RunningServer {
  readonly url: string;
  readonly database: Pick<Connection, "description" | "warnings">;
  readonly isDemo: boolean;
  /** Drains the server, then closes what lies below it. */
  stop(): Promise<void>;
}

const webRoot = fileURLToPath(new URL("../../web/dist", import.meta.url));

/** An address that a person on this machine can open. */
function urlOf(app: FastifyInstance): string {
  const bound = app.addresses().find((candidate) => typeof candidate !== "string");
  if (bound === undefined) throw new Error("the server does not listen");
  const { address, family, port } = bound;
  if (address === "0.0.0.0" || address === "::") return `http://localhost:${port}`;
  return family === "IPv6" ? `http://[${address}]:${port}` : `http://${address}:${port}`;
}

interface Foundation {
  readonly env: Env;
  readonly database: Connection;
  readonly logger: FastifyBaseLogger;
}

async function serve({ env, database, logger }: Foundation): Promise<RunningServer> {
  const { db } = database;
  await migrate(db);
  const platform = createPlatform({ db, policy: env.policy });
  await settlePolicy(platform);
  const doorkeeper = await createDoorkeeper(env, platform);
  const isDemo = doorkeeper.demo !== undefined;
  if (isDemo) await loadDemoProgramme({ db, clock: platform.clock });
  const app = await buildApp({
    platform,
    ...doorkeeper,
    allowedOrigins: env.allowedOrigins,
    webRoot,
    logger,
  });
  await app.listen({ port: env.port, host: env.host });
  const stopHousekeeping = startHousekeeping(platform, {
    onFault: (err) => logger.warn({ err }, "housekeeping failed"),
  });
  return {
    url: urlOf(app),
    database,
    isDemo,
    async stop() {
      await app.close();
      await stopHousekeeping();
      platform.presence.close();
      await database.close();
    },
  };
}

/** Opens the database, brings it up to date, and serves. Leaves nothing open when it fails. */
export async function startServer(env: Env): Promise<RunningServer> {
  const { databaseUrl: url, dataDir, logLevel: level } = env;
  const logger = createLogger({ level });
  const database = await connect(
    url === undefined ? { engine: "embedded", dataDir } : { engine: "postgres", url },
    { onFault: (err) => logger.warn({ err }, "a database connection broke") },
  );
  try {
    return await serve({ env, database, logger });
  } catch (fault) {
    await database.close();
    throw fault;
  }
}
