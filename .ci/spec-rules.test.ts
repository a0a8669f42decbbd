import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "parley-rules-"));
mkdirSync(join(folder, "packages/a"), { recursive: true });
afterAll(() => rmSync(folder, { recursive: true }));

/** Checks a SPEC.md with the rules AB-1 and AB-2 against tests. */
function check(tests: string, rules = "- **AB-1** One.\n- **AB-2** Two.\n") {
  writeFileSync(join(folder, "SPEC.md"), rules);
  writeFileSync(
    join(folder, "packages/a/a.test.tsx"),
    `import { test } from "vitest";\nconst page = <p>{"test('CD-1: not a call')"}</p>;\n${tests}`,
  );
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, "spec-rules.ts")],
    { cwd: folder, encoding: "utf8" },
  );
  return { status, says: (stdout + stderr).trimEnd().split("\n") };
}

const both = `test("AB-1, AB-2: both", () => {});`;

test.each([
  both,
  "test(`AB-1, AB-2: ${1} template`, { retry: 0 }, () => {});",
  `test.each<number>([")("])("AB-1: ('%s')", () => {}); test.runIf(true)("AB-2: 'quoted'", () => {});`,
  `function contract() { test.only.for(cases)("AB-1, AB-2: in a function", () => {}); }`,
  `${both} test("UTF-8 is the name of no rule", () => {});`,
])("every rule is found in %s", (tests) => {
  expect(check(tests)).toEqual({ status: 0, says: ["2 rules, each quoted by a test"] });
});

test.each([
  [
    "a rule without a test",
    `test("AB-1: one", () => {});`,
    "SPEC.md: AB-2 has no test that quotes it",
  ],
  [
    "a comment",
    `// test("AB-2: two")\ntest("AB-1: one", () => {});`,
    "SPEC.md: AB-2 has no test that quotes it",
  ],
  [
    "a rule of a family that exists",
    `${both} test("AB-3: x", () => {});`,
    "packages/a/a.test.tsx: a test quotes AB-3, which SPEC.md does not have",
  ],
  [
    "a rule of no family",
    `${both} test("ZZ-9: x", () => {});`,
    "packages/a/a.test.tsx: a test quotes ZZ-9, which SPEC.md does not have",
  ],
  [
    "a computed title",
    `${both} test(titleOf("x"), () => {});`,
    "packages/a/a.test.tsx: a test has a computed title, which may quote any rule",
  ],
])("%s is refused", (_what, tests, problem) => {
  expect(check(tests)).toEqual({ status: 1, says: [problem] });
});

test("a rule that is stated twice is refused", () => {
  const rules = "- **AB-1** One.\n- **AB-2** Two.\n- **AB-1** Again.\n";
  expect(check(both, rules)).toEqual({ status: 1, says: ["SPEC.md: AB-1 is stated twice"] });
});
