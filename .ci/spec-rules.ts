// Lists the rules of SPEC.md that no test title quotes, numbers that tests quote and SPEC.md does not have, and
// duplicate numbers. Each fails `verify`.
import { globSync, readFileSync } from "node:fs";

const RULE = /\b[A-Z]{2,5}-\d+\b/g;

const numbers = [...readFileSync("SPEC.md", "utf8").matchAll(/^- \*\*([A-Z]{2,5}-\d+)\*\*/gm)].map(
  ([, rule]) => rule,
);
const rules = new Set(numbers);
const prefixes = new Set([...rules].map((rule) => rule?.split("-")[0]));

// A contract suite tests every implementation of one port.
const suites = [
  "{packages,apps}/*/{src,e2e}/**/*.test.{ts,tsx}",
  "packages/*/src/testing/*-contract.ts",
];
const titles = globSync(suites).flatMap((file) =>
  [
    ...readFileSync(file, "utf8").matchAll(
      /\btest(?:\.(?:each|for)(?:<[^(]*>)?\([\s\S]*?\))?\(\s*["'`]([^"'`]*)/g,
    ),
  ].map(([, title]) => title ?? ""),
);
const quoted = new Set(titles.flatMap((title) => title.match(RULE) ?? []));

const unproved = [...rules].filter((rule) => rule !== undefined && !quoted.has(rule));
const twice = numbers.filter((rule, at) => numbers.indexOf(rule) !== at);
const unknown = [...quoted].filter((rule) => prefixes.has(rule.split("-")[0]) && !rules.has(rule));

for (const rule of unproved) console.error(`SPEC.md: ${rule} has no test that quotes it`);
for (const rule of unknown) console.error(`a test quotes ${rule}, which SPEC.md does not have`);
for (const rule of twice) console.error(`SPEC.md: ${rule} stands there twice`);
if (unproved.length + unknown.length + twice.length > 0) process.exit(1);
console.log(`${rules.size} rules, each quoted by a test`);
