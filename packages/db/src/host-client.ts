import type pg from "pg";

/** A client of node-postgres in a transaction that another program has begun. */
export type HostClient = Pick<pg.ClientBase, "query">;
