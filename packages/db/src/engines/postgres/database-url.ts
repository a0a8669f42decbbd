import pg from "pg";
import { DatabaseUnavailableError } from "../../database-unavailable.ts";

/** The parts of an address that may be shown. */
export interface DatabaseAddress {
  /** With the port. */
  readonly host: string;
  readonly user: string;
  readonly database: string;
}

const SCHEME = /^postgres(ql)?:\/\//;
/** The host ends at the first of these, so a password with one of them is cut in two. */
const CREDENTIALS = /^[^/?#]*@/;

function badUrl(detail: string): DatabaseUnavailableError {
  return new DatabaseUnavailableError({ kind: "bad_url", detail });
}

/** Reads an address as node-postgres will. Fails with `bad_url`, and never repeats the text. */
export function parseDatabaseUrl(url: string): DatabaseAddress {
  const scheme = SCHEME.exec(url);
  if (scheme === null) throw badUrl("it must begin with postgres://");
  if (url.includes("@") && !CREDENTIALS.test(url.slice(scheme[0].length))) {
    throw badUrl("write /, ? and # in the password as %2F, %3F and %23");
  }
  try {
    const client = new pg.Client({ connectionString: url });
    const { host, port, user = "", database = "" } = client;
    // With an invalid port, node-postgres waits forever.
    if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new RangeError("no port");
    return { host: host.startsWith("/") ? host : `${host}:${port}`, user, database };
  } catch {
    // No cause: some of these errors quote what they could not read.
    throw badUrl("it should look like postgres://user:password@host:5432/database");
  }
}
