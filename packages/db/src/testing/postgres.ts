import { randomUUID } from "node:crypto";
import { createDatabase } from "../database.ts";
import { createPool, endPool } from "../engines/pool.ts";
import { administer, withDatabase } from "./administer.ts";
import { prepareEmptyTables } from "./empty-tables.ts";
import { makeHostile } from "./hostile-settings.ts";
import type { PostgresAnswer } from "./postgres-service.ts";
import type { PostgresTestDatabase } from "./test-database.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** URL at which test files request PostgreSQL. */
    parleyPostgresService: string;
  }
}

/** Requests PostgreSQL from the service of this test run, which starts it on the first request. */
export async function askForPostgres(): Promise<PostgresAnswer> {
  const { inject } = await import("vitest");
  const address: string | undefined = inject("parleyPostgresService");
  if (address === undefined) {
    const reason = "this Vitest project lacks the global setup of packages/db";
    return { kind: "absent", reason, isFailure: true };
  }
  const response = await fetch(address);
  // The service is ours, and returns nothing else.
  return (await response.json()) as PostgresAnswer;
}

/** A new database on the PostgreSQL of this test run, with the schema. */
export async function createPostgresTestDatabase(): Promise<PostgresTestDatabase> {
  const answer = await askForPostgres();
  if (answer.kind === "absent") throw new Error(`PostgreSQL does not run here: ${answer.reason}`);
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await administer(answer.url, `create database ${name} template ${answer.template}`);
  const url = withDatabase(answer.url, name);
  // A copy has the locale of its template, and none of its settings.
  if (answer.isHostile) await makeHostile(url);
  // `drop database with (force)` ends sessions that a test left behind, which is expected. What a test commits is
  // visible to all; no test of this pool outlives a crash of its server.
  const pool = createPool(url, () => undefined, { changes: { synchronous_commit: "off" } });
  let closing: Promise<void> | null = null;
  const close = async () => {
    await endPool(pool);
    await administer(answer.url, `drop database if exists ${name} with (force)`);
  };
  return {
    url,
    db: createDatabase(pool),
    reset: await prepareEmptyTables(pool),
    close: () => (closing ??= close()),
  };
}
