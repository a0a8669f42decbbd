import { readFileSync } from "node:fs";
import { join } from "node:path";
import { httpStatusOf } from "../../packages/api/src/error-mapping.ts";
import { describeRefusal } from "../../packages/contract/src/errors.ts";
import { type ErrorReason, errorReasons } from "../../packages/contract/src/error-reasons.ts";
import { anchor, code, type Page, paragraphs, prose, title } from "./markdown.ts";
import { root } from "./source.ts";

const path = "packages/contract/src/error-reasons.ts";

/** The page of reasons: what each means, and which procedures refuse with it. */
export function reasonsPage(
  procedures: readonly { readonly path: string; readonly reasons: readonly ErrorReason[] }[],
): Page {
  const text = readFileSync(join(root, path), "utf8");
  const docOf = (reason: ErrorReason) =>
    new RegExp(String.raw`/\*\* ((?:(?!\*/)[^])*) \*/\s*"${reason}"`).exec(text)?.[1] ?? "";
  return {
    file: "error-reasons.md",
    text: paragraphs(
      title(
        "Error reasons",
        "Every failed call has `error.data.reason`, which `reasonOf(error)` of `@parley/client` reads. Reasons are stable; sentences may " +
          "change. What a program should do with each is in [Embedding](../embedding.md#refusals).",
      ),
      errorReasons.flatMap((reason) => {
        const own = procedures.filter(({ reasons: of }) => of.includes(reason));
        const links = own.map(({ path: name }) => `[${code(name)}](procedures.md#${anchor(name)})`);
        return [
          `## ${reason}`,
          prose(docOf(reason)),
          `HTTP status ${httpStatusOf(reason)}. \`error.message\`: “${describeRefusal(reason)}”`,
          links.length === 0 ? "Any call can have it." : `Refused with it: ${links.join(", ")}.`,
        ];
      }),
    ),
    missing: errorReasons.filter((reason) => docOf(reason) === "").map((it) => `${path}: ${it}`),
  };
}
