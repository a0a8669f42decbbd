import { createHash } from "node:crypto";
import { Param, SQL, sql, StringChunk } from "drizzle-orm";
import { type PgColumn, PgDialect, PgTable } from "drizzle-orm/pg-core";
import pg from "pg";
import type { Database, Executor } from "./database.ts";
import type { Moment } from "./moment.ts";
import { createRowReader } from "./row-reader.ts";

const dialect = new PgDialect();

/** SQL text without values, a part of `sql` templates and of the texts of prepared statements. */
class Fragment extends SQL {
  readonly #text: string;

  constructor(text: string) {
    super([new StringChunk(text)]);
    this.#text = text;
  }

  override toString(): string {
    return this.#text;
  }
}

/** A table by its qualified name, as in `sql`. */
const textOfPart = (part: string | number | Fragment | PgTable): string =>
  part instanceof PgTable ? dialect.sqlToQuery(new SQL([part])).sql : String(part);

/** Composes SQL text of tables, aliases, constants and other fragments. A value of a caller never belongs in one. */
export const fragment = (
  strings: TemplateStringsArray,
  ...parts: readonly (string | number | Fragment | PgTable)[]
): Fragment => new Fragment(String.raw({ raw: strings }, ...parts.map(textOfPart)));

export type { Fragment };

/** A result column that an expression computes: its type in PostgreSQL, and the type of its value here. */
class Computed<Value> {
  declare readonly value: Value;
  readonly type: string;

  constructor(type: string) {
    this.type = type;
  }
}

type ResultColumn = PgColumn | Computed<unknown>;

/** A bigint arrives as text, since a number cannot hold each of them. */
type Driven<Column extends PgColumn> = Column["_"]["columnType"] extends "PgBigInt53"
  ? string
  : Column["_"]["data"] extends Date
    ? Moment
    : Column["_"]["data"];

/** What the driver returns for a column. */
type ValueOf<Column> =
  Column extends Computed<infer Value>
    ? Value
    : Column extends PgColumn
      ? Driven<Column> | (Column["_"]["notNull"] extends true ? never : null)
      : never;

type Columns = Readonly<Record<string, ResultColumn>>;

/** The row of a result, as the driver returns it. */
export type RowOf<Row extends Columns> = { [Name in keyof Row]: ValueOf<Row[Name]> };

/** As `regtype` writes it: without collation and precision. */
const typeOf = (column: ResultColumn): string =>
  column instanceof Computed
    ? column.type
    : column.getSQLType().replace(/ collate .*| ?\(\d+\)/i, "");

/** Result columns that an expression computes. `json` asserts the type of what the expression builds. */
export const computed = {
  boolean: new Computed<boolean>("boolean"),
  int: new Computed<number>("integer"),
  float: new Computed<number>("double precision"),
  floats: new Computed<number[]>("double precision[]"),
  ints: new Computed<number[]>("integer[]"),
  moment: new Computed<Moment>("timestamp with time zone"),
  text: <Value extends string = string>() => new Computed<Value>("text"),
  texts: new Computed<string[]>("text[]"),
  json: <Value>() => new Computed<Value>("json"),
  jsonb: <Value>() => new Computed<Value>("jsonb"),
} as const;

/** A column that may be null in a result. */
export const nullable = <Column extends ResultColumn>(
  column: Column,
): Computed<ValueOf<Column> | null> => new Computed(typeOf(column));

/** The columns of a row of an outer join, null if it finds none. */
export const outerJoined = <Row extends Columns>(
  row: Row,
): { readonly [Name in keyof Row]: Computed<ValueOf<Row[Name]> | null> } =>
  // Each column under its own name.
  Object.fromEntries(Object.entries(row).map(([name, column]) => [name, nullable(column)])) as {
    [Name in keyof Row]: Computed<ValueOf<Row[Name]> | null>;
  };

/** A statement as the test checks it: its texts, and the types of its result columns by name. */
export interface DeclaredStatement {
  readonly name: string;
  readonly types: ReadonlyMap<string, string>;
  texts(): readonly string[];
}

/** The statements of all loaded modules, for the test that prepares each. */
export const declaredStatements: DeclaredStatement[] = [];

interface Declared<Row extends Columns> {
  /** Unique, with the noun in front: "contacts.reasons". */
  readonly name: string;
  /** The result columns: columns of the schema, and `computed` ones. Absent if no value of the result is read. */
  readonly row?: Row;
}

interface Built<Row extends Columns, Input> extends Declared<Row> {
  readonly sql: (input: Input) => SQL;
  /** One input for each text that `sql` can return. The test prepares these texts. */
  readonly examples: readonly [NoInfer<Input>, ...NoInfer<Input>[]];
}

/** Stands for a value of the input in a template: `read` returns it for each run. */
export type ValueOfInput<Input> = (read: (input: Input) => unknown) => SQL;

interface Template<Row extends Columns, Input, Shape> extends Declared<Row> {
  /** What the text depends on, as JSON. Absent if there is one text. */
  readonly shapeOf?: (input: Input) => Shape;
  /** Called once for each shape. */
  readonly template: (value: ValueOfInput<Input>, shape: Shape) => SQL;
  /** One input for each text that `template` can return. The test prepares these texts. */
  readonly examples: readonly [NoInfer<Input>, ...NoInfer<Input>[]];
}

interface Written<Row extends Columns, Input> extends Declared<Row> {
  readonly text: Fragment;
  /** The values of `$1` and so on. */
  readonly values: (input: Input) => readonly unknown[];
}

function declare<Row extends Columns>({ name, row }: Declared<Row>, texts: () => string[]) {
  const types = new Map(
    Object.entries<ResultColumn>(row ?? {}).map(([column, of]) => [column, typeOf(of)]),
  );
  declaredStatements.push({ name, types, texts });
}

/** Runs a statement and returns its rows. */
export interface Statement<Runner, Input, Row> {
  (db: Runner, input: Input): Promise<Row[]>;
}

/** Declares a statement that is built for each run, in a transaction or outside of one. */
export function statement<Row extends Columns = Record<string, never>, Input = void>(
  definition: Built<Row, Input>,
): Statement<Executor, Input, RowOf<Row>> {
  const { name, examples } = definition;
  const textOf = (input: Input) => {
    const { sql: text, params } = dialect.sqlToQuery(definition.sql(input));
    // `sql` accepts anything as a value, also a function that returns a fragment and was not called.
    if (params.some((param) => typeof param === "function"))
      throw new Error(`${name}: a function is passed as a value`);
    return text;
  };
  declare(definition, () => examples.map(textOf));
  return (db, input) => execute(db, definition.sql(input));
}

async function execute<Row>(db: Executor, built: SQL): Promise<Row[]> {
  const { rows } = await db.execute(built);
  // The test that prepares each statement compares its result columns with the declared ones.
  return rows as Row[];
}

/** Text that runs under a name, and the values of one input. */
interface NamedText<Input> {
  readonly name: string;
  readonly text: string;
  readonly valuesOf: (input: Input) => unknown[];
  readonly readRows: ReturnType<typeof createRowReader>;
}

/**
 * One name per text: a policy, for example, is part of some. There are a few dozen in a process, never one per value.
 */
const nameOf = (name: string, text: string): string =>
  `${name}.${createHash("sha1").update(text).digest("hex").slice(0, 12)}`;

/** A parameter of a template. */
class Read<Input> {
  readonly from: (input: Input) => unknown;

  constructor(from: (input: Input) => unknown) {
    this.from = from;
  }
}

/** The texts of a template by shape. */
function createTexts<Row extends Columns, Input, Shape>({
  name,
  shapeOf,
  template,
}: Template<Row, Input, Shape>): (input: Input) => NamedText<Input> {
  const texts = new Map<string | undefined, NamedText<Input>>();
  const build = (shape: Shape): NamedText<Input> => {
    const value: ValueOfInput<Input> = (read) => sql`${new Param(new Read(read))}`;
    const { sql: text, params } = dialect.sqlToQuery(template(value, shape));
    const reads = params.map((param) => {
      // It would be a value of every other input as well.
      if (!(param instanceof Read)) throw new Error(`${name}: ${String(param)} is not read`);
      // `value` above is the only one that creates them.
      return param as Read<Input>;
    });
    return {
      name: nameOf(name, text),
      text,
      valuesOf: (input) => reads.map((of) => of.from(input)),
      readRows: createRowReader(),
    };
  };
  return (input) => {
    const shape = shapeOf?.(input);
    const key = JSON.stringify(shape);
    const known = texts.get(key);
    if (known !== undefined) return known;
    // Without `shapeOf` a template has no shape to read.
    const built = build(shape as Shape);
    texts.set(key, built);
    return built;
  };
}

/** The same as SQL, for a transaction. */
const withValues =
  <Row extends Columns, Input, Shape>({ shapeOf, template }: Template<Row, Input, Shape>) =>
  (input: Input): SQL =>
    // As above.
    template((read) => sql`${new Param(read(input))}`, shapeOf?.(input) as Shape);

/** Of `text[]`, which the driver does not name. */
const textArrays: ReadonlySet<number> = new Set([1009]);

/**
 * Times as text, as Drizzle returns them: to create a `Date` and to write it again takes longer than all other columns
 * of a message. An empty array is frequent, and needs no parser.
 */
const resultTypes: pg.CustomTypesConfig = {
  getTypeParser(type, format) {
    if (type === pg.types.builtins.TIMESTAMPTZ) return (text: string) => text;
    // The driver has no types for the results of its parsers.
    const parse = pg.types.getTypeParser(type, format) as (text: string) => unknown;
    return textArrays.has(type) ? (text: string) => (text === "{}" ? [] : parse(text)) : parse;
  },
};

/**
 * Declares a statement of the hot path, or one that thousands issue at the same moment, for example after a network
 * failure: parsed and planned once per connection under its name, since planning it takes longer than running it. A
 * `template` is also built once for each shape of its input, which takes as long as its result is read. It is not named
 * in a transaction, and not through a pooler that does not keep names: one of another session may conflict.
 */
export function preparedStatement<
  Row extends Columns = Record<string, never>,
  Input = void,
  Shape = undefined,
>(definition: Template<Row, Input, Shape>): Statement<Executor, Input, RowOf<Row>>;
export function preparedStatement<Row extends Columns = Record<string, never>, Input = void>(
  definition: Written<Row, Input>,
): Statement<Database, Input, RowOf<Row>>;
export function preparedStatement<Row extends Columns, Input, Shape>(
  definition: Template<Row, Input, Shape> | Written<Row, Input>,
): Statement<Database, Input, RowOf<Row>> {
  const { textOf, sqlOf } = prepare(definition);
  return async (db, input) => {
    // A transaction, which a template accepts.
    if (!("$client" in db) && sqlOf !== undefined) return execute(db, sqlOf(input));
    const { name, text, valuesOf, readRows } = textOf(input);
    const query = {
      ...(db.keepsStatements && { name }),
      ...{ text, values: valuesOf(input), types: resultTypes },
      rowMode: "array" as const,
    };
    // The test that prepares each statement compares its result columns with the declared ones.
    return readRows(await db.$client.query<unknown[]>(query)) as RowOf<Row>[];
  };
}

interface Prepared<Input> {
  readonly textOf: (input: Input) => NamedText<Input>;
  /** Absent if it does not run in transactions. */
  readonly sqlOf?: (input: Input) => SQL;
}

function prepare<Row extends Columns, Input, Shape>(
  definition: Template<Row, Input, Shape> | Written<Row, Input>,
): Prepared<Input> {
  if ("template" in definition) {
    const textOf = createTexts(definition);
    declare(definition, () => definition.examples.map((input) => textOf(input).text));
    return { textOf, sqlOf: withValues(definition) };
  }
  const { name, values } = definition;
  const text = String(definition.text);
  declare(definition, () => [text]);
  const named: NamedText<Input> = {
    name,
    text,
    valuesOf: (input) => [...values(input)],
    readRows: createRowReader(),
  };
  return { textOf: () => named };
}
