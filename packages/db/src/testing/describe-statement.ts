import type pg from "pg";
import type { DeclaredStatement } from "../statement.ts";

interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

/** The part of `pg`'s connection that its types leave out or call differently. */
interface Wire {
  parse(query: { text: string }): void;
  describe(message: { type: "S" }): void;
  sync(): void;
}

/** What `pg` runs in place of a query of its own: a statement is parsed and described, and not run. */
function describeOn(client: pg.ClientBase, text: string): Promise<readonly Field[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly Field[]>();
  let fields: readonly Field[] = [];
  const description = {
    // Where a pool that runs statements in another schema changes it.
    text,
    submit(connection: unknown) {
      // `pg` passes the connection that it sends its own queries with.
      const wire = connection as Wire;
      wire.parse({ text: description.text });
      wire.describe({ type: "S" });
      wire.sync();
    },
    handleRowDescription(message: { fields: readonly Field[] }) {
      fields = message.fields;
    },
    handleError: reject,
    handleReadyForQuery: () => resolve(fields),
  };
  client.query(description);
  return promise;
}

/** The result columns of a statement with their types as `regtype` writes them, by name. Nothing is run. */
async function describeText(pool: pg.Pool, text: string): Promise<ReadonlyMap<string, string>> {
  const client = await pool.connect();
  try {
    const fields = await describeOn(client, text);
    const { rows } = await client.query<{ type: string }>(
      "select t::regtype::text as type from unnest($1::oid[]) with ordinality as x (t, ord) order by ord",
      [fields.map((field) => field.dataTypeID)],
    );
    return new Map(fields.map(({ name }, at) => [name, rows[at]?.type ?? ""]));
  } finally {
    client.release();
  }
}

async function differencesOf(
  pool: pg.Pool,
  { name, types, text }: Pick<DeclaredStatement, "name" | "types"> & { text: string },
): Promise<string[]> {
  try {
    const actual = await describeText(pool, text);
    return [...new Set([...types.keys(), ...actual.keys()])]
      .filter((column) => types.get(column) !== actual.get(column))
      .map((column) => {
        const [declared, returned] = [types, actual].map((of) => of.get(column) ?? "absent");
        return `${name}: ${column} is declared as ${declared}, the result has it as ${returned}`;
      });
  } catch (error) {
    return [`${name}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/**
 * Prepares every text of a statement, and returns how its result differs from what is declared, or why it does not fit
 * the tables. Empty if all is well.
 */
export async function checkStatement(
  pool: pg.Pool,
  { name, types, texts }: DeclaredStatement,
): Promise<string[]> {
  const differences: string[] = [];
  for (const text of texts())
    differences.push(...(await differencesOf(pool, { name, types, text })));
  return differences;
}
