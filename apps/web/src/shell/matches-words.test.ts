import { expect, test } from "vitest";
import { matchesWords } from "./matches-words.ts";

test("SRCH-9: the items of a combobox are found as names are, also in a Turkish browser", () => {
  for (const typed of ["istanbul", "ISTANBUL", "İstanbul", "ıstanbul", "europe ist", "stan"])
    expect(matchesWords("Europe/Istanbul", typed), typed).toBe(true);
  expect(matchesWords("America/Sao Paulo", "são paulo")).toBe(true);
  expect(matchesWords({ name: "Łódź" }, "lodz", ({ name }) => name)).toBe(true);
  expect(matchesWords("Europe/Istanbul", "paris")).toBe(false);
});
