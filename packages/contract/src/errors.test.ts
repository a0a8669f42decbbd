import { expect, test } from "vitest";
import { closeCodes } from "./close-codes.ts";
import { errorReasons } from "./error-reasons.ts";
import { describeRefusal, errorDataSchema } from "./errors.ts";

const least = { code: "NOT_FOUND", httpStatus: 404, reason: "not_found", requestId: "r1" };

test.each([
  least,
  { ...least, path: "messages.send" },
  { ...least, reason: "invalid_input", issues: [{ path: "body", message: "is empty" }] },
])("an error may contain %j", (data) => {
  expect(errorDataSchema.parse(data)).toEqual(data);
});

test.each([
  { ...least, reason: "no_idea" },
  { ...least, requestId: undefined },
  { ...least, httpStatus: "404" },
  { ...least, issues: ["body"] },
])("an error cannot contain %j", (data) => {
  expect(errorDataSchema.safeParse(data).success).toBe(false);
});

test("ERR-1: every reason has its own sentence, and none repeats its code", () => {
  const sentences = errorReasons.map((reason) => describeRefusal(reason));
  expect(new Set(sentences).size).toBe(errorReasons.length);
  for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z][^_]* [^_]*\.$/);
});

test("ERR-1: the sentence states what is wrong with which field, and stays short", () => {
  const issues = Array.from({ length: 500 }, (_, at) => ({
    path: `menteeIds.${at}`,
    message: "is the id of no user",
  }));
  expect(describeRefusal("invalid_input", issues.slice(0, 1))).toBe(
    "The input is invalid: menteeIds.0 is the id of no user.",
  );
  const long = describeRefusal("invalid_input", issues);
  expect(long).toMatch(/menteeIds\.4 is the id of no user; and 495 more\.$/);
  expect(long.length).toBeLessThan(300);
  expect(describeRefusal("invalid_input", [{ path: "", message: "is not JSON" }])).toBe(
    "The input is invalid: is not JSON.",
  );
});

test("internals stay internal: an error contains nothing that the contract does not name", () => {
  expect(errorDataSchema.parse({ ...least, stack: "at secret.ts:1" })).toEqual(least);
});

test("reasons are lower_snake words, each once", () => {
  expect(errorReasons.filter((reason) => !/^[a-z]+(_[a-z]+)*$/.test(reason))).toEqual([]);
  expect(new Set(errorReasons).size).toBe(errorReasons.length);
});

test("close codes differ, and are in the range for applications", () => {
  const { goingAway, ...own } = closeCodes;
  const codes = Object.values(own);
  // RFC 6455, section 7.4: 1001 is "going away", 4000 to 4999 are for private use.
  expect(goingAway).toBe(1001);
  expect(codes.filter((code) => code < 4000 || code > 4999)).toEqual([]);
  expect(new Set(codes).size).toBe(codes.length);
});
