import { statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";

const key = sql`hashtext('parley.relations')`;

/** Exclusive lock: changes of relations are rare and serialised, so each sees the state that the last one left. */
export const lockRelations = statement({
  name: "relations.lock",
  row: {},
  sql: () => sql`select from pg_advisory_xact_lock(${key})`,
  examples: [undefined],
});

/**
 * Shared lock: a transaction that decides by relations and stores the result waits for a change in progress, and
 * blocks new ones until its commit. Holders of the shared lock do not wait for each other.
 */
export const shareRelationsLock = statement({
  name: "relations.share-lock",
  row: {},
  sql: () => sql`select from pg_advisory_xact_lock_shared(${key})`,
  examples: [undefined],
});
