import { describeDirectoryProblem } from "@parley/embedded-postgres/errors";

// packages/db/src/session-settings.ts
const isUnlimitedOr = (least) => (setting) => Number(setting) === 0 || Number(setting) >= least;
const isLimited = (setting) => Number(setting) > 0;
const isUtc = (setting) => /^(etc\/)?(utc|uct|universal|zulu|gmt|greenwich)$/i.test(setting);
/** `pg_catalog` comes first, also if it is not in the list. */
const isCatalogFirst = (setting) => !/,\s*"?pg_catalog\b/.test(setting);
/**
 * What every session is set to, whatever the server, the database or the role configure. No other setting that they can
 * carry changes what Parley does: `npm run test:more` runs the suites against a database that carries the opposite of
 * each.
 */
const settings = [
  {
    name: "datestyle",
    value: "ISO,YMD",
    accepts: (setting) => setting.startsWith("ISO"),
    isPerCall: true,
  },
  {
    name: "intervalstyle",
    value: "postgres",
    isPerCall: true,
  },
  {
    name: "timezone",
    value: "UTC",
    accepts: isUtc,
    isPerCall: true,
  },
  {
    name: "bytea_output",
    value: "hex",
    isPerCall: true,
  },
  {
    name: "extra_float_digits",
    value: "1",
    accepts: (setting) => Number(setting) >= 1,
    isPerCall: true,
  },
  {
    name: "client_encoding",
    value: "UTF8",
  },
  {
    name: "standard_conforming_strings",
    value: "on",
  },
  {
    name: "array_nulls",
    value: "on",
  },
  {
    name: "quote_all_identifiers",
    value: "off",
  },
  {
    name: "transform_null_equals",
    value: "off",
  },
  {
    name: "search_path",
    value: "pg_catalog",
    accepts: isCatalogFirst,
    isPerCall: true,
  },
  {
    name: "default_table_access_method",
    value: "heap",
  },
  {
    name: "default_transaction_isolation",
    value: "read committed",
  },
  {
    name: "default_transaction_deferrable",
    value: "off",
  },
  {
    name: "synchronous_commit",
    value: "on",
    accepts: (setting) => setting !== "off",
  },
  {
    name: "exit_on_error",
    value: "off",
  },
  {
    name: "gin_fuzzy_search_limit",
    value: "0",
  },
  {
    name: "default_transaction_read_only",
    value: "off",
    isChecked: true,
  },
  {
    name: "session_replication_role",
    value: "origin",
    isChecked: true,
  },
  {
    name: "enable_seqscan",
    value: "off",
  },
  {
    name: "jit",
    value: "off",
  },
  {
    name: "max_parallel_workers_per_gather",
    value: "0",
  },
  {
    name: "plan_cache_mode",
    value: "force_generic_plan",
  },
  {
    name: "enable_indexscan",
    value: "on",
  },
  {
    name: "enable_indexonlyscan",
    value: "on",
  },
  {
    name: "enable_bitmapscan",
    value: "on",
  },
  {
    name: "enable_nestloop",
    value: "on",
  },
  {
    name: "enable_hashjoin",
    value: "on",
  },
  {
    name: "enable_mergejoin",
    value: "on",
  },
  {
    name: "enable_hashagg",
    value: "on",
  },
  {
    name: "enable_sort",
    value: "on",
  },
  {
    name: "enable_material",
    value: "on",
  },
  {
    name: "enable_memoize",
    value: "on",
  },
  {
    name: "enable_partition_pruning",
    value: "on",
  },
  {
    name: "join_collapse_limit",
    value: "8",
  },
  {
    name: "from_collapse_limit",
    value: "8",
  },
  {
    name: "geqo_threshold",
    value: "12",
    accepts: (setting) => Number(setting) >= 12,
  },
  {
    name: "statement_timeout",
    value: "30000",
    accepts: isLimited,
  },
  {
    name: "idle_in_transaction_session_timeout",
    value: "60000",
    accepts: isLimited,
  },
  {
    name: "lock_timeout",
    value: "0",
    accepts: isUnlimitedOr(3e4),
  },
  {
    name: "idle_session_timeout",
    value: "0",
    accepts: () => true,
  },
];
/** What a call in a transaction of another program sets until it ends. */
const callSettings = settings.filter(({ isPerCall }) => isPerCall === true);
const chosen = (changes) =>
  settings
    .filter(({ isChecked }) => isChecked !== true)
    .map(({ name, value }) => ({
      name,
      value: changes[name] ?? value,
    }));
/** `postgres -c` takes a space for the end of a value. */
const escaped = (value) => value.replaceAll(/[\\ ]/g, String.raw`\$&`);
/**
 * Requests a server session with the settings in its startup message, so that they apply before its first statement,
 * and a `RESET` restores them. Options in the address come first.
 */
function sessionConfig(connectionString, changes = {}) {
  const options = chosen(changes)
    .map(({ name, value }) => `-c ${name}=${escaped(value)}`)
    .join(" ");
  const own = URL.canParse(connectionString)
    ? new URL(connectionString).searchParams.get("options")
    : null;
  if (own === null)
    return {
      connectionString,
      options,
    };
  const url = new URL(connectionString);
  url.searchParams.set("options", `${own} ${options}`);
  return { connectionString: url.href };
}
/** Settings of newer versions of PostgreSQL, which an older one refuses by name. */
async function completeSession(client) {
  await client.query(
    "select set_config(name, '0', false) from pg_settings where name = 'transaction_timeout' and setting <> '0'",
  );
}
/**
 * The same settings as SQL, for an engine that accepts none with a connection: PGlite, which has no statement timeout.
 */
const settingsSql = chosen({})
  .filter(({ name }) => !name.endsWith("_timeout"))
  .map(({ name, value }) => `set ${name} = '${value}'`)
  .join("; ");
async function askSession(pool) {
  const { rows } = await pool.query(
    `select quote_ident(current_user) as role, quote_ident(current_database()) as database,
        jsonb_object_agg(lower(name), setting) as values
      from pg_settings where lower(name) = any($1)`,
    [settings.map(({ name }) => name)],
  );
  const [facts] = rows;
  if (facts === void 0) throw new Error("the server reports nothing about itself");
  return facts;
}
/** The SQL that sets the sessions of a pool up correctly, for an operator; empty if they are. */
async function missingSettings(pool) {
  const { role, database, values } = await askSession(pool);
  return settings
    .filter(({ name, value, accepts }) => {
      const setting = values[name];
      return setting !== void 0 && setting !== value && accepts?.(setting) !== true;
    })
    .map(
      ({ name, value }) => `alter role ${role} in database ${database} set ${name} = '${value}';`,
    )
    .join(" ");
}

// packages/db/src/database-unavailable.ts
/** One line for an operator. It names hosts and users, and never a password. */
function describe(problem) {
  switch (problem.kind) {
    case "bad_url":
      return `DATABASE_URL is not a PostgreSQL address: ${problem.detail}.`;
    case "unreachable":
      return `The database at ${problem.host} cannot be reached: ${problem.detail}.`;
    case "sign_in_refused":
      return `The database at ${problem.host} refuses user "${problem.user}": the password is wrong, or the user may not come in.`;
    case "no_such_database":
      return `The server at ${problem.host} has no database "${problem.database}".`;
    case "unfit":
      return `The database at ${problem.host} cannot be used: ${problem.detail}.`;
    case "data_directory_busy":
    case "data_directory_unusable":
      return describeDirectoryProblem(problem);
    case "schema_name":
      return `The name of the database schema ${problem.detail}: ${JSON.stringify(problem.schema.slice(0, 80))} is refused. It is DATABASE_SCHEMA, or the option schema.`;
    case "schema_newer":
      return `The database is newer than this version of Parley: its schema "${problem.schema}" has ${problem.unknown} migration(s) unknown here. Install the version that created it.`;
    case "schema_foreign":
      return `The schema "${problem.schema}" is not Parley's: it holds "${problem.found}", but no table of Parley's migrations. Set DATABASE_SCHEMA to the name of another schema, which is created if it does not exist.`;
    case "schema_denied":
      return `The user "${problem.user}" may not create or change the schema "${problem.schema}" (${problem.detail}). Create it as an administrator of the database: create schema "${problem.schema}" authorization "${problem.user}".`;
    case "tables_in_public":
      return `The schema public holds an installation of an earlier version of Parley. Start once with DATABASE_SCHEMA=parley, which moves it there; then stop, run: alter schema parley rename to ${problem.schema}, and start again.`;
    case "tables_unreadable":
      return "The schema public holds tables of an earlier version of Parley, and this user may not read drizzle.__drizzle_migrations. Run npm run db:migrate once as the user that owns them.";
    case "table_missing":
      return `The installation in the schema public cannot be moved: it has no table "${problem.table}". Restore the table or the backup, then start again.`;
    case "migration_out_of_order":
      return `The migration ${problem.file} is older than the newest one in the database and was never applied. Generate it again, so that it comes last.`;
  }
}
/** No database is available. `problem` is the reason, `message` a sentence about it. */
var DatabaseUnavailableError = class extends Error {
  name = "DatabaseUnavailableError";
  problem;
  constructor(problem, options) {
    super(describe(problem), options);
    this.problem = problem;
  }
};

export {
  sessionConfig as i,
  completeSession as n,
  missingSettings as r,
  DatabaseUnavailableError as t,
};
