import { advisoryLock, sharedAdvisoryLock } from "../advisory-lock.ts";

/** Exclusive lock: changes of relations are rare and serialised, so each sees the state that the last one left. */
export const lockRelations = advisoryLock("relations");

/**
 * Shared lock: a transaction that decides by relations and stores the result waits for a change in progress, and
 * blocks new ones until its commit. Holders of the shared lock do not wait for each other.
 */
export const shareRelationsLock = sharedAdvisoryLock("relations");
