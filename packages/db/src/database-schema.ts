import type pg from "pg";

/**
 * The PostgreSQL schema that the tables and every SQL text name. A text of a program that writes it in full, as
 * `"parley".users`, runs in any schema: `inSchema` replaces the qualifier on the way to the driver.
 */
export const DEFAULT_SCHEMA = "parley";

const QUALIFIER = `"${DEFAULT_SCHEMA}".`;

/** The name is part of the channel of LISTEN and NOTIFY, which has at most 63 bytes. */
const LENGTH_MAX = 50;

/** Why a name cannot be that of Parley's schema, as the end of a sentence; undefined if it can. */
export function schemaNameProblem(name: string): string | undefined {
  if (!/^[a-z_][a-z0-9_]*$/.test(name))
    return "must be lower-case letters, digits and _, and not begin with a digit";
  if (name.length > LENGTH_MAX) return `must have at most ${LENGTH_MAX} characters`;
  if (name.startsWith("pg_") || name === "information_schema")
    return "must not be a name that PostgreSQL reserves: information_schema, or one that begins with pg_";
  if (name === "public") return "must not be public, where other programs keep their tables";
  return undefined;
}

/** Texts that are built for each call have a limited number of forms; more than these are not expected. */
const TEXTS_MAX = 1_000;

function createTranslation(schema: string) {
  const qualifier = `"${schema}".`;
  const texts = new Map<string, string>();
  const inText = (text: string): string => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    if (texts.size >= TEXTS_MAX) texts.clear();
    const translated = text.replaceAll(QUALIFIER, qualifier);
    texts.set(text, translated);
    return translated;
  };
  return (query: unknown): unknown => {
    if (typeof query === "string") return inText(query);
    if (typeof query !== "object" || query === null) return query;
    if (!("text" in query) || typeof query.text !== "string") return query;
    const text = inText(query.text);
    // A query object of its own, such as a stream, is run as it is.
    if ("submit" in query) return Object.assign(query, { text });
    // Two schemas may share the sessions of one pool, where a name belongs to one text.
    const name = "name" in query && typeof query.name === "string" ? query.name : undefined;
    return { ...query, text, ...(name === undefined ? {} : { name: `${schema}.${name}` }) };
  };
}

type Translate = ReturnType<typeof createTranslation>;

/** The same object with one method replaced. Every other property is read from it and written to it. */
function withMethod<Of extends object>(of: Of, name: keyof Of, method: unknown): Of {
  let current = method;
  return new Proxy(of, {
    get: (target, key) => (key === name ? current : Reflect.get(target, key)),
    set: (target, key, value) => {
      if (key !== name) return Reflect.set(target, key, value);
      current = value;
      return true;
    },
  });
}

const translated = (client: pg.PoolClient, translate: Translate): pg.PoolClient =>
  withMethod(client, "query", (query: unknown, ...rest: unknown[]) => {
    const result: unknown = Reflect.apply(client.query, client, [translate(query), ...rest]);
    return result;
  });

/** A client of another program, whose statements run in a schema while they go through the result. */
export const clientInSchema = (client: pg.PoolClient, schema: string): pg.PoolClient =>
  schema === DEFAULT_SCHEMA ? client : translated(client, createTranslation(schema));

type Connected = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: unknown,
) => void;

/**
 * A pool whose statements run in a schema: where their texts name `"parley".`, the driver gets its name. Values are
 * parameters and not part of a text, so none is changed. For the default schema it is the pool itself.
 */
export function inSchema(pool: pg.Pool, schema: string): pg.Pool {
  if (schema === DEFAULT_SCHEMA) return pool;
  const translate = createTranslation(schema);
  const connect = pool.connect.bind(pool);
  // Every query of a pool uses its `connect`, which takes a callback or returns a promise.
  return withMethod(pool, "connect", (callback?: Connected) => {
    if (callback === undefined) return connect().then((client) => translated(client, translate));
    return connect((error, client, done) =>
      callback(error, client && translated(client, translate), done),
    );
  });
}
