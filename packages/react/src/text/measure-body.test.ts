import { bodySchema } from "@parley/contract/text";
import { expect, test } from "vitest";
import { measureBody } from "./measure-body.ts";

test("what the composer accepts, the contract accepts unchanged", () => {
  const texts = [
    "hello",
    "  padded \n",
    "  first\n    second",
    "\n \u2028  first\r\nsecond \n",
    "x".repeat(5_000),
    "🎉".repeat(5_000),
    "a\n\nb",
    "\uD83D alone",
  ];
  for (const text of texts) {
    const measure = measureBody(text);
    expect(measure.status).toBe("fits");
    if (measure.status === "fits") expect(bodySchema.parse(measure.body)).toBe(measure.body);
  }
});

test("what the contract refuses, the composer does not send", () => {
  const texts = ["", "   ", "\n\t", "\u200B\u2060", "x".repeat(5_001), "🎉".repeat(5_001)];
  for (const text of texts) {
    expect(bodySchema.safeParse(text).success).toBe(false);
    expect(measureBody(text).status).not.toBe("fits");
  }
});

test("lengths are counted in code points", () => {
  expect(measureBody("🎉🎉")).toEqual({ status: "fits", body: "🎉🎉", left: 4_998 });
  expect(measureBody("🎉".repeat(5_002))).toEqual({ status: "too-long", length: 5_002 });
});

test("TXT-5: the first of several lines keeps its indent, and nothing else around a text is kept", () => {
  const bodyOf = (text: string) => {
    const measure = measureBody(text);
    return measure.status === "fits" ? measure.body : null;
  };
  expect(bodyOf("    if (a)\n      b();\n\n")).toBe("    if (a)\n      b();");
  expect(bodyOf("\n  \n\tone\n two ")).toBe("\tone\n two");
  expect(bodyOf(" \u2028  one\u2029two")).toBe("  one\u2029two");
  expect(bodyOf("   one line  ")).toBe("one line");
  expect(bodyOf("   one line\n\n ")).toBe("one line");
});
