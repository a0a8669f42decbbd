import { expect, test } from "vitest";
import { LoadProblem } from "../problem.ts";
import { partNames, readOptions } from "./options.ts";

test("without options it is the standard set, three rounds, and the document is updated", () => {
  const { parts, pace, writesDocs, out, messages, jitter } = readOptions([]);
  expect(messages).toEqual([1_000, 1_000_000]);
  expect(jitter).toEqual({ people: 1_000, seconds: 60 });
  expect(parts).toEqual(partNames);
  expect(pace).toEqual({ rounds: 3, warmUp: 2, seconds: 6, shrink: 1 });
  expect({ writesDocs, out }).toEqual({ writesDocs: true, out: "bench-results" });
});

test("a run of some parts, or a quick one, does not update the document", () => {
  expect(readOptions(["--quick"]).writesDocs).toBe(false);
  expect(readOptions(["--only", "traffic"]).writesDocs).toBe(false);
  expect(readOptions(["--no-docs"]).writesDocs).toBe(false);
});

test("parts run in their own order, whatever order they are named in; `--` of a package manager is ignored", () => {
  expect(readOptions(["--", "--only", "growth,traffic"]).parts).toEqual(["traffic", "growth"]);
});

test("another PostgreSQL is named by the directory of its programs", () => {
  expect(readOptions([]).postgres).toBeUndefined();
  expect(readOptions(["--postgres", "/usr/lib/postgresql/15/bin"]).postgres).toBe(
    "/usr/lib/postgresql/15/bin",
  );
});

test.each([
  ["--rounds", "0"],
  ["--rounds", "two"],
  ["--messages", "1000,"],
  ["--jitter", "1000"],
  ["--seconds", "601"],
  ["--only", "nothing"],
  ["--only", ""],
  ["--unknown"],
  ["stray"],
])("an error comes with the usage: %s %s", (...args) => {
  expect(() => readOptions(args)).toThrow(LoadProblem);
  expect(() => readOptions(args)).toThrow(/Usage: npm run bench/);
});
