import type { Executor } from "@parley/db/database";
import { sql } from "drizzle-orm";

const key = sql`hashtext('parley.relations')`;

/** Changes of who knows whom are rare, and run one after the other: each sees the state that the last one left. */
export const takeTurn = (tx: Executor) => tx.execute(sql`select pg_advisory_xact_lock(${key})`);

/**
 * Whoever decides by who knows whom, and stores what follows, waits for a change under way, and lets none
 * begin until the commit. Deciders do not wait for each other.
 */
export const holdRelations = (tx: Executor) =>
  tx.execute(sql`select pg_advisory_xact_lock_shared(${key})`);
