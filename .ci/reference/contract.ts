import { anchor, code, type Page, paragraphs, prose, table, title } from "./markdown.ts";
import type { Source } from "./source.ts";
import {
  type ContractModule,
  readContractModules,
  required,
  rowOf,
  type Schema,
} from "../contract-schemas.ts";

/** A schema that the contract exports. */
interface Named {
  /** The name of its type; a schema without one is a scalar, named after itself. */
  readonly name: string;
  readonly isType: boolean;
  readonly schema: Schema;
  readonly doc: string;
  readonly path: string;
  /** Docstrings of fields. */
  readonly fields: Readonly<Record<string, string>>;
}

/** All schemas of the contract, and how to write one. */
export interface Contract {
  readonly named: readonly Named[];
  nameOf(schema: Schema): Named | undefined;
  /** A type as Markdown, with links to those that have a name. */
  typeOf(schema: Schema): string;
  /** A table of the fields of an object. */
  fieldsOf(schema: Schema): string;
}

/** The schemas of a module, each with its docstring and those of its fields. */
function describeSchemas(source: Source, { path, schemas, types }: ContractModule): Named[] {
  const nameOf = new Map(types.map(({ name, schemaName }) => [schemaName, name]));
  const exported = source.exportsOf(path);
  return exported.flatMap(({ name, doc, symbol }) => {
    const schema = schemas.get(name);
    if (schema === undefined) return [];
    const typeName = nameOf.get(name);
    const type = exported.find((other) => other.name === typeName);
    const declared =
      type === undefined
        ? source.checker.getTypeOfSymbol(symbol)
        : source.checker.getDeclaredTypeOfSymbol(type.symbol);
    const properties =
      declared === undefined || type === undefined
        ? []
        : source.checker.getPropertiesOfType(
            source.checker.getNonNullableType(declared) ?? declared,
          );
    const fields = properties.map((field) => [
      field.name,
      source.checker.getDocumentationCommentOfSymbol(field),
    ]);
    return {
      name: typeName ?? name.replace(/Schema$/, ""),
      isType: type !== undefined,
      schema,
      doc: type?.doc || doc,
      path,
      fields: Object.fromEntries(fields) as Readonly<Record<string, string>>,
    };
  });
}

/** A number with its range, unless that is the one that JavaScript has anyway. */
function writeNumber({ minValue: min, maxValue: max }: Schema, format: string | undefined): string {
  const name = format?.endsWith("int") === true ? "integer" : "number";
  const [isFrom, isTo] = [min, max].map(
    (bound) => typeof bound === "number" && Number.isFinite(bound) && Math.abs(bound) < 2 ** 31 - 1,
  );
  if (isFrom === true) return isTo === true ? `${name}, ${min} to ${max}` : `${name}, from ${min}`;
  return isTo === true ? `${name}, up to ${max}` : name;
}

const byName = new Intl.Collator("en");

const literal = (value: unknown) => code(JSON.stringify(value));

function writeType(schema: Schema, typeOf: (schema: Schema) => string): string {
  const { def } = schema._zod;
  switch (def.type) {
    case "number":
      return writeNumber(schema, def.format);
    case "string":
    case "boolean":
    case "null":
    case "void":
    case "undefined":
      return def.type;
    case "literal":
      return def.values.map(literal).join(" or ");
    case "enum":
      return Object.values(def.entries).map(literal).join(", ");
    case "array":
      return `array of ${typeOf(def.element)}`;
    case "object":
      return `{ ${Object.entries(def.shape)
        .map(
          ([key, field]) => `${key}${field._zod.optin === undefined ? "" : "?"}: ${typeOf(field)}`,
        )
        .join(", ")} }`;
    case "union":
      return def.options.map(typeOf).join(" or ");
    case "record":
      return `record of ${typeOf(def.keyType)} to ${typeOf(def.valueType)}`;
    case "pipe":
      return typeOf(def.in);
    case "nullable":
      return `${typeOf(def.innerType)} or null`;
    case "optional":
    case "prefault":
    case "default":
      return typeOf(def.innerType);
  }
}

const defaultOf = ({ _zod: { def } }: Schema): string =>
  def.type === "default" ? `Default ${literal(def.defaultValue)}.` : "";

/** Reads the contract from its source. */
export async function readContract(source: Source): Promise<Contract> {
  const modules = await readContractModules();
  const described = modules.flatMap((module) => describeSchemas(source, module));
  const named = described.toSorted((one, other) => byName.compare(one.name, other.name));
  // A schema with another `parse`, as procedures have, has the same internals.
  const names = new Map(named.map((one) => [one.schema._zod, one]));
  for (const one of named)
    if (!names.has(required(one.schema)._zod)) names.set(required(one.schema)._zod, one);
  const nameOf = (schema: Schema) => names.get(schema._zod) ?? names.get(required(schema)._zod);

  const typeOf = (given: Schema): string => {
    const schema = rowOf(given);
    const known = nameOf(schema);
    if (known !== undefined) return `[${code(known.name)}](types.md#${anchor(known.name)})`;
    return writeType(schema, typeOf);
  };
  return {
    named,
    nameOf,
    typeOf,
    fieldsOf: (schema) => {
      const { def } = required(schema)._zod;
      if (def.type === "pipe") return "";
      if (def.type !== "object") return writeType(required(schema), typeOf);
      const docs = nameOf(schema)?.fields ?? {};
      return table(
        ["Field", "Type", "Meaning"],
        Object.entries(def.shape)
          .filter(([key]) => key !== "direction")
          .map(([key, field]) => [
            `${code(key)}${field._zod.optin === undefined ? "" : " (optional)"}`,
            typeOf(field),
            [prose(docs[key] ?? ""), defaultOf(field)].filter((part) => part !== "").join(" "),
          ]),
      );
    },
  };
}

/** The page of all types that client and server exchange. */
export function typesPage(contract: Contract): Page {
  const declared = contract.named.filter(({ isType }) => isType);
  const scalars = contract.named.filter(({ isType }) => !isType);
  const undescribed = contract.named.filter(({ doc }) => doc === "");
  return {
    file: "types.md",
    text: paragraphs(
      title(
        "Types",
        "What client and server exchange, as `@parley/contract` declares it. Times are ISO 8601 in UTC with milliseconds. " +
          "An input with a field that is not listed is refused with `invalid_input`.",
      ),
      declared.flatMap(({ name, doc, schema }) => [
        `## ${name}`,
        prose(doc),
        contract.fieldsOf(schema),
      ]),
      "# Scalars",
      scalars.flatMap(({ name, doc, schema }) => [
        `## ${name}`,
        prose(doc),
        contract.fieldsOf(schema),
      ]),
    ),
    missing: undescribed.map(({ name, path }) => `${path}: ${name}`),
  };
}
