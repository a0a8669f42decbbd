import { expect, test } from "vitest";
import { parseCores } from "./cores.ts";

test("parses the kernel's list of cores", () => {
  expect(parseCores("0-1,4\n")).toEqual([0, 1, 4]);
  expect(parseCores("3")).toEqual([3]);
  expect(parseCores("")).toEqual([]);
});
