import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { clientInSchema } from "./database-schema.ts";
import type { Database } from "./database.ts";
import type { HostClient } from "./host-client.ts";
import { callSettings } from "./session-settings.ts";

/** Runs calls in a transaction of another program. */
export interface HostTransaction {
  readonly db: Database;
  /**
   * Runs calls one after the other, each in a savepoint: one that fails changes nothing, and the transaction can go on.
   */
  run<Result>(call: () => Promise<Result>): Promise<Result>;
}

/** The transaction cannot be joined. The message is one line for the developer of the host. */
class TransactionError extends Error {
  override readonly name = "TransactionError";
}

/** The rows are made one by one: each value is read before it is set. */
const CHANGE = `
  with before as materialized (
    select name, value, current_setting(name) as setting from unnest($1::text[], $2::text[]) as x (name, value)
  )
  select name, setting, set_config(name, value, true), current_setting('transaction_isolation') as isolation from before`;
const RESTORE =
  "select set_config(name, setting, true) from unnest($1::text[], $2::text[]) as x (name, setting)";

interface Before {
  readonly name: string;
  readonly setting: string;
  readonly isolation: string;
}

const SAVEPOINT = "parley_call";
const OUTSIDE_OF_TRANSACTION = "25P01";

async function begin(client: HostClient): Promise<void> {
  try {
    await client.query(`savepoint ${SAVEPOINT}`);
  } catch (cause) {
    const isOutside =
      cause instanceof Error && "code" in cause && cause.code === OUTSIDE_OF_TRANSACTION;
    if (!isOutside) throw cause;
    throw new TransactionError(
      "Parley: the client is not in a transaction: begin one first, or use parley.transaction().",
      { cause },
    );
  }
}

async function inSettings<Result>(client: HostClient, call: () => Promise<Result>) {
  const { rows } = await client.query<Before>(CHANGE, [
    callSettings.map(({ name }) => name),
    callSettings.map(({ value }) => value),
  ]);
  const [first] = rows;
  // A call waits for locks, and has to see what was committed meanwhile.
  if (first !== undefined && first.isolation !== "read committed")
    throw new TransactionError(
      `Parley: the transaction is ${first.isolation}, and has to be read committed: begin it without an isolation level.`,
    );
  const result = await call();
  await client.query(RESTORE, [rows.map(({ name }) => name), rows.map(({ setting }) => setting)]);
  return result;
}

async function inSavepoint<Result>(
  client: HostClient,
  call: () => Promise<Result>,
): Promise<Result> {
  await begin(client);
  try {
    const result = await inSettings(client, call);
    await client.query(`release savepoint ${SAVEPOINT}`);
    return result;
  } catch (fault) {
    // This undoes the settings, too.
    await client.query(`rollback to savepoint ${SAVEPOINT}; release savepoint ${SAVEPOINT}`);
    throw fault;
  }
}

/** Drizzle over the client, whose transactions are savepoints. */
function openDatabase(given: HostClient, schema: string): Database {
  // Drizzle and prepared statements only call `query`.
  const client = clientInSchema(given as pg.PoolClient, schema);
  const db = drizzle({ client });
  const transaction = async (work: (tx: typeof db) => Promise<unknown>) => {
    await client.query("savepoint parley_step");
    try {
      const result = await work(db);
      await client.query("release savepoint parley_step");
      return result;
    } catch (fault) {
      await client.query("rollback to savepoint parley_step; release savepoint parley_step");
      throw fault;
    }
  };
  // In a transaction `db` runs the same statements as Drizzle's `tx`; nothing calls `tx.rollback`.
  return Object.assign(db, { transaction, schema, keepsStatements: false }) as unknown as Database;
}

/** Opens the transaction that a client of the host is in. */
export function openHostTransaction(client: HostClient, schema: string): HostTransaction {
  let last: Promise<unknown> = Promise.resolve();
  return {
    db: openDatabase(client, schema),
    run(call) {
      const result = last.then(() => inSavepoint(client, call));
      last = result.catch(() => undefined);
      return result;
    },
  };
}
