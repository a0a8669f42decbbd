/** The parts of a Zod schema that decide its type, as the generators of types and of the reference read it. */
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
