import pg from "pg";

/** Settings of a database that was set up for another purpose, if flipping a switch is not hostile enough. */
const chosen: Readonly<Record<string, string>> = {
  DateStyle: "SQL, DMY",
  IntervalStyle: "sql_standard",
  TimeZone: "Asia/Kathmandu",
  bytea_output: "escape",
  client_encoding: "LATIN1",
  client_min_messages: "debug1",
  cpu_operator_cost: "100",
  cursor_tuple_fraction: "0",
  default_statistics_target: "1",
  default_text_search_config: "pg_catalog.turkish",
  default_transaction_isolation: "serializable",
  effective_cache_size: "1",
  extra_float_digits: "-15",
  from_collapse_limit: "1",
  geqo_threshold: "2",
  gin_fuzzy_search_limit: "1",
  gin_pending_list_limit: "64",
  hash_mem_multiplier: "1",
  idle_in_transaction_session_timeout: "1",
  idle_session_timeout: "1",
  jit_above_cost: "0",
  jit_inline_above_cost: "0",
  jit_optimize_above_cost: "0",
  join_collapse_limit: "1",
  lock_timeout: "1",
  max_parallel_workers_per_gather: "8",
  min_parallel_index_scan_size: "0",
  min_parallel_table_scan_size: "0",
  parallel_setup_cost: "0",
  parallel_tuple_cost: "0",
  plan_cache_mode: "force_custom_plan",
  random_page_cost: "1000",
  search_path: "hostile",
  seq_page_cost: "0",
  statement_timeout: "1",
  synchronous_commit: "off",
  // Long enough for the statement that resets it: versions before 17 do not know it, so it cannot be in the startup
  // message.
  transaction_timeout: "3000",
  work_mem: "64",
};

/** Not changed, each for a reason. */
const left = [
  // Parley refuses to start with these, and reports the SQL that fixes them: they have their own tests.
  /^(default_transaction_read_only|session_replication_role)$/,
  // Settings of one transaction, or that only the server can set.
  /^(transaction_(isolation|read_only|deferrable)|is_superuser|in_hot_standby)$/,
  // For the repair of damaged files.
  /^(zero_damaged_pages|ignore_checksum_failure|ignore_invalid_pages)$/,
  // How much the server writes into its log.
  /^(log_|debug_print_|debug_pretty|trace_)/,
];

interface Row {
  readonly name: string;
  readonly vartype: string;
  readonly setting: string;
  readonly enumvals: string[] | null;
}

/** The opposite of a switch, another option of an enumeration, or the chosen value. */
function hostileValue({ name, vartype, setting, enumvals }: Row): string | undefined {
  const own = chosen[name];
  if (own !== undefined || left.some((pattern) => pattern.test(name))) return own;
  if (vartype === "bool") return setting === "on" ? "off" : "on";
  if (vartype === "enum") return enumvals?.findLast((value) => value !== setting);
  return undefined;
}

/**
 * Gives a database a hostile value of every setting that a database can carry, and tables of Parley's names in a schema
 * that the search path names. Verifies with a separate session that they are in force, and returns their names.
 */
export async function makeHostile(url: string): Promise<readonly string[]> {
  // The first value that is set would end the session of the statement that sets the next one.
  const options = "-c statement_timeout=0 -c lock_timeout=0 -c idle_session_timeout=0";
  const client = new pg.Client({ connectionString: url, options });
  await client.connect();
  const set = new Set<string>();
  try {
    await client.query("create schema if not exists hostile");
    for (const table of ["users", "conversations", "messages", "streams"])
      await client.query(`create table if not exists hostile.${table} ()`);
    const { rows } = await client.query<Row & { database: string }>(
      `select name, vartype, setting, enumvals, quote_ident(current_database()) as database
        from pg_settings where context in ('user', 'superuser')`,
    );
    for (const { database, ...row } of rows) {
      const value = hostileValue(row);
      if (value === undefined) continue;
      const statement = `alter database ${database} set ${row.name} = ${client.escapeLiteral(value)}`;
      // A value that a build lacks, such as a compression method, is refused by name.
      await client.query(statement).then(
        () => set.add(row.name),
        () => undefined,
      );
    }
  } finally {
    await client.end();
  }
  await proveHostile({ url, options }, set);
  return [...set];
}

/** Fails unless a session without settings gets every value from the database. */
async function proveHostile(
  { url, options }: { url: string; options: string },
  set: ReadonlySet<string>,
): Promise<void> {
  const client = new pg.Client({ connectionString: url, options });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "select name from pg_settings where source = 'database'",
    );
    const inForce = new Set(rows.map(({ name }) => name));
    // node-postgres sets its encoding, and this session its timeouts.
    const named = /^(client_encoding|statement_timeout|lock_timeout|idle_session_timeout)$/;
    const absent = [...set].filter((name) => !inForce.has(name) && !named.test(name));
    if (absent.length > 0 || set.size < 80)
      throw new Error(
        `the database is not hostile: ${set.size} set, not in force: ${absent.join(", ")}`,
      );
  } finally {
    await client.end();
  }
}
