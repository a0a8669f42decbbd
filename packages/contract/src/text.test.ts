import { expect, test } from "vitest";
import { limits } from "./limits.ts";
import { checkBody, checkText, codePoints } from "./text-rules.ts";
import { bodySchema, textSchema } from "./text.ts";

const astral = "😀";
const family = "👨‍👩‍👧‍👦";

const kept = [
  { title: "one letter", body: "a" },
  { title: "5,000 letters", body: "a".repeat(limits.bodyMax) },
  { title: "5,000 characters beyond the basic plane", body: astral.repeat(limits.bodyMax) },
  { title: "an emoji joined from seven code points", body: family },
  { title: "a combining accent, not composed", body: "e\u0301" },
  { title: "right-to-left text with its marks", body: "\u200Fשלום\u200F" },
  { title: "lines and blanks inside", body: "first\n\n  second\tthird" },
  { title: "a replacement character", body: "\uFFFD" },
  { title: "what a program could take for its own", body: "'; drop table messages; -- <b>\\0%" },
];

test.each(kept)("LIM-1: a body is stored as it was written: $title", ({ body }) => {
  expect(bodySchema.parse(body)).toBe(body);
});

const trimmed = [
  { title: "blanks and lines", body: " \t\n hello \r\n ", stored: "hello" },
  { title: "a no-break space and a byte order mark", body: "\u00A0hello\uFEFF", stored: "hello" },
  {
    title: "blanks around 5,000 code points",
    body: ` ${astral.repeat(limits.bodyMax)}\n`,
    stored: astral.repeat(limits.bodyMax),
  },
];

test.each(trimmed)("LIM-1: a body is trimmed: $title", ({ body, stored }) => {
  expect(bodySchema.parse(body)).toBe(stored);
});

const unstorable = "has a character that cannot be stored";
const tooLong = "is longer than 5000 characters";
const refused = [
  { title: "nothing", body: "", message: "is empty" },
  { title: "blanks", body: " \n\t\u3000", message: "is empty" },
  { title: "zero-width characters", body: "\u200B\u200D\u2060\uFEFF", message: "is empty" },
  { title: "direction marks", body: "\u200E\u200F\u202E\u2066", message: "is empty" },
  { title: "variation selectors and fillers", body: "\uFE0F\u3164\u{E0100}", message: "is empty" },
  { title: "a soft hyphen", body: "\u00AD", message: "is empty" },
  { title: "an annotation mark", body: "\uFFF9\uFFFB", message: "is empty" },
  { title: "blanks of Braille", body: "\u2800\n\u2800", message: "is empty" },
  { title: "control characters", body: "\u0001\u007F\u009F", message: "is empty" },
  { title: "NUL", body: "a\u0000b", message: unstorable },
  { title: "NUL alone", body: "\u0000", message: unstorable },
  { title: "a lone high surrogate", body: "a\uD83D", message: unstorable },
  { title: "a lone low surrogate", body: "\uDE00b", message: unstorable },
  { title: "surrogates in the wrong order", body: "\uDE00\uD83D", message: unstorable },
  { title: "5,001 letters", body: "a".repeat(limits.bodyMax + 1), message: tooLong },
  { title: "5,001 astral characters", body: astral.repeat(limits.bodyMax + 1), message: tooLong },
];

test.each(refused)("LIM-1: a body is refused with one reason: $title", ({ body, message }) => {
  const { error } = bodySchema.safeParse(body);
  expect(error?.issues.map((issue) => issue.message)).toEqual([message]);
});

test.each([undefined, null, 7, ["a"], { body: "a" }])("LIM-1: %j is not a text", (value) => {
  expect(bodySchema.safeParse(value).success).toBe(false);
});

test("a text is measured in code points", () => {
  expect([codePoints(""), codePoints("ab"), codePoints(astral), codePoints(family)]).toEqual([
    0, 2, 1, 7,
  ]);
});

test("a text of another length has its own limit", () => {
  expect(textSchema(2).safeParse(astral + astral).success).toBe(true);
  expect(textSchema(2).safeParse("abc").error?.issues[0]?.message).toBe(
    "is longer than 2 characters",
  );
  expect(checkText(" ab ", 2)).toEqual({ ok: true, text: "ab" });
  expect(checkText("abc", 2)).toEqual({ ok: false, problem: "is longer than 2 characters" });
});

test("LIM-1: the rules without zod equal the schema", () => {
  const indented = { body: "\n    if (a)\n      b();\n" };
  for (const { body } of [...kept, ...trimmed, ...refused, indented]) {
    const { success, data, error } = bodySchema.safeParse(body);
    const expected = success
      ? { ok: true, text: data }
      : { ok: false, problem: error.issues[0]?.message };
    expect(checkBody(body)).toEqual(expected);
  }
});
