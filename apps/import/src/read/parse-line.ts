import type * as z from "zod";
import { explainIssue, type Fault, wholeFault } from "./explain-issue.ts";
import { type Line, LINE_MAX } from "./read-lines.ts";

/** The result of parsing a line. */
export type Parsed<Value> =
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "blank" }
  | { readonly kind: "fault"; readonly fault: Fault };

const utf8 = new TextDecoder("utf-8", { fatal: true });

const refuse = (problem: string) => ({ kind: "fault", fault: wholeFault(problem) }) as const;

function decode(bytes: Buffer): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    return undefined;
  }
}

/** A string, or punctuation between values. Everything else is skipped: numbers and literals contain none of these. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/**
 * The first key that an object of a valid JSON text has twice, as the path of its field. `JSON.parse` keeps the last of
 * the two, and it is unknown which one is meant.
 */
function duplicateKeyOf(text: string): string | undefined {
  const open: { readonly keys: Set<string> | null; at: string | number }[] = [];
  let last = "";
  for (const [token] of text.matchAll(TOKEN)) {
    const inside = open.at(-1);
    if (token === "{") open.push({ keys: new Set(), at: "" });
    else if (token === "[") open.push({ keys: null, at: 0 });
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":" && inside?.keys) {
      // The same key may be escaped in several ways.
      inside.at = String(JSON.parse(last));
      if (inside.keys.has(inside.at)) return open.map(({ at }) => at).join(".");
      inside.keys.add(inside.at);
    } else if (token === "," && typeof inside?.at === "number") inside.at += 1;
    last = token;
  }
  return undefined;
}

/** Parses one line as a row of a table. Never throws: a problem is a result. */
export function parseLine<Value>(line: Line, schema: z.ZodType<Value>): Parsed<Value> {
  if (line.bytes === null) return refuse(`is longer than ${LINE_MAX / 1024 ** 2} MiB`);
  const text = decode(line.bytes);
  if (text === undefined) return refuse("is not UTF-8 text");
  if (text.trim() === "") return { kind: "blank" };
  const json = parseJson(text);
  if (json === undefined) return refuse("is not JSON");
  const twice = duplicateKeyOf(text);
  if (twice !== undefined)
    return { kind: "fault", fault: { field: twice, problem: "is named twice" } };
  if (Array.isArray(json.value))
    return refuse("is a list: write one object per line, without brackets");
  const { success, data, error } = schema.safeParse(json.value);
  if (success) return { kind: "value", value: data };
  const [issue] = error.issues;
  if (issue === undefined) return refuse("is wrong");
  return { kind: "fault", fault: explainIssue(issue, json.value) };
}
