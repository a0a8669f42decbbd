import { expect, test } from "vitest";
import { describeResult, isComplete } from "./describe-result.ts";
import type { ImportResult } from "./run-import.ts";
import { createFileTally, createTally } from "./summary.ts";

function result(state: ImportResult["state"], more: Partial<ImportResult> = {}): ImportResult {
  const tally = createTally();
  tally.add("users", { lines: 1_204, imported: 1_200, refused: 1, alreadyThere: 3 });
  tally.add("contacts", { lines: 40, derived: 40 });
  tally.add("messages", { lines: 2_000, imported: 1_500, alreadyThere: 100 });
  const files = createFileTally().read();
  return { state, summary: tally.read(), files, merged: 0, readonly: 0, ...more };
}

const surroundings = { report: "out/report", unread: [], seconds: 3 };

test("a finished import is a table of the results of every line, and where the refused ones are", () => {
  const done = result("complete", { merged: 2, readonly: 12 });
  expect(describeResult(done, { ...surroundings, unread: ["reactions.jsonl"] })).toBe(
    `Imported.

              lines  imported  already there  refused  derived
users         1,204     1,200              3        1        0
groups            0         0              0        0        0
contacts         40         0              0        0       40
blocks            0         0              0        0        0
conversations     0         0              0        0        0
messages      2,000     1,500            100        0        0

2 conversations are merged with another one of the same users, by time.
12 direct conversations are read-only: the contact policy does not connect the two.
Refused lines are in out/report/refused, each with its reason in out/report/findings.jsonl.
Not read: reactions.jsonl.
It took 3.0 s, 500 messages a second.
`,
  );
  expect(isComplete(done)).toBe(false);
});

test("an interrupted import reports how much remains", () => {
  const text = describeResult(result("interrupted"), surroundings);
  expect(text).toContain("Stopped. Run the same command again to go on from there.");
  expect(text).toMatch(/derived {2}still to come\n/);
  expect(text).toMatch(/^messages .* 400$/m);
  expect(isComplete(result("interrupted"))).toBe(false);
});

test("a check reports what an import would do, without a speed", () => {
  const text = describeResult(result("checked"), surroundings);
  expect(text).toContain("Nothing was written to the database.");
  expect(text).toContain("would be imported");
  expect(text).not.toContain("a second");
});

test("IMP-13: files are counted, and where to read why some are left out", () => {
  const files = {
    files: 1_200,
    bytes: 3 * 1024 ** 2,
    imported: 1_198,
    alreadyThere: 1,
    leftOut: 1,
  };
  const text = describeResult(result("complete", { files }), surroundings);
  expect(text).toContain(
    `1,200 files (3.0 MB): 1,198 imported, 1 already there, 1 left out.
Why files are left out is in out/report/findings.jsonl.
`,
  );
});

test("an import is complete if nothing was refused", () => {
  const tally = createTally();
  tally.add("users", { lines: 1, imported: 1 });
  expect(isComplete(result("complete", { summary: tally.read() }))).toBe(true);
});
