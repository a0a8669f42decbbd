import type pg from "pg";
import { afterEach, expect, test, vi } from "vitest";
import { createRowReader } from "./row-reader.ts";

/** As the driver returns it, as far as it is read. */
const resultOf = (names: readonly string[], rows: unknown[][]) =>
  ({ fields: names.map((name) => ({ name })), rows }) as pg.QueryArrayResult<unknown[]>;

const names = ["id", 'a "quoted" name', "created_at"];
const rows = [
  ["ada", 1, null],
  ["ben", [2], "2026-03-01"],
];
const expected = [
  { id: "ada", 'a "quoted" name': 1, created_at: null },
  { id: "ben", 'a "quoted" name': [2], created_at: "2026-03-01" },
];

afterEach(() => vi.unstubAllGlobals());

test("a row is an object of its columns", () => {
  const readRows = createRowReader();
  expect(readRows(resultOf(names, rows))).toStrictEqual(expected);
  expect(readRows(resultOf(names, []))).toEqual([]);
});

test("the rows are the same where a process may not compile code", () => {
  const forbidden = vi.fn(function forbid() {
    throw new EvalError("Code generation from strings disallowed for this context");
  });
  vi.stubGlobal("Function", forbidden);
  expect(createRowReader()(resultOf(names, rows))).toStrictEqual(expected);
  expect(forbidden).toHaveBeenCalledOnce();
});
