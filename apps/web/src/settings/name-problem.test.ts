import { expect, test } from "vitest";
import { nameProblem } from "./name-problem.ts";

test.each([
  ["Amina Diallo", null],
  ["  Amina  ", null],
  ["", "nameBlank"],
  [" \u200B\u00A0", "nameBlank"],
  ["🙂".repeat(200), null],
  ["🙂".repeat(201), "nameLong"],
  ["a\u0000b", "nameUnstorable"],
  ["a\uD800", "nameUnstorable"],
])("the name %j: %s", (name, problem) => {
  expect(nameProblem(name)).toBe(problem);
});
