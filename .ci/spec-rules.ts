// Lists the rules of SPEC.md that no test title quotes, numbers that tests quote and SPEC.md does not have, duplicate numbers,
// and titles that cannot be read without running the test. Each fails `verify`.
import { globSync, readFileSync } from "node:fs";
import { parseAst } from "vitest/node";

/** What a title proves stands before its first colon. */
const PROVED = /^[A-Z]{2,5}-\d+(?:, [A-Z]{2,5}-\d+)*(?=: )/;
/** Members of `test` that do not take the title, but return a function that does. */
const CURRIED = new Set(["each", "for", "runIf", "skipIf", "extend"]);

interface Node extends Readonly<Record<string, unknown>> {
  readonly type: string;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

function* callsIn(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* callsIn(item);
  if (!isNode(value)) return;
  if (value.type === "CallExpression") yield value;
  for (const child of Object.values(value)) yield* callsIn(child);
}

/** The name of a member access: `each` of `test.each`. */
const memberOf = (node: unknown): unknown =>
  isNode(node) && node.type === "MemberExpression" && isNode(node["property"])
    ? node["property"]["name"]
    : undefined;

/** What a chain of calls and members begins with: `test` of `test.each(cases)`. */
function rootOf(node: unknown): unknown {
  if (!isNode(node)) return undefined;
  return node.type === "Identifier" ? node["name"] : rootOf(node["object"] ?? node["callee"]);
}

/** The text of a title, with `…` for what a template inserts; undefined if it is computed. */
function textOf(title: unknown): string | undefined {
  if (!isNode(title)) return undefined;
  if (title.type === "Literal") return String(title["value"]);
  if (title.type !== "TemplateLiteral") return undefined;
  // By the grammar of templates (ESTree, TemplateElement).
  const parts = title["quasis"] as readonly { readonly value: { readonly cooked: string } }[];
  return parts.map(({ value }) => value.cooked).join("…");
}

/** The titles of the tests in a file. */
function* titlesIn(file: string): Generator<string | undefined> {
  const code = readFileSync(file, "utf8");
  if (!code.includes('from "vitest"')) return;
  for (const call of callsIn(parseAst(code, { lang: file.endsWith("x") ? "tsx" : "ts" }))) {
    const { callee, arguments: given } = call;
    if (rootOf(callee) !== "test" || CURRIED.has(String(memberOf(callee)))) continue;
    yield textOf(Array.isArray(given) ? given[0] : undefined);
  }
}

const problems: string[] = [];
const stated = [...readFileSync("SPEC.md", "utf8").matchAll(/^- \*\*([A-Z]{2,5}-\d+)\*\*/gm)];
const rules = new Set<string>();
for (const [, rule = ""] of stated) {
  if (rules.has(rule)) problems.push(`SPEC.md: ${rule} is stated twice`);
  rules.add(rule);
}

const proved = new Set<string>();
// Also files that are not named as tests: a contract suite tests every implementation of one port.
const files = globSync("{.ci,packages/*,apps/*}/**/*.{ts,tsx}", {
  exclude: ["**/node_modules/**", "**/dist/**"],
});
for (const file of files) {
  for (const title of titlesIn(file)) {
    if (title === undefined)
      problems.push(`${file}: a test has a computed title, which may quote any rule`);
    for (const rule of PROVED.exec(title ?? "")?.[0].split(", ") ?? []) {
      if (!rules.has(rule))
        problems.push(`${file}: a test quotes ${rule}, which SPEC.md does not have`);
      proved.add(rule);
    }
  }
}

for (const rule of rules)
  if (!proved.has(rule)) problems.push(`SPEC.md: ${rule} has no test that quotes it`);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`${rules.size} rules, each quoted by a test`);
