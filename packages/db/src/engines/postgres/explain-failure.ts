import type { DatabaseProblem } from "../../database-unavailable.ts";
import type { DatabaseAddress } from "./database-url.ts";

function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !("code" in error)) return "";
  return typeof error.code === "string" ? error.code : "";
}

/** What the error codes of the system and of the server mean to an operator who set DATABASE_URL. */
const MEANINGS: Readonly<Record<string, string>> = {
  ENOTFOUND: "no such host",
  EAI_AGAIN: "its name cannot be resolved at the moment",
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "the connection was reset",
  EHOSTUNREACH: "there is no route to that host",
  ENETUNREACH: "there is no route to that network",
  ENOENT: "there is no such socket",
  ETIMEDOUT: "no answer",
  "53300":
    "all of its connections are in use: raise max_connections, or the connection limit of the user or the database",
  "57P03": "it is starting up or shutting down",
};

/** node-postgres reports its own timeout by text alone. */
const TIMED_OUT = /timeout/i;
/** What PgBouncer answers to a session that sets its own timeouts. */
const POOLER = /unsupported startup parameter/;

export const IS_POOLER =
  "it is a pooler; set DATABASE_DIRECT_URL, or the option directUrl, to the server itself, for what needs a session";

/** Explains to the operator why a first connection failed. */
export function explainFailure(error: unknown, address: DatabaseAddress): DatabaseProblem {
  const { host, user, database } = address;
  const code = codeOf(error);
  const text = error instanceof Error ? error.message : String(error);
  if (code === "28P01" || code === "28000") return { kind: "sign_in_refused", host, user };
  if (code === "3D000") return { kind: "no_such_database", host, database };
  if (POOLER.test(text)) {
    return { kind: "unfit", host, detail: IS_POOLER };
  }
  const detail = MEANINGS[code] ?? (TIMED_OUT.test(text) ? "no answer" : text || code);
  return { kind: "unreachable", host, detail };
}
