import type * as z from "zod";

/** Whether a schema accepts a value and returns it as it is. False says nothing: the schema then decides. */
type IsExact = (value: unknown) => boolean;

/** A check of any type of value. */
interface Check {
  readonly _zod: z.core.$ZodCheckInternals<unknown>;
}

/** In the order in which Zod runs them. A schema of a format, such as a UUID, is the first of its own checks. */
function checksOf(schema: z.core.$ZodType): Check[] {
  const { traits, def } = schema._zod;
  const own = traits.has("$ZodCheck") ? [schema] : [];
  // Only schemas with that trait are in the list, and all of the others are checks.
  return [...own, ...(def.checks ?? [])] as unknown as Check[];
}

/** Runs Zod's own checks on values of the right type. */
function withChecks(schema: z.core.$ZodType, isOfType: IsExact): IsExact {
  const checks = checksOf(schema).map(({ _zod: { def, check } }) => ({ when: def.when, check }));
  if (checks.length === 0) return isOfType;
  const payload: z.core.ParsePayload = { value: undefined, issues: [] };
  const passes = (value: unknown) => {
    payload.value = value;
    for (const { when, check } of checks) {
      if (when !== undefined && !when(payload)) return false;
      if (check(payload) !== undefined || payload.issues.length > 0) {
        payload.issues = [];
        return false;
      }
    }
    return payload.value === value;
  };
  // The rows of a page have ids in common.
  let last: unknown;
  return (value) => {
    if (value === last && typeof value === "string") return true;
    if (!isOfType(value) || !passes(value)) return false;
    last = value;
    return true;
  };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Zod omits a key that the schema does not have, or refuses it. */
function exactObject({ shape, catchall }: z.core.$ZodObjectDef): IsExact | undefined {
  if (catchall !== undefined && catchall._zod.def.type !== "never") return undefined;
  const fields: { key: string; isExact: IsExact; isOptional: boolean }[] = [];
  for (const [key, schema] of Object.entries(shape)) {
    const isExact = exactOf(schema);
    if (isExact === undefined) return undefined;
    fields.push({ key, isExact, isOptional: schema._zod.optin === "optional" });
  }
  return (value) => {
    if (!isObject(value)) return false;
    let known = 0;
    for (const { key, isExact, isOptional } of fields) {
      const field = value[key];
      if (field !== undefined || key in value) known += 1;
      else if (isOptional) continue;
      if (!isExact(field)) return false;
    }
    for (const _ in value) known -= 1;
    return known === 0;
  };
}

/** A union whose options have different values of one key. Of others the first that accepts a value may change it. */
function exactUnion(def: z.core.$ZodUnionDef): IsExact | undefined {
  if (!("discriminator" in def) || typeof def.discriminator !== "string") return undefined;
  const { discriminator } = def;
  const options = new Map<unknown, IsExact>();
  for (const option of def.options) {
    const isExact = exactOf(option);
    const values = option._zod.propValues?.[discriminator];
    if (isExact === undefined || values === undefined) return undefined;
    for (const value of values) options.set(value, isExact);
  }
  return (value) => isObject(value) && options.get(value[discriminator])?.(value) === true;
}

const exactArray =
  (isExact: IsExact): IsExact =>
  (value) => {
    if (!Array.isArray(value)) return false;
    // `every` skips holes.
    for (const element of value) if (!isExact(element)) return false;
    return true;
  };

/** Undefined if the result of some part of a schema is known to Zod only. */
function exactOf(schema: z.core.$ZodType): IsExact | undefined {
  // The union of all schemas, which their `type` tells apart.
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const checked = (isOfType: IsExact | undefined) => isOfType && withChecks(schema, isOfType);
  const inner = (of: z.core.$ZodType, wrap: (isExact: IsExact) => IsExact) => {
    const isExact = exactOf(of);
    return isExact && wrap(isExact);
  };
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the other types are the default.
  switch (def.type) {
    case "string":
    case "boolean":
      return checked((value) => typeof value === def.type);
    case "number":
      return checked(Number.isFinite);
    case "literal":
    case "enum": {
      const values: ReadonlySet<unknown> = new Set(schema._zod.values);
      return checked((value) => values.has(value));
    }
    case "nullable":
      return inner(def.innerType, (isExact) => (value) => value === null || isExact(value));
    case "optional":
      return inner(def.innerType, (isExact) => (value) => value === undefined || isExact(value));
    case "array":
      return checked(inner(def.element, exactArray));
    case "union":
      return checked(exactUnion(def));
    case "object":
      return checked(exactObject(def));
    default:
      return undefined;
  }
}

/**
 * The same schema, which parses faster what it would return as it is: the results of reads, of which each row is
 * checked like any other output, but not copied. Everything else is parsed by Zod.
 */
export function exactFirst<Schema extends z.ZodType>(schema: Schema): Schema {
  const isExact = exactOf(schema);
  if (isExact === undefined) throw new Error("the schema has a part that changes values");
  const parse = (value: unknown) => (isExact(value) ? value : schema.parse(value));
  // It has everything of the schema, and `parse` returns what the schema's would.
  return Object.create(schema, { parse: { value: parse } }) as Schema;
}
