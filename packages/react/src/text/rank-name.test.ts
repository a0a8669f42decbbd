import { expect, test } from "vitest";
import { rankName } from "./rank-name.ts";

test.each([
  ["José Álvarez", "jose", 0],
  ["José Álvarez", "JOSE AL", 0],
  ["José Álvarez", "alv", 1],
  ["José Álvarez", "alv jo", 1],
  ["Anne-Marie Roux", "marie", 1],
  ["José Álvarez", "varez", 2],
  ["Spring cohort", "spco", 3],
  ["Spring cohort", "cosp", undefined],
  ["Spring cohort", "x", undefined],
  ["Spring cohort", "", 0],
  ["山田 太郎", "太", 1],
])("%s is found by %s with rank %s", (name, typed, rank) => {
  expect(rankName(name, typed)).toBe(rank);
});
