import { timeRange } from "@parley/contract/ids";
import { rowSchemaOf } from "@parley/contract/sync";
import fc, { type Arbitrary } from "fast-check";
import * as z from "zod";

/** Values of every type that an input can have, some of which are valid for most fields: the schema selects. */
export interface Pool {
  /** Ids and texts that exist in the database under test. */
  readonly known: readonly string[];
  /** Values that lead furthest in a field of that name. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

const LONG = 6_000;

/** Texts that often break parsers. */
const hostileTexts = [
  "",
  " ",
  "\0",
  "a\0b",
  "\uD800",
  "x\uDFFFy",
  "\u202Eabc\u202C",
  "\u200F\u200E\u2066",
  "\u00AD\u200B\uFEFF",
  "\u0300\u0300",
  "ﷺ",
  "İıſẞß",
  "👩‍👩‍👧‍👦",
  "NaN",
  "-0",
  "1e400",
  "9007199254740993",
  "99999999999999999999",
  "null",
  "undefined",
  "true",
  "__proto__",
  "constructor",
  "toString",
  "'; drop table users; --",
  "%_\\",
  "{}",
  "[object Object]",
  "${1}",
  "$1",
  "infinity",
  "now",
  "epoch",
  "0000-01-01T00:00:00.000Z",
  "-000001-01-01T00:00:00.000Z",
  "+275760-09-13T00:00:00.000Z",
  "2016-12-31T23:59:60.000Z",
  "2024-02-30T24:00:00.000Z",
  "2024-01-01T00:00:00.000+15:60",
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-7fff-bfff-ffffffffffff",
  "https://example.org/\uD800",
  "javascript:alert(1)",
  "a@b.c",
  "x".repeat(LONG),
  "é".repeat(LONG),
  "\u0300".repeat(LONG),
  "🙂".repeat(LONG),
];

const hostileNumbers = [
  ...[0, -0, -1, 0.5, 1e-320, 1e21, 1e308],
  ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ...[
    2 ** 31 - 1,
    2 ** 31,
    2 ** 32,
    -(2 ** 31) - 1,
    2 ** 53,
    2 ** 53 - 1,
    -(2 ** 53),
    2 ** 63,
    2 ** 64,
  ],
];

/** Own keys of these names, as JSON.parse creates them. */
const polluted: readonly unknown[] = [
  JSON.parse('{"__proto__":{"limit":1}}'),
  JSON.parse('{"constructor":{"prototype":{}}}'),
  JSON.parse('{"toString":null,"valueOf":1,"length":-1}'),
];

const nest = (depth: number, inside: unknown): unknown => {
  let value = inside;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};

/** Any value. */
const hostile: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...hostileTexts),
  fc.constantFrom<unknown>(...hostileNumbers),
  fc.constantFrom<unknown>(...polluted),
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    false,
    [],
    {},
    [[]],
    1n,
    Symbol.iterator,
    new Date(Number.NaN),
  ),
  fc.integer({ min: 1, max: 2_000 }).map((depth) => nest(depth, "deep")),
  fc.integer({ min: 0, max: 3_000 }).map((length) => Array.from({ length }, () => "x")),
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true }),
);

const times = [
  timeRange.first,
  timeRange.last,
  "1970-01-01T00:00:00.000Z",
  "2026-03-02T08:00:00.000Z",
];
const texts = [
  "ab",
  "Grüße",
  "会",
  "ada",
  "by meg",
  "a".repeat(200),
  "%%",
  "@Tess hello",
  "مرحبا بك",
  "x y z",
];
const forms = [
  ...[
    "🙂",
    "❤️",
    "👍🏽",
    "🇪🇸",
    "ann@example.org",
    "o'brien@example.org",
    "https://example.org/a.png",
    "Europe/Berlin",
    "07:30",
    "21:00",
    "2026-12-04",
    ...["2026-04-01T09:00", "2026-03-29T02:30", "2026-10-25T02:30", "2026-12-31T23:59"],
  ],
  ...["0", "7", "9007199254740991", "new-user", "north", "zz:1", "a".repeat(64)],
];
const numbers = [0, 1, 2, 3, 4, 5, 9, 10, 26, 50, 99, 100, 101, 1_000, 2 ** 31 - 1];

const fitting = <Value>(schema: z.ZodType, values: readonly Value[]) =>
  values.filter((value) => schema.safeParse(value).success);

/** A new id each time, in the form of a message id. */
const newId = fc.uuid({ version: 7 }).map((id) => id.toLowerCase());

function stringsOf(schema: z.ZodType, pool: Pool, field: string): Arbitrary<unknown> {
  const fixed = fitting(schema, [...pool.known, ...times, ...texts, ...forms, ...hostileTexts]);
  const known = fitting(schema, pool.known);
  const choices: Arbitrary<unknown>[] = [];
  if (fixed.length > 0) choices.push(fc.constantFrom(...fixed));
  const apt = fitting(schema, pool.fields[field] ?? []);
  if (apt.length > 0) choices.push(...Array.from({ length: 8 }, () => fc.constantFrom(...apt)));
  if (known.length > 0) choices.push(fc.constantFrom(...known), fc.constantFrom(...known));
  if (schema.safeParse("01890a5d-ac96-774b-bcce-b302099a8057").success) choices.push(newId);
  const free = fc.string({ unit: "grapheme", minLength: 2, maxLength: 60 });
  if (choices.length === 0) throw new Error("no text of the pool fits a field: add one");
  return schema.safeParse("any text at all").success
    ? fc.oneof(...choices, free)
    : fc.oneof(...choices);
}

/** Mostly valid inputs of a schema: a rule across fields may still refuse one. */
function validInputs(schema: z.ZodType, pool: Pool, field = ""): Arbitrary<unknown> {
  const of = (part: unknown, name = field): Arbitrary<unknown> => {
    // Zod's classes type their parts as members of the core, which are of these classes too.
    return validInputs(part as z.ZodType, pool, name);
  };
  const row = rowSchemaOf(schema);
  if (row !== undefined) return fc.oneof({ weight: 5, arbitrary: of(row) }, hostile);
  if (schema instanceof z.ZodOptional) return fc.option(of(schema.unwrap()), { nil: undefined });
  if (schema instanceof z.ZodNullable) return fc.option(of(schema.unwrap()), { nil: null });
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return fc.option(of(schema.unwrap()), { nil: undefined });
  if (schema instanceof z.ZodPipe) return of(schema.in);
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape).map(([key, part]) => [key, of(part, key)] as const);
    return fc
      .record(Object.fromEntries(fields))
      .map((made) =>
        Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)),
      );
  }
  if (schema instanceof z.ZodArray) return fc.array(of(schema.element), { maxLength: 6 });
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map((option) => of(option)));
  if (schema instanceof z.ZodEnum) return fc.constantFrom<unknown>(...schema.options);
  if (schema instanceof z.ZodLiteral) return fc.constantFrom<unknown>(...schema.values);
  if (schema instanceof z.ZodNull) return fc.constant(null);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) return fc.constantFrom(...fitting(schema, numbers));
  if (schema.safeParse("x".repeat(3)).success || schema instanceof z.ZodString)
    return stringsOf(schema, pool, field);
  // E-mail addresses, UUIDs, times: formats of text.
  if (fitting(schema, [...times, ...forms, ...pool.known]).length > 0)
    return stringsOf(schema, pool, field);
  throw new Error(`the generator does not know ${schema.type}: teach it`);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** One field at any depth is replaced, removed or added. */
function spoiled(
  valid: unknown,
  { how, at, by }: { how: number; at: number; by: unknown },
): unknown {
  if (!isRecord(valid) || Object.keys(valid).length === 0) return by;
  const keys = Object.keys(valid);
  const key = keys[at % keys.length] ?? "";
  const value = valid[key];
  if (how === 0) return Object.fromEntries(Object.entries(valid).filter(([name]) => name !== key));
  if (how === 1) return { ...valid, [typeof by === "string" ? by : "more"]: by };
  if (how === 2 && isRecord(value)) return { ...valid, [key]: spoiled(value, { how: 3, at, by }) };
  if (how === 2 && Array.isArray(value)) return { ...valid, [key]: [...value, by] };
  return { ...valid, [key]: by };
}

/** Inputs for a schema: valid, almost valid, and arbitrary. Without a schema, arbitrary. */
export function inputsOf(schema: z.ZodType | undefined, pool: Pool): Arbitrary<unknown> {
  if (schema === undefined) return fc.option(hostile, { nil: undefined, freq: 1 });
  const valid = validInputs(schema, pool);
  const almost = fc
    .record({ valid, how: fc.nat(3), at: fc.nat(8), by: hostile })
    .map(({ valid: from, ...change }) => spoiled(from, change));
  return fc.oneof(
    { weight: 5, arbitrary: valid },
    { weight: 4, arbitrary: almost },
    { weight: 1, arbitrary: hostile },
  );
}
