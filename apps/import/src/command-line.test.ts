import { expect, test } from "vitest";
import { readCommandLine } from "./command-line.ts";

test("a folder alone is imported, with its report inside of it", () => {
  expect(readCommandLine(["out/today"])).toEqual({
    folder: "out/today",
    isCheck: false,
    report: "out/today/report",
  });
});

test("a check and another folder for the report can be requested, and pnpm's separator is not an argument", () => {
  expect(readCommandLine(["--", "out", "--check", "--report", "/tmp/r"])).toEqual({
    folder: "out",
    isCheck: true,
    report: "/tmp/r",
  });
});

test.each([
  ["no folder", []],
  ["an empty folder", [""]],
  ["two folders", ["one", "two"]],
  ["an unknown option", ["out", "--fast"]],
  ["a report without a place", ["out", "--report"]],
])("%s is answered with the usage", (_, args) => {
  expect(() => readCommandLine(args)).toThrow(/Usage: npm run import -- FOLDER/);
});
