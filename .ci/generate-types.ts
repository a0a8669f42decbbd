// Writes the types that a page needs as plain TypeScript: those of the contract without Zod, and the router's without the
// server. Both have names in an editor, and a compiler reads two files for them. With --check it only compares.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { appRouter, demoAppRouter } from "../packages/api/src/app-router.ts";
import {
  type InferredType,
  readContractModules,
  required,
  rowOf,
  type Schema,
} from "./contract-schemas.ts";

const root = join(import.meta.dirname, "..");

type Mode = InferredType["mode"];

/** A type that the contract exports, and the text that declares its schema. */
interface Named extends Omit<InferredType, "schemaName"> {
  readonly text: string;
  readonly doc: string;
}

const isOptional = ({ _zod }: Schema, mode: Mode) =>
  (mode === "input" ? _zod.optin : _zod.optout) !== undefined;

/** Whether a property may be absent, but not `undefined`. */
const isExact = ({ _zod }: Schema) => _zod.traits.has("$ZodExactOptional");

/** The comment that ends where `code` begins, in a declaration. */
const commentBefore = (text: string, code: string) =>
  new RegExp(String.raw`(/\*\*(?:(?!\*/)[^])*\*/)\s*${code}`).exec(text)?.[1];

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

const literals = (values: readonly unknown[]) =>
  values.map((value) => JSON.stringify(value)).join(" | ");

const modules = await readContractModules();

/** Types of the modules with schemas that follow from other types, or from lists. */
const derivedTypes: readonly string[] = modules
  .filter(({ types }) => types.length > 0)
  .flatMap(({ text, exports }) => {
    const listOf = (name: string): object => {
      const list = exports[name];
      return typeof list === "object" && list !== null ? list : {};
    };
    const listed = text
      .replaceAll(/\(typeof (\w+)\)\[number\]/g, (_, name: string) =>
        literals(Object.values(listOf(name))),
      )
      .replaceAll(/keyof typeof (\w+)/g, (_, name: string) => literals(Object.keys(listOf(name))));
    const types = listed.matchAll(/(?:^\/\*\*[^\n]*\*\/\n)?^export type [^=]+ = (?!z\.).*;$/gm);
    return [...types].map(([type]) => type);
  });

const named: readonly Named[] = modules.flatMap(({ text, types }) =>
  types.map(({ schemaName, ...type }) => {
    const start = text.indexOf(`export const ${schemaName} =`);
    return {
      ...type,
      text: text.slice(start, text.indexOf("\nexport ", start + 1)),
      doc: commentBefore(text, `export const ${schemaName}\\b`) ?? "",
    };
  }),
);
// A schema with another `parse`, as procedures have, has the same internals.
const nameOf = new Map<Schema["_zod"], Named>();
for (const type of named) {
  nameOf.set(type.schema._zod, type);
  nameOf.set(required(type.schema)._zod, type);
}

/** How a schema is written: as what goes in or comes out, with the comments of the text that declares it. */
interface Writing {
  readonly mode: Mode;
  readonly text: string;
}

function fieldsOf(shape: Readonly<Record<string, Schema>>, writing: Writing): string {
  const fields = Object.entries(shape).map(([key, schema]) => {
    const doc = commentBefore(writing.text, `${escaped(key)}:`);
    const mark = isOptional(schema, writing.mode) ? "?" : "";
    const end = mark === "" || isExact(schema) ? "" : " | undefined";
    return `${doc === undefined ? "" : `${doc}\n`}${key}${mark}: ${typeOf(schema, writing)}${end};`;
  });
  return `{ ${fields.join("\n")} }`;
}

/** A union; the comment of a member is found by the literal with which it begins. */
function optionsOf(options: readonly Schema[], writing: Writing): string {
  return options
    .map((option) => {
      const type = typeOf(option, writing);
      const literal = /^\{ (\w+): "([^"]+)";/.exec(type);
      if (literal === null) return type;
      const [, key = "", value = ""] = literal;
      const code = String.raw`z\.(?:strictO|o)bject\(\{\s*${key}: z\.literal\("${escaped(value)}"\)`;
      const doc = commentBefore(writing.text, code);
      return doc === undefined ? type : `\n${doc}\n${type}`;
    })
    .join(" | ");
}

/** What a declaration of the schema says, without `undefined`. */
function bodyOf(given: Schema, writing: Writing): string {
  const { def } = required(given)._zod;
  switch (def.type) {
    case "string":
    case "number":
    case "boolean":
    case "null":
    case "void":
    case "undefined":
      return def.type;
    case "literal":
      return literals(def.values);
    case "enum":
      return literals(Object.values(def.entries));
    case "array":
      return `(${typeOf(def.element, writing)})[]`;
    case "object":
      return fieldsOf(def.shape, writing);
    case "union":
      return optionsOf(def.options, writing);
    case "record":
      return `Record<${typeOf(def.keyType, writing)}, ${typeOf(def.valueType, writing)}>`;
    case "nullable":
      return `${typeOf(def.innerType, writing)} | null`;
    case "optional":
    case "default":
    case "prefault":
    case "pipe":
      throw new Error(`${def.type} inside of another schema`);
  }
}

/** The name of a schema's type, or the type itself if it has none, without `undefined`. */
function typeOf(given: Schema, writing: Writing): string {
  const schema = rowOf(given);
  const known = nameOf.get(required(schema)._zod);
  if (known !== undefined) return known.name;
  const isObject = required(schema)._zod.def.type === "object";
  return bodyOf(schema, isObject ? { ...writing, text: "" } : writing);
}

function declare({ name, schema, doc, ...writing }: Named): string {
  const type = bodyOf(schema, writing);
  const isObject = required(schema)._zod.def.type === "object";
  return `${doc}\nexport ${isObject ? `interface ${name} ${type}` : `type ${name} = ${type};`}\n`;
}

/** What tRPC keeps of a procedure. */
interface Procedure {
  readonly _def: {
    readonly type: string;
    readonly inputs: readonly Schema[];
    readonly output?: Schema;
  };
}

/** The values of subscriptions, which have no schema. */
const yielded: Readonly<Record<string, string>> = {
  "events.stream": "{ id: string; data: StreamEvent }",
  "events.signals": "Signal",
};

function procedureType(path: string, { _def: { type, inputs, output } }: Procedure): string {
  const [input, ...more] = inputs;
  if (more.length > 0) throw new Error(`${path} has several inputs`);
  const given =
    input === undefined
      ? "void"
      : `${typeOf(input, { mode: "input", text: "" })}${isOptional(input, "input") ? " | undefined" : ""}`;
  if (type === "subscription") return `Subscription<${given}, ${yielded[path]}>`;
  const returned = output === undefined ? "void" : typeOf(output, { mode: "infer", text: "" });
  return `${type === "query" ? "Query" : "Mutation"}<${given}, ${returned}>`;
}

function recordOf(procedures: Readonly<Record<string, unknown>>): string {
  const groups = Map.groupBy(Object.entries(procedures), ([path]) => path.split(".")[0] ?? "");
  const entries = [...groups].map(([noun, members]) => {
    const types = members.map(([path, procedure]) => {
      // tRPC does not declare what its procedures keep.
      const type = procedureType(path, procedure as Procedure);
      return `${path.slice(noun.length + 1)}: ${type};`;
    });
    return `${noun}: { ${types.join("\n")} };`;
  });
  return `{ ${entries.join("\n")} }`;
}

function routerTypes(): string {
  const all: Readonly<Record<string, unknown>> = demoAppRouter._def.procedures;
  const product: Readonly<Record<string, unknown>> = appRouter._def.procedures;
  const demo = Object.entries(all).filter(([path]) => !(path in product));
  const body = `
interface Root {
  ctx: object;
  meta: object;
  errorShape: { code: TRPC_ERROR_CODE_NUMBER; message: string; data: ErrorData };
  transformer: false;
}
type Query<Input, Output> = TRPCQueryProcedure<{ meta: object; input: Input; output: Output }>;
type Mutation<Input, Output> = TRPCMutationProcedure<{ meta: object; input: Input; output: Output }>;
type Subscription<Input, Value> = TRPCSubscriptionProcedure<{
  meta: object;
  input: Input;
  output: AsyncIterable<Value, void, void>;
}>;

type Product = ${recordOf(product)};
type Demo = ${recordOf(Object.fromEntries(demo))};

/** The type of the server's router: every procedure with its input and its result. */
export type AppRouter = TRPCBuiltRouter<Root, Product>;

/** The router of a server in demo mode, which has a sign-in of its own. */
export type DemoAppRouter = TRPCBuiltRouter<Root, Product & Demo>;
`;
  const names = named
    .map(({ name }) => name)
    .filter((name) => new RegExp(`\\b${name}\\b`).test(body));
  return `${warning}
import type { ${names.toSorted().join(", ")} } from "@parley/contract";
import type {
  TRPC_ERROR_CODE_NUMBER,
  TRPCBuiltRouter,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
  TRPCSubscriptionProcedure,
} from "@trpc/server";
${body}`;
}

const warning =
  "// Generated by `npm run generate:types`, which reads the schemas and the router. Do not edit.\n";

/** The files, formatted. */
function formatted(path: string, text: string): string {
  const formatter = join(root, "node_modules/.bin/oxfmt");
  const { stdout, stderr, status } = spawnSync(formatter, [`--stdin-filepath=${path}`], {
    cwd: root,
    input: text,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`oxfmt: ${stderr}`);
  return stdout;
}

const files = {
  "packages/contract/src/types.ts": [warning, ...named.map(declare), ...derivedTypes].join("\n"),
  "packages/client/src/app-router.ts": routerTypes(),
};

for (const [path, text] of Object.entries(files)) {
  const now = existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : "";
  const wanted = formatted(path, text);
  if (now === wanted) continue;
  if (process.argv.includes("--check")) {
    console.error(`${path} is not what the schemas and the router declare: npm run generate:types`);
    process.exitCode = 1;
  } else writeFileSync(join(root, path), wanted);
}
