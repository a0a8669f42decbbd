import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "parley-run-"));

function program(name: string, script: string): void {
  writeFileSync(join(folder, "bin", name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

beforeAll(() => {
  mkdirSync(join(folder, "bin"));
  mkdirSync(join(folder, ".ci"));
  cpSync(join(import.meta.dirname, "run"), join(folder, ".ci/run"));
  for (const name of ["chromium", "dpkg", "apt-get"]) program(name, `echo ${name} "$@"`);
});

afterAll(() => rmSync(folder, { recursive: true }));

interface Given {
  readonly verify?: string;
  readonly test: string;
  readonly more?: string;
  /** The second run of `a.test.ts`, alone. */
  readonly again?: string;
  /** After which a suite hangs. */
  readonly limit?: string;
}

/** Runs `.ci/run` with stub programs, whose results the test sets. */
function runWith({
  verify = "true",
  test: tests,
  more = "echo '1 passed, 0 failed'",
  again = "exit 1",
  limit = "10m",
}: Given) {
  program(
    "npm",
    `case "$*" in 'run verify') ${verify} ;; test) ${tests} ;; 'test -- a.test.ts') ${again} ;; 'run test:more') ${more} ;; esac`,
  );
  const { stdout, status } = spawnSync("bash", [join(folder, ".ci/run")], {
    encoding: "utf8",
    env: { PATH: `${join(folder, "bin")}:/usr/bin:/bin`, CI: "false", PARLEY_SUITE_LIMIT: limit },
  });
  return { last: stdout.trimEnd().split("\n").at(-1), status, stdout };
}

const cases = [
  {
    title: "all is well",
    given: { test: "echo '12 passed, 0 failed'" },
    expected: { last: "13 passed, 0 failed", status: 0 },
  },
  {
    title: "a test fails, and npm says more after it",
    given: { test: "echo '11 passed, 1 failed'; echo 'npm error'; exit 1" },
    expected: { last: "12 passed, 1 failed", status: 1 },
  },
  {
    title: "verify fails, and the tests run all the same",
    given: { verify: "exit 1", test: "echo '12 passed, 0 failed'" },
    expected: { last: "13 passed, 1 failed", status: 1 },
  },
  {
    title: "the tests end without a result",
    given: { test: "exit 1" },
    expected: { last: "1 passed, 1 failed", status: 1 },
  },
  {
    title: "the tests end well without a result",
    given: { test: "true" },
    expected: { last: "1 passed, 1 failed", status: 1 },
  },
  {
    title: "the tests name no failure and fail",
    given: { test: "echo '12 passed, 0 failed'; exit 1" },
    expected: { last: "13 passed, 1 failed", status: 1 },
  },
  {
    title: "a suite of the domain fails on the other engine",
    given: { test: "echo '12 passed, 0 failed'", more: "echo '3 passed, 2 failed'; exit 1" },
    expected: { last: "15 passed, 2 failed", status: 1 },
  },
  {
    title: "a file whose process crashed passes when it runs again",
    given: {
      test: "echo 'Crashed: a.test.ts: SIGSEGV'; echo '11 passed, 1 failed'; exit 1",
      again: "echo '4 passed, 0 failed'",
    },
    expected: { last: "16 passed, 0 failed", status: 0 },
  },
  {
    title: "a file whose process crashed crashes again",
    given: {
      test: "echo 'Crashed: a.test.ts: SIGSEGV'; echo '11 passed, 1 failed'; exit 1",
      again: "echo 'Crashed: a.test.ts: SIGSEGV'; echo '0 passed, 1 failed'; exit 1",
    },
    expected: { last: "12 passed, 1 failed", status: 1 },
  },
  {
    title: "the other engine ends without a result",
    given: { test: "echo '12 passed, 0 failed'", more: "exit 1" },
    expected: { last: "12 passed, 1 failed", status: 1 },
  },
];

test.each(cases)(".ci/run ends with the result when $title", ({ given, expected }) => {
  expect(runWith(given)).toMatchObject(expected);
});

test(".ci/run marks the run as a pipeline, in which nothing is skipped", () => {
  expect(runWith({ test: 'echo "CI is $CI"' }).stdout).toContain("CI is true\n");
});

test(".ci/run repeats what failed, was skipped or was retried just before its last line", () => {
  const { stdout } = runWith({
    verify: "exit 1",
    test: "echo 'Failed: a.test.ts > one: Error: no'; echo '11 passed, 1 failed'; exit 1",
    more: "echo 'Skipped 1 of b.test.ts'; echo 'Passed only when run again: c.test.ts > two'; exit 1",
  });
  expect(stdout.trimEnd().split("\n").slice(-6)).toEqual([
    "Failed: a.test.ts > one: Error: no",
    "Skipped 1 of b.test.ts",
    "Passed only when run again: c.test.ts > two",
    "Failed: npm run test:more ended with exit code 1 and no result",
    "Failed: npm run verify",
    "11 passed, 3 failed",
  ]);
});

test(".ci/run ends a suite that hangs, and repeats what it was running", () => {
  const { stdout, status } = runWith({
    test: "echo 'Running for 120 s: a.test.ts > one'; exec sleep 600",
    limit: "5s",
  });
  expect(stdout.trimEnd().split("\n").slice(-3)).toEqual([
    "Running for 120 s: a.test.ts > one",
    "Failed: npm test ended with exit code 124 and no result",
    "1 passed, 1 failed",
  ]);
  expect(status).toBe(1);
});
