import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rowSchemaOf } from "../packages/contract/src/sync.ts";

/** The parts of a Zod schema that decide its type. */
export interface Schema {
  readonly _zod: {
    readonly def: Definition;
    /** Absent if an input, or an output, has to have a value. */
    readonly optin?: string | undefined;
    readonly optout?: string | undefined;
    /** The kinds of the schema. */
    readonly traits: ReadonlySet<string>;
  };
  readonly minValue?: number | null;
  readonly maxValue?: number | null;
}
type Definition =
  | { readonly type: "string" | "boolean" | "null" | "void" | "undefined" }
  | { readonly type: "number"; readonly format?: string }
  | { readonly type: "literal"; readonly values: readonly unknown[] }
  | { readonly type: "enum"; readonly entries: Readonly<Record<string, string>> }
  | { readonly type: "array"; readonly element: Schema }
  | { readonly type: "object"; readonly shape: Readonly<Record<string, Schema>> }
  | { readonly type: "union"; readonly options: readonly Schema[] }
  | { readonly type: "record"; readonly keyType: Schema; readonly valueType: Schema }
  | { readonly type: "pipe"; readonly in: Schema }
  | { readonly type: "nullable" | "optional"; readonly innerType: Schema }
  | {
      readonly type: "default" | "prefault";
      readonly innerType: Schema;
      readonly defaultValue: unknown;
    };

/** Without `undefined` and what stands for an absent value: a declaration that has them is named for the rest. */
export function required(schema: Schema): Schema {
  const { def } = schema._zod;
  return def.type === "optional" || def.type === "default" || def.type === "prefault"
    ? required(def.innerType)
    : schema;
}

/** The schema of the rows of a list that accepts anything, or the schema itself. */
export const rowOf = (schema: Schema): Schema =>
  // Every schema of Zod has the parts of `Schema`.
  (rowSchemaOf(schema) as Schema | undefined) ?? schema;

const isSchema = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && "_zod" in value;

/** A type that a module infers from a schema that it exports. */
export interface InferredType {
  readonly name: string;
  /** Of what goes into the schema, or comes out of it. */
  readonly mode: "infer" | "input";
  readonly schemaName: string;
  readonly schema: Schema;
}

/** A module of the contract. */
export interface ContractModule {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
  /** What it exports at run time. */
  readonly exports: Readonly<Record<string, unknown>>;
  readonly schemas: ReadonlyMap<string, Schema>;
  readonly types: readonly InferredType[];
}

const root = join(import.meta.dirname, "..");
const INFERRED = /^export type (\w+) = z\.(infer|input)<typeof (\w+)>;$/gm;

async function readModule(path: string): Promise<ContractModule> {
  const text = readFileSync(join(root, path), "utf8");
  // The namespace of a module.
  const exports = (await import(join(root, path))) as Readonly<Record<string, unknown>>;
  const schemas = new Map(
    Object.entries(exports).flatMap(([name, value]) =>
      isSchema(value) ? [[name, value] as const] : [],
    ),
  );
  const types = [...text.matchAll(INFERRED)].map(
    ([, name = "", mode, schemaName = ""]): InferredType => {
      const schema = schemas.get(schemaName);
      if (schema === undefined) throw new Error(`${path} does not export ${schemaName}`);
      return { name, mode: mode === "input" ? "input" : "infer", schemaName, schema };
    },
  );
  return { path, text, exports, schemas, types };
}

/** Reads the modules of the contract, in the order of their names. */
export function readContractModules(): Promise<readonly ContractModule[]> {
  const paths = globSync("packages/contract/src/*.ts", { cwd: root, exclude: ["**/*.test.ts"] });
  return Promise.all(
    paths
      .map((path) => path.replaceAll("\\", "/"))
      .toSorted()
      .map(readModule),
  );
}
