import type pg from "pg";

/** A setting that a database or a role may carry (`ALTER DATABASE … SET`), and the value that Parley needs. */
interface SessionSetting {
  readonly name: string;
  readonly value: string;
  /** Other accepted values, for a session that was set up by another program, such as a pooler. */
  readonly accepts?: (setting: string) => boolean;
  /** Set for each call in a transaction of another program as well: how values and names are read depends on it. */
  readonly isPerCall?: true;
  /** Checked only, because a session may not or must not change it: the operator has to decide. */
  readonly isChecked?: true;
}

const isUnlimitedOr = (least: number) => (setting: string) =>
  Number(setting) === 0 || Number(setting) >= least;
const isLimited = (setting: string) => Number(setting) > 0;
const isUtc = (setting: string) =>
  /^(etc\/)?(utc|uct|universal|zulu|gmt|greenwich)$/i.test(setting);
/** `pg_catalog` comes first, also if it is not in the list. */
const isCatalogFirst = (setting: string) => !/,\s*"?pg_catalog\b/.test(setting);

/**
 * What every session is set to, whatever the server, the database or the role configure. No other setting that they can
 * carry changes what Parley does: `npm run test:more` runs the suites against a database that carries the opposite of
 * each.
 */
const settings: readonly SessionSetting[] = [
  // How values are written. node-postgres and the domain read ISO times, hexadecimal bytes and exact floats.
  {
    name: "datestyle",
    value: "ISO,YMD",
    accepts: (setting) => setting.startsWith("ISO"),
    isPerCall: true,
  },
  { name: "intervalstyle", value: "postgres", isPerCall: true },
  { name: "timezone", value: "UTC", accepts: isUtc, isPerCall: true },
  { name: "bytea_output", value: "hex", isPerCall: true },
  {
    name: "extra_float_digits",
    value: "1",
    accepts: (setting) => Number(setting) >= 1,
    isPerCall: true,
  },
  { name: "client_encoding", value: "UTF8" },

  // How statements are read.
  { name: "standard_conforming_strings", value: "on" },
  { name: "array_nulls", value: "on" },
  { name: "quote_all_identifiers", value: "off" },
  { name: "transform_null_equals", value: "off" },
  // Statements name the schema of each table. Functions are those of `pg_catalog`, whatever other schemas contain.
  { name: "search_path", value: "pg_catalog", accepts: isCatalogFirst, isPerCall: true },
  { name: "default_table_access_method", value: "heap" },

  // Isolation and durability. An acknowledged message is on the database's disk.
  { name: "default_transaction_isolation", value: "read committed" },
  { name: "default_transaction_deferrable", value: "off" },
  { name: "synchronous_commit", value: "on", accepts: (setting) => setting !== "off" },
  { name: "exit_on_error", value: "off" },
  { name: "gin_fuzzy_search_limit", value: "0" },
  { name: "default_transaction_read_only", value: "off", isChecked: true },
  { name: "session_replication_role", value: "origin", isChecked: true },

  // A named statement keeps the plan of its first runs. One that was planned while a table was nearly empty reads all
  // of it, and would keep doing so until the table is analyzed; every frequent query has an index (figures:
  // docs/performance.md, "Domain figures").
  { name: "enable_seqscan", value: "off" },
  // A plan that cannot avoid a scan then looks so expensive that it would be JIT-compiled, at each call, for half a
  // second, or use parallel workers that have to be started first.
  { name: "jit", value: "off" },
  { name: "max_parallel_workers_per_gather", value: "0" },
  // Otherwise PostgreSQL plans a named statement at every call whose estimate is lower with the values of the call, as
  // with `limit` and arrays: planning a search took longer than running it.
  { name: "plan_cache_mode", value: "force_generic_plan" },
  { name: "enable_indexscan", value: "on" },
  { name: "enable_indexonlyscan", value: "on" },
  { name: "enable_bitmapscan", value: "on" },
  { name: "enable_nestloop", value: "on" },
  { name: "enable_hashjoin", value: "on" },
  { name: "enable_mergejoin", value: "on" },
  { name: "enable_hashagg", value: "on" },
  { name: "enable_sort", value: "on" },
  { name: "enable_material", value: "on" },
  { name: "enable_memoize", value: "on" },
  { name: "enable_partition_pruning", value: "on" },
  { name: "join_collapse_limit", value: "8" },
  { name: "from_collapse_limit", value: "8" },
  { name: "geqo_threshold", value: "12", accepts: (setting) => Number(setting) >= 12 },

  // What ends a session or a statement, in milliseconds. Waiting for a lock counts as part of the statement.
  { name: "statement_timeout", value: "30000", accepts: isLimited },
  { name: "idle_in_transaction_session_timeout", value: "60000", accepts: isLimited },
  { name: "lock_timeout", value: "0", accepts: isUnlimitedOr(30_000) },
  { name: "idle_session_timeout", value: "0", accepts: () => true },
];

/** What a call in a transaction of another program sets until it ends. */
export const callSettings = settings.filter(({ isPerCall }) => isPerCall === true);

/** Overrides a setting for one program. The list applies to everything else. */
export type SettingChanges = Readonly<Record<string, string>>;

/** For a program whose statements may take as long as they need. */
export const unlimited = {
  statement_timeout: "0",
  idle_in_transaction_session_timeout: "0",
} satisfies SettingChanges;

const chosen = (changes: SettingChanges) =>
  settings
    .filter(({ isChecked }) => isChecked !== true)
    .map(({ name, value }) => ({ name, value: changes[name] ?? value }));

/** `postgres -c` takes a space for the end of a value. */
const escaped = (value: string) => value.replaceAll(/[\\ ]/g, String.raw`\$&`);

/**
 * Requests a server session with the settings in its startup message, so that they apply before its first statement,
 * and a `RESET` restores them. Options in the address come first.
 */
export function sessionConfig(
  connectionString: string,
  changes: SettingChanges = {},
): { connectionString: string; options?: string } {
  const options = chosen(changes)
    .map(({ name, value }) => `-c ${name}=${escaped(value)}`)
    .join(" ");
  // The options of an address would replace those that are passed separately.
  const own = URL.canParse(connectionString)
    ? new URL(connectionString).searchParams.get("options")
    : null;
  if (own === null) return { connectionString, options };
  const url = new URL(connectionString);
  url.searchParams.set("options", `${own} ${options}`);
  return { connectionString: url.href };
}

/** Settings of newer versions of PostgreSQL, which an older one refuses by name. */
export async function completeSession(client: pg.ClientBase): Promise<void> {
  await client.query(
    "select set_config(name, '0', false) from pg_settings where name = 'transaction_timeout' and setting <> '0'",
  );
}

/**
 * The same settings as SQL, for an engine that accepts none with a connection: PGlite, which has no statement timeout.
 */
export const settingsSql = chosen({})
  .filter(({ name }) => !name.endsWith("_timeout"))
  .map(({ name, value }) => `set ${name} = '${value}'`)
  .join("; ");

interface SessionFacts {
  readonly role: string;
  readonly database: string;
  readonly values: Readonly<Record<string, string>>;
}

async function askSession(pool: pg.Pool): Promise<SessionFacts> {
  const { rows } = await pool.query<SessionFacts>(
    `select quote_ident(current_user) as role, quote_ident(current_database()) as database,
        jsonb_object_agg(lower(name), setting) as values
      from pg_settings where lower(name) = any($1)`,
    [settings.map(({ name }) => name)],
  );
  const [facts] = rows;
  if (facts === undefined) throw new Error("the server reports nothing about itself");
  return facts;
}

/** The SQL that sets the sessions of a pool up correctly, for an operator; empty if they are. */
export async function missingSettings(pool: pg.Pool): Promise<string> {
  const { role, database, values } = await askSession(pool);
  return settings
    .filter(({ name, value, accepts }) => {
      const setting = values[name];
      return setting !== undefined && setting !== value && accepts?.(setting) !== true;
    })
    .map(
      ({ name, value }) => `alter role ${role} in database ${database} set ${name} = '${value}';`,
    )
    .join(" ");
}
