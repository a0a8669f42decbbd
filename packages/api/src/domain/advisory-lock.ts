import { DEFAULT_SCHEMA } from "@parley/db/database-schema";
import { computed, fragment, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";

/** A key of the schema: as in the name of a table, the driver gets the configured one. */
const keyOf = (name: string) => fragment`hashtext('"${DEFAULT_SCHEMA}".${name}')`;

/** Declares an exclusive lock that a transaction waits for, and holds until its end. */
export const advisoryLock = (name: string) =>
  statement({
    name: `${name}.lock`,
    sql: () => sql`select from pg_advisory_xact_lock(${keyOf(name)})`,
    examples: [undefined],
  });

/** Declares a shared lock: it waits for the exclusive one, and its holders do not wait for each other. */
export const sharedAdvisoryLock = (name: string) =>
  statement({
    name: `${name}.share-lock`,
    sql: () => sql`select from pg_advisory_xact_lock_shared(${keyOf(name)})`,
    examples: [undefined],
  });

/** Declares an exclusive lock that a transaction takes only if no other one holds it; `taken` says whether. */
export const triedAdvisoryLock = (name: string) =>
  statement({
    name: `${name}.try-lock`,
    row: { taken: computed.boolean },
    sql: () => sql`select pg_try_advisory_xact_lock(${keyOf(name)}) as taken`,
    examples: [undefined],
  });
