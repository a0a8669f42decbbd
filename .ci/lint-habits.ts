/** Code, and what the repository's lint has to say of it. */
export interface LintCase {
  readonly title: string;
  /** Where the code stands in the workspace. */
  readonly path: string;
  readonly code: string;
  /** The rule that refuses the code, or undefined where it is fine. */
  readonly rule: string | undefined;
}

const titleWords = (title: string) => title.toLowerCase().replaceAll(/\W+/g, "-");

interface Place {
  readonly folder?: string;
  readonly file?: string;
}

/** Code that one rule refuses. */
function refused([title, rule]: [string, string], code: string, place: Place = {}): LintCase {
  const { folder = "packages/api/src", file = `${titleWords(title)}.ts` } = place;
  return { title, path: `${folder}/${file}`, code, rule };
}

const fine = (title: string, code: string, place: Place = {}): LintCase => ({
  ...refused([title, ""], code, place),
  rule: undefined,
});

const exhaustive = "typescript(switch-exhaustiveness-check)";
const onSwitch = (cases: string) =>
  `export const f = (x: "a" | "b") => { switch (x) { ${cases} } };`;

/** How code is written. */
export const habits: readonly LintCase[] = [
  refused(
    ["a promise is awaited", "typescript(no-floating-promises)"],
    "const f = async () => 1;\nexport const g = () => { f(); };",
  ),
  refused(
    ["a promise is no condition", "typescript(no-misused-promises)"],
    "const f = async () => true;\nexport const g = () => { if (f()) return 1; return 2; };",
  ),
  refused(
    ["only a promise is awaited", "typescript(await-thenable)"],
    "export const f = async () => { await 1; };",
  ),
  refused(
    ["a promise returned in try is awaited", "typescript(return-await)"],
    "const f = async () => 1;\nexport const g = async () => { try { return f(); } catch { return 0; } };",
  ),
  refused(
    ["only errors are thrown", "typescript(only-throw-error)"],
    `export const f = () => { throw "no"; };`,
  ),
  refused(
    ["no any", "typescript(no-explicit-any)"],
    "export const f = (x: any): number => Number(x);",
  ),
  refused(
    ["no any by the back door", "typescript(no-unsafe-return)"],
    `export const f = (): string => JSON.parse("1");`,
  ),
  refused(
    ["no non-null assertion", "typescript(no-non-null-assertion)"],
    "export const f = (x?: string): string => x!;",
  ),
  refused(
    ["types are imported as types", "typescript(consistent-type-imports)"],
    `import { Stats } from "node:fs";\nexport type Y = Stats;`,
  ),
  refused(
    ["an import of types leaves no trace", "typescript(no-import-type-side-effects)"],
    `import { type Stats } from "node:fs";\nexport type X = Stats;`,
  ),
  refused(["a switch names every case", exhaustive], onSwitch(`case "a": return 1;`)),
  refused(
    ["a default does not stand for a case", exhaustive],
    onSwitch(`case "a": return 1; default: return 2;`),
  ),
  refused(
    ["a complete switch has no default", exhaustive],
    onSwitch(`case "a": return 1; case "b": return 2; default: return 3;`),
  ),
  fine("a complete switch is enough", onSwitch(`case "a": return 1; case "b": return 2;`)),
  refused(["equality is strict", "eslint(eqeqeq)"], "export const f = (x: number) => x == 1;"),
  refused(
    ["three parameters at most", "eslint(max-params)"],
    "export const f = (a: number, b: number, c: number, d: number) => a + b + c + d;",
  ),
  refused(
    ["a package prints nothing", "eslint(no-console)"],
    "export const f = () => console.log(1);",
  ),
  fine("the server may print", "export const f = () => console.log(1);", {
    folder: "apps/server/src",
  }),
  refused(
    ["the environment is read in one place", "node(no-process-env)"],
    `export const f = () => process.env["PORT"];`,
    { folder: "apps/server/src" },
  ),
  refused(
    ["the environment has no second name", "eslint(no-restricted-imports)"],
    `import { env } from "node:process";\nexport const f = () => env["PORT"];`,
    { folder: "apps/server/src" },
  ),
  fine("that place is env.ts", `export const f = () => process.env["PORT"];`, {
    folder: "apps/server/src",
    file: "env.ts",
  }),
  refused(["no barrel", "oxc(no-barrel-file)"], `export * from "./no-default-export.ts";`),
  refused(
    ["no default export", "import(no-default-export)"],
    "export const x = 1;\nexport default x;",
  ),
  refused(
    ["no circle of imports", "import(no-cycle)"],
    `import { a } from "./no-circle-seen-from-the-other-side.ts";\nexport const b = () => a();`,
  ),
  refused(
    ["no circle seen from the other side", "import(no-cycle)"],
    `import { b } from "./no-circle-of-imports.ts";\nexport const a = (): number => b();`,
  ),
  refused(
    ["file names are kebab-case", "unicorn(filename-case)"],
    "export const sendMessage = 1;",
    { file: "sendMessage.ts" },
  ),
  refused(
    ["hooks are called at the top", "react(hooks)"],
    `import { useState } from "react";\nexport function useX(on: boolean) { if (on) return useState(1); return undefined; }`,
    { folder: "packages/react/src/hooks" },
  ),
  refused(
    ["no comparison hangs on the locale of a browser", "eslint(no-restricted-properties)"],
    "export const isSame = (a: string, b: string) => a.toLocaleLowerCase() === b.toLocaleLowerCase();",
  ),
  refused(
    ["no order hangs on the locale of a browser", "eslint(no-restricted-properties)"],
    "export const order = (a: string, b: string) => a.localeCompare(b);",
  ),
  refused(
    ["no test is left out", "vitest(no-disabled-tests)"],
    `import { test } from "vitest";\ntest.skip("x", () => {});`,
    { file: "left-out.test.ts" },
  ),
  refused(
    ["no test stands alone", "vitest(no-focused-tests)"],
    `import { expect, test } from "vitest";\ntest.only("x", () => expect(1).toBe(1));`,
    { file: "alone.test.ts" },
  ),
];
