import type pg from "pg";
import { sessionSettings } from "../pool.ts";

/** Tells one database of one running server from every other. */
export async function identify(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ identity: string }>(
    `select pg_postmaster_start_time()::text || ' ' || oid as identity
      from pg_database where datname = current_database()`,
  );
  return rows[0]?.identity ?? "";
}

interface SessionFacts {
  readonly role: string;
  readonly database: string;
  readonly settings: Readonly<Record<string, string>>;
}

async function askSession(pool: pg.Pool): Promise<SessionFacts> {
  const { rows } = await pool.query<SessionFacts>(
    `select quote_ident(current_user) as role, quote_ident(current_database()) as database,
        jsonb_object_agg(name, setting) as settings
      from pg_settings where name = any($1)`,
    [Object.keys(sessionSettings)],
  );
  const [facts] = rows;
  if (facts === undefined) throw new Error("the server says nothing about itself");
  return facts;
}

/** A limit may be any, as long as there is one; the planner has to use the indexes. */
const holds = (name: string, setting: string | undefined) =>
  name === "enable_seqscan" ? setting === "off" : setting !== undefined && setting !== "0";

/**
 * What the sessions behind a pooler lack, in the words of an operator and with the SQL that puts it right, or null.
 * A role's settings hold in every session, whatever pooler opens it.
 */
export async function missingSettings(pool: pg.Pool): Promise<string | null> {
  const { role, database, settings } = await askSession(pool);
  const missing = Object.entries(sessionSettings).filter(([name]) => !holds(name, settings[name]));
  if (missing.length === 0) return null;
  const commands = missing.map(
    ([name, value]) => `alter role ${role} in database ${database} set ${name} = ${value};`,
  );
  return `its sessions lack settings. Run this on the server, then restart the pooler: ${commands.join(" ")}`;
}
