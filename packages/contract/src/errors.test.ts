import { expect, test } from "vitest";
import { closeCodes } from "./close-codes.ts";
import { errorReasons } from "./error-reasons.ts";
import { errorDataSchema } from "./errors.ts";

const least = { code: "NOT_FOUND", httpStatus: 404, reason: "not_found", requestId: "r1" };

test.each([
  least,
  { ...least, path: "messages.send" },
  { ...least, reason: "invalid_input", issues: [{ path: "body", message: "is empty" }] },
])("an error carries %j", (data) => {
  expect(errorDataSchema.parse(data)).toEqual(data);
});

test.each([
  { ...least, reason: "no_idea" },
  { ...least, requestId: undefined },
  { ...least, httpStatus: "404" },
  { ...least, issues: ["body"] },
])("an error cannot carry %j", (data) => {
  expect(errorDataSchema.safeParse(data).success).toBe(false);
});

test("what is wrong inside stays inside: an error carries nothing that the contract does not name", () => {
  expect(errorDataSchema.parse({ ...least, stack: "at secret.ts:1" })).toEqual(least);
});

test("reasons are lower_snake words, each once", () => {
  expect(errorReasons.filter((reason) => !/^[a-z]+(_[a-z]+)*$/.test(reason))).toEqual([]);
  expect(new Set(errorReasons).size).toBe(errorReasons.length);
});

test("close codes differ, and lie where an application may choose them", () => {
  const { goingAway, ...own } = closeCodes;
  const codes = Object.values(own);
  // RFC 6455, section 7.4: 1001 is "going away", 4000 to 4999 are for private use.
  expect(goingAway).toBe(1001);
  expect(codes.filter((code) => code < 4000 || code > 4999)).toEqual([]);
  expect(new Set(codes).size).toBe(codes.length);
});
