import { readSchemaState, rehearseMigrations } from "@parley/db/migrate";
import type { Session } from "@parley/db/session";
import { StartupProblem } from "@parley/standalone/startup-problem";
import { createStaging } from "./staging/create-staging.ts";

/** How long a second import waits for the first: a killed one is gone within moments. */
const PATIENCE = "3s";
const LOCK_NOT_AVAILABLE = "55P03";

/** One import at a time. The lock ends with the session. */
export async function takeImportLock({ client }: Session): Promise<void> {
  await client.query(`set lock_timeout = '${PATIENCE}'`);
  try {
    await client.query(`select pg_advisory_lock(hashtext('"parley".import'))`);
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === LOCK_NOT_AVAILABLE))
      throw cause;
    throw new StartupProblem(
      "Another import is under way on this database. Wait until it has ended.",
      {
        cause,
      },
    );
  }
  await client.query("set lock_timeout = 0");
}

/**
 * Runs a check that leaves nothing in the database. If the schema exists, the session is read-only, and the database
 * itself refuses a write. Otherwise the schema is created and rolled back.
 */
export async function rolledBack<Result>(
  session: Session,
  look: () => Promise<Result>,
): Promise<Result> {
  const { client, schema } = session;
  const state = await readSchemaState(client, schema);
  switch (state) {
    case "older":
      throw new StartupProblem(
        "The database is older than this version of Parley. Start the server once, or run npm run db:migrate; then check.",
      );
    case "current":
      await createStaging(session);
      await client.query("set session characteristics as transaction read only");
      return look();
    case "absent":
      await client.query("begin isolation level read committed");
      await rehearseMigrations(client, schema);
      await createStaging(session);
      try {
        return await look();
      } finally {
        await client.query("rollback");
      }
  }
}
