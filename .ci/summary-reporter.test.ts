import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Runs Vitest in a folder of its own on the given test files, with this reporter. */
function runVitest({ files, ci = false }: { files: Record<string, string>; ci?: boolean }) {
  const folder = mkdtempSync(join(tmpdir(), "parley-reporter-"));
  folders.push(folder);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  for (const [name, body] of Object.entries(files)) {
    writeFileSync(
      join(folder, name),
      `import { beforeAll, describe, expect, test } from "vitest";\n${body}`,
    );
  }
  const reporter = join(root, ".ci/summary-reporter.ts");
  const args = ["run", "--root", folder, "--reporter=default", `--reporter=${reporter}`];
  const { stdout, status } = spawnSync(
    process.execPath,
    [join(root, "node_modules/vitest/vitest.mjs"), ...args],
    { encoding: "utf8", env: { ...process.env, CI: String(ci), VITEST: "", NO_COLOR: "1" } },
  );
  return { status, lines: stdout.trimEnd().split("\n") };
}

const passing = `test("one", () => expect(1).toBe(1)); test("two", () => {});`;
const skipping = `test("one", (t) => t.skip("no Chromium")); test("two", () => {});`;

/** Each file breaks in another way, and each counts as one failure. */
const failing = {
  "failing-test.test.ts": `test("no", () => expect(1).toBe(2)); ${passing}`,
  "absent-import.test.ts": `import "./absent.ts";`,
  "failing-preparation.test.ts": `describe("d", () => { beforeAll(() => { throw new Error("no"); }); test("x", () => {}); });`,
  "unseen-rejection.test.ts": `${passing} void Promise.reject(new Error("unseen"));`,
};

const cases = [
  { title: "all green", files: { "a.test.ts": passing }, last: "2 passed, 0 failed", status: 0 },
  { title: "every failure", files: failing, last: "4 passed, 4 failed, 1 skipped", status: 1 },
  { title: "no file at all", files: {}, last: "0 passed, 1 failed", status: 1 },
  {
    title: "nothing but skips",
    files: { "a.test.ts": `describe.skip("d", () => { test("x", () => {}); });` },
    last: "0 passed, 1 failed, 1 skipped",
    status: 1,
  },
  {
    title: "a skip with CI=true",
    files: { "a.test.ts": skipping },
    ci: true,
    last: "1 passed, 1 failed",
    status: 1,
  },
];

test.each(cases)("the last line after $title is '$last'", ({ files, ci, last, status }) => {
  const run = runVitest({ files, ...(ci === undefined ? {} : { ci }) });
  expect(run.lines.at(-1)).toBe(last);
  expect(run.status).toBe(status);
});

test("a skip is counted, and names its file and the reason that the test gave", () => {
  const run = runVitest({ files: { "a.test.ts": skipping } });
  expect(run.lines.slice(-2)).toEqual([
    "Skipped 1 of a.test.ts: no Chromium",
    "1 passed, 0 failed, 1 skipped",
  ]);
  expect(run.status).toBe(0);
});
