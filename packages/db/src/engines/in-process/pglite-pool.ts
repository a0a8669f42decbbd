import type { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { PgliteSocket } from "./pglite-socket.ts";

/** A Pool over one PGlite. PGlite has one session, so the pool has one client, and keeps it. */
export function createPglitePool(pglite: PGlite): pg.Pool {
  return new pg.Pool({
    user: "postgres",
    database: "postgres",
    host: "in-process",
    password: "",
    ssl: false,
    max: 1,
    idleTimeoutMillis: 0,
    stream: () => new PgliteSocket(pglite),
  });
}
