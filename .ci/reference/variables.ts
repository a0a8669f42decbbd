import { variables } from "../../apps/server/src/env.ts";
import type { Schema } from "../contract-schemas.ts";
import { code, type Page, paragraphs, prose, title } from "./markdown.ts";
import type { Source } from "./source.ts";

const path = "apps/server/src/env.ts";

/** What a value must be, in the words of the refusal of one that is not. */
function formOf(field: {
  safeParse(value: unknown): { error?: { issues: { message: string }[] } };
}) {
  const message = field.safeParse("\u0000").error?.issues[0]?.message ?? "";
  return message.startsWith("must ") ? `It ${prose(message)}. ` : "";
}

/** The default of a variable; parsed values are shown as the text that stands for them. */
function defaultOf({ _zod: { def } }: Schema): string {
  if (def.type !== "default") return "none";
  const { defaultValue: value } = def;
  if (Array.isArray(value)) return value.length === 0 ? "none" : code(value.join(","));
  if (typeof value === "string" || typeof value === "number") return code(`${value}`);
  // Only the rate limits are an object.
  return "[Limits](../operations.md#limits-for-people-and-addresses)";
}

/** The page of the variables that the server reads. */
export function variablesPage(source: Source): Page {
  const exported = source.exportsOf(path).find(({ name }) => name === "Variables");
  const declared =
    exported === undefined ? undefined : source.checker.getDeclaredTypeOfSymbol(exported.symbol);
  if (declared === undefined) throw new Error(`${path} does not export Variables`);
  const docs = new Map(
    source.checker
      .getPropertiesOfType(declared)
      .map((field) => [field.name, source.checker.getDocumentationCommentOfSymbol(field)]),
  );
  const names = Object.keys(variables.shape) as (keyof typeof variables.shape)[];
  return {
    file: "variables.md",
    text: paragraphs(
      title(
        "Environment variables",
        "Everything that the server reads from its environment. A value that is wrong stops the server with one line that names " +
          "the variable. An empty value counts as none.",
      ),
      names.flatMap((name) => [
        `## ${name}`,
        prose(docs.get(name) ?? ""),
        // The fields of a Zod object are schemas, of which this reads a part.
        `${formOf(variables.shape[name])}Default: ${defaultOf(variables.shape[name] as unknown as Schema)}.`,
      ]),
    ),
    missing: names.filter((name) => (docs.get(name) ?? "") === "").map((it) => `${path}: ${it}`),
  };
}
