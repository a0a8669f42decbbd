import type pg from "pg";

type ToRow = (values: readonly unknown[]) => object;

/**
 * Converts the values of a row to an object. Compiled for each text: one function for all would create objects of many
 * shapes, at several times the cost, as the driver itself does. `names` are the columns of our own statements.
 */
function compile(names: readonly string[]): ToRow {
  try {
    const fields = names.map((name, at) => `${JSON.stringify(name)}: values[${at}]`);
    // oxlint-disable-next-line typescript/no-implied-eval -- the names are part of our own statements.
    return new Function("values", `return { ${fields.join(", ")} }`) as ToRow;
  } catch {
    // Node was started with `--disallow-code-generation-from-strings`.
    return (values) => Object.fromEntries(names.map((name, at) => [name, values[at]]));
  }
}

/** The rows of the results of one text, which always has the same columns. */
export function createRowReader(): (result: pg.QueryArrayResult<unknown[]>) => object[] {
  let toRow: ToRow | undefined;
  return ({ fields, rows }) => {
    const convert = (toRow ??= compile(fields.map(({ name }) => name)));
    return rows.map((values) => convert(values));
  };
}
