import { expect, test } from "vitest";
import { initials } from "./initials.ts";

test.each([
  ["Amina Diallo", "AD"],
  ["Dr. Jean-Luc van der Berg", "DB"],
  ["Madonna", "M"],
  ["  李 小龙 ", "李小"],
  ["نور حسن", "نح"],
  ["Amina (she/her)", "A"],
  ["", ""],
  ["🙂", ""],
])("the name %s is shown as %s", (name, short) => {
  expect(initials(name)).toBe(short);
});
