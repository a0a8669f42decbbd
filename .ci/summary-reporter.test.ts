import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

interface Run {
  readonly files: Record<string, string>;
  readonly ci?: boolean;
  readonly retry?: number;
}

/** What starts Vitest with this reporter on the given test files, in an empty folder. */
function prepare({ files, ci = false, retry = 0 }: Run) {
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
  const reporters = ["--reporter=default", `--reporter=${reporter}`];
  return {
    folder,
    args: [
      join(root, "node_modules/vitest/vitest.mjs"),
      ...["run", "--root", folder, ...reporters, `--retry=${retry}`],
    ],
    env: { ...process.env, CI: String(ci), VITEST: "", NO_COLOR: "1" },
  };
}

function runVitest(run: Run) {
  const { args, env } = prepare(run);
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: "utf8", env });
  return { status, lines: stdout.trimEnd().split("\n") };
}

const passing = `test("one", () => expect(1).toBe(1)); test("two", () => {});`;
const skipping = `test("one", (t) => t.skip("no Chromium")); test("two", () => {});`;

/** Each file fails in another way, and each counts as one failure. */
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

test("just before the last line, each failure has its full name and the first line of its error", () => {
  const { lines } = runVitest({ files: failing });
  const failures = lines.filter((line) => line.startsWith("Failed: "));
  expect(lines.slice(-failures.length - 1, -1)).toEqual(failures);
  expect(failures.toSorted()).toEqual([
    expect.stringMatching(/^Failed: absent-import\.test\.ts: Error: .*absent\.ts/),
    "Failed: failing-preparation.test.ts > d: Error: no",
    "Failed: failing-test.test.ts > no: AssertionError: expected 1 to be 2 // Object.is equality",
    "Failed: outside of any test: Error: unseen",
  ]);
});

test("a test that passes on a retry is named with its first error, and one that fails again is one failure", () => {
  const flaky = `let runs = 0; describe("d", () => { test("flaky", () => expect(++runs).toBe(2)); });`;
  const run = runVitest({
    files: { "a.test.ts": `${flaky} test("no", () => { throw new Error("first\\nsecond"); });` },
    retry: 1,
  });
  expect(run.lines.slice(-3)).toEqual([
    "Passed only when run again: a.test.ts > d > flaky: AssertionError: expected 1 to be 2 // Object.is equality",
    "Failed: a.test.ts > no: Error: first",
    "1 passed, 1 failed",
  ]);
});

test("a file whose process ends in the middle is one failure, with the signal, and none of its tests counts", () => {
  const crashing = `test("first", () => {}); test("crash", async () => {
    process.kill(process.pid, "SIGKILL"); await new Promise(() => {}); });`;
  const run = runVitest({ files: { "a.test.ts": crashing, "b.test.ts": passing } });
  expect(run.lines.slice(-2)).toEqual([
    expect.stringMatching(/^Crashed: a\.test\.ts: .*signal SIGKILL.*a\.test\.ts/),
    "2 passed, 1 failed",
  ]);
  expect(run.status).toBe(1);
});

test("a file and a test that have been running for a while are named until they end", async () => {
  const waiting = `import { watch, existsSync } from "node:fs";
  test("slow", () => new Promise((resolve) => {
    const look = () => existsSync("go") && resolve();
    watch(".", look);
    look();
  }));`;
  const { folder, args, env } = prepare({ files: { "a.test.ts": waiting } });
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...env, PARLEY_REPORT_SLOW: "50" },
  });
  let output = "";
  child.stdout.on("data", (data: Buffer) => {
    output += data.toString();
    if (output.includes("a.test.ts > slow")) writeFileSync(join(folder, "go"), "");
  });
  await once(child, "close");
  expect(output).toMatch(/^Running for \d+ s: a\.test\.ts > slow$/m);
  expect(output).toMatch(/^Running for \d+ s: a\.test\.ts$/m);
  expect(output.trimEnd().split("\n").at(-1)).toBe("1 passed, 0 failed");
});
