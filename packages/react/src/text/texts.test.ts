import { expect, test } from "vitest";
import { isEmojiOnly } from "./emoji-only.ts";
import { initialsOf, shadeOf } from "./person-initials.ts";

test("one to six emoji and nothing else are shown large", () => {
  for (const text of ["👍", "🎉🎉", " ❤️ ", "👩‍👩‍👧‍👦 🇩🇪", "👋🏽"])
    expect(isEmojiOnly(text), text).toBe(true);
  for (const text of ["", "ok 👍", "1", "#", "👍".repeat(7), "©"]) {
    expect(isEmojiOnly(text), text).toBe(false);
  }
});

test("initials are the first letters of the first and the last word", () => {
  expect(initialsOf("Noah Lindqvist")).toBe("NL");
  expect(initialsOf("Tomás García-Ibáñez de la Fuente")).toBe("TF");
  expect(initialsOf("佐藤 潤")).toBe("佐");
  expect(initialsOf("  zoë ")).toBe("Z");
  expect(initialsOf("“Ana” (Lee)")).toBe("AL");
  expect(initialsOf("\u202Eana ʻOkina")).toBe("AO");
  expect(initialsOf("გიორგი ბერიძე")).toBe("გბ");
  expect(initialsOf("ßeta և")).toBe("ßև");
  expect(initialsOf("")).toBe("");
});

test("a user's colour is always the same", () => {
  expect(shadeOf("noah", 6)).toBe(shadeOf("noah", 6));
  expect(shadeOf("noah", 6)).toBeLessThan(6);
});
