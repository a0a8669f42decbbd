import type * as z from "zod";

/** What is wrong with a line: the field, and the reason, in words that follow the name of the field. */
export interface Fault {
  readonly field: string;
  readonly problem: string;
}

/** The field of a fault of the whole line. */
const WHOLE = "the line";

const nouns: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return nouns[typeof value] ?? typeof value;
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined,
    value,
  );

/** The message for an issue of zod. `value` is the whole line, which zod's issue does not repeat. */
function problemOf(issue: z.core.$ZodIssue, value: unknown): string {
  const found = valueAt(value, issue.path);
  if (issue.code === "unrecognized_keys") return "is not a field of this file";
  if (found === undefined) return "is missing";
  switch (issue.code) {
    case "invalid_type":
      if (Number.isInteger(found) && !Number.isSafeInteger(found))
        return "is a number too large to be exact: write it as text";
      return `has to be ${nouns[issue.expected] ?? issue.expected}, and is ${kindOf(found)}`;
    case "invalid_value":
      return `has to be one of ${issue.values.join(", ")}`;
    case "too_small":
      return `is shorter than ${issue.minimum}`;
    case "too_big":
      return `is longer than ${issue.maximum}`;
    case "invalid_format":
      return issue.format === "email" ? "is not an e-mail address" : issue.message;
    case "custom":
    case "invalid_element":
    case "invalid_key":
    case "invalid_union":
    case "not_multiple_of":
      return issue.message;
  }
}

/** The first problem of a line, in plain words. */
export function explainIssue(issue: z.core.$ZodIssue, value: unknown): Fault {
  const [key] = issue.code === "unrecognized_keys" ? issue.keys : [];
  const path = key === undefined ? issue.path : [...issue.path, key];
  return { field: path.join(".") || WHOLE, problem: problemOf(issue, value) };
}

/** A fault of the whole line. */
export const wholeFault = (problem: string): Fault => ({ field: WHOLE, problem });
