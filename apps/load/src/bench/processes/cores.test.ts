import { expect, test } from "vitest";
import { parseCores } from "./cores.ts";

test("a list of cores as the kernel writes it", () => {
  expect(parseCores("0-1,4\n")).toEqual([0, 1, 4]);
  expect(parseCores("3")).toEqual([3]);
  expect(parseCores("")).toEqual([]);
});
