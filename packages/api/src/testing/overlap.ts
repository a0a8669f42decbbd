import type { Database, Executor } from "@parley/db/database";
import { type SQL, sql } from "drizzle-orm";
import { expect, vi } from "vitest";

/** Resolves once this many statements of this database wait for a lock, and rejects if their number stops changing before. */
export async function untilWaiting(db: Executor, statements: number): Promise<void> {
  await vi.waitFor(
    async () => {
      // A transaction sees one snapshot of the activity, unless it requests a new one.
      await db.execute(sql`select pg_stat_clear_snapshot()`);
      const { rows } = await db.execute<{ waiting: number }>(sql`
        select count(*)::int as waiting from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`);
      expect(rows[0]?.waiting).toBeGreaterThanOrEqual(statements);
    },
    { interval: 5 },
  );
}

export interface Overlap<Result> {
  /** A statement that takes a lock that the work needs. */
  readonly lock: SQL;
  /**
   * How many statements have to wait before the lock is released. The pool has ten connections, and one holds the lock.
   */
  readonly waiting: number;
  readonly begin: () => readonly Promise<Result>[];
  /** What starts once the first do wait, and how many statements have to wait then. */
  readonly next?: Pick<Overlap<Result>, "waiting" | "begin">;
}

/** Starts calls while a lock is held that they need, and releases it once they wait for it: so they did overlap. */
export async function overlapping<Result>(
  db: Database,
  { lock, waiting, begin, next }: Overlap<Result>,
): Promise<PromiseSettledResult<Result>[]> {
  const settled = await db.transaction(async (tx) => {
    await tx.execute(lock);
    const first = Promise.allSettled(begin());
    await untilWaiting(tx, waiting);
    const second = Promise.allSettled(next?.begin() ?? []);
    if (next !== undefined) await untilWaiting(tx, next.waiting);
    // In a list, so that the transaction does not await them.
    return [Promise.all([first, second])] as const;
  });
  return (await settled[0]).flat();
}

/** The number of deadlocks that PostgreSQL has resolved in this database. */
export async function deadlocksOf({ $client: pool }: Database): Promise<number> {
  // Each connection reports its statistics only when told to, so all of them are asked at once.
  const clients = await Promise.all(Array.from({ length: pool.totalCount }, () => pool.connect()));
  try {
    await Promise.all(clients.map((client) => client.query("select pg_stat_force_next_flush()")));
  } finally {
    for (const client of clients) client.release();
  }
  const { rows } = await pool.query<{ deadlocks: number }>(
    "select deadlocks::int from pg_stat_database where datname = current_database()",
  );
  return rows[0]?.deadlocks ?? 0;
}
