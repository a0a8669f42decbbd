import { once } from "node:events";
import { createServer } from "node:http";
import { startTestServer } from "@parley/embedded-postgres/testing/start-server";
import { createDatabase } from "../database.ts";
import { createPool } from "../engines/pool.ts";
import { migrate } from "../migrate.ts";
import { administer, withDatabase } from "./administer.ts";
import { makeHostile } from "./hostile-settings.ts";

/** The reply to a test file that requests PostgreSQL. `template` is a migrated database to copy. */
export type PostgresAnswer =
  | {
      readonly kind: "ready";
      readonly url: string;
      readonly template: string;
      readonly isHostile: boolean;
    }
  | { readonly kind: "absent"; readonly reason: string; readonly isFailure: boolean };

/** Serves the test files of one run. Nothing is started before the first request. */
export interface PostgresService {
  readonly address: string;
  close(): Promise<void>;
}

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

async function useServer(givenUrl: string | undefined): Promise<Server> {
  return givenUrl === undefined
    ? startTestServer()
    : { url: givenUrl, stop: async () => undefined };
}

/** A locale in which dotless and dotted i are two letters, and words sort by the rules of a language. */
const TURKISH = "template template0 locale_provider icu icu_locale 'tr-TR'";

/** A database with an unusual locale and unusual settings. */
async function createHostile(url: string, name: string): Promise<void> {
  await administer(url, `create database ${name} ${TURKISH}`);
  await makeHostile(withDatabase(url, name));
}

/** Migrates the database that test files copy. */
async function migrateTemplate(url: string, name: string): Promise<void> {
  const pool = createPool(withDatabase(url, name), () => undefined);
  try {
    await migrate(createDatabase(pool));
  } finally {
    await pool.end();
  }
}

export interface PostgresServiceOptions {
  /** A server to use instead of ours. */
  readonly givenUrl?: string | undefined;
  /** Whether its databases carry hostile settings and an unusual locale. */
  readonly isHostile?: boolean | undefined;
}

/** Starts the service of one test run. */
export async function servePostgres({
  givenUrl,
  isHostile = false,
}: PostgresServiceOptions): Promise<PostgresService> {
  const cleanUp: (() => Promise<void>)[] = [];
  const start = async (): Promise<PostgresAnswer> => {
    try {
      const server = await useServer(givenUrl);
      cleanUp.unshift(server.stop);
      const template = `parley_template_${process.pid}_${Date.now()}`;
      if (isHostile) await createHostile(server.url, template);
      else await administer(server.url, `create database ${template}`);
      cleanUp.unshift(() => administer(server.url, `drop database ${template}`));
      await migrateTemplate(server.url, template);
      return { kind: "ready", url: server.url, template, isHostile };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      console.warn(`PostgreSQL suites do not run here: ${reason}`);
      // PostgreSQL may be missing on a machine, but not if a server was named, or in CI.
      const isFailure = givenUrl !== undefined || process.env["CI"] === "true";
      return { kind: "absent", reason, isFailure };
    }
  };
  let answer: Promise<PostgresAnswer> | undefined;
  const http = createServer((_request, response) => {
    answer ??= start();
    void answer.then((value) => response.end(JSON.stringify(value)));
  }).listen(0, "127.0.0.1");
  await once(http, "listening");
  const bound = http.address();
  if (bound === null || typeof bound === "string") throw new Error("no port was given");
  return {
    address: `http://127.0.0.1:${bound.port}/`,
    close: async () => {
      http.closeAllConnections();
      http.close();
      await answer;
      for (const step of cleanUp) await step().catch((error: unknown) => console.warn(error));
    },
  };
}
