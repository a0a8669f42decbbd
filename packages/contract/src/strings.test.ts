import { readdirSync } from "node:fs";
import { basename } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod";
import { rowSchemaOf } from "./sync.ts";
import { normalName } from "./text-rules.ts";
import { nameSchema } from "./text.ts";

const WITHOUT_STRINGS = new Set([
  "literal",
  "enum",
  "boolean",
  "number",
  "null",
  "undefined",
  "void",
]);

/**
 * Every string in a schema, by its path. Any other kind of schema fails here, so that a new one is added consciously.
 */
function stringsIn(
  schema: z.core.$ZodType,
  path: string,
): [path: string, schema: z.core.$ZodType][] {
  // The definition of every zod schema is a member of this union.
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "string") return [[path, schema]];
  if (def.type === "object")
    return Object.entries(def.shape).flatMap(([key, part]) => stringsIn(part, `${path}.${key}`));
  if (def.type === "array") return stringsIn(def.element, `${path}[]`);
  if (def.type === "union")
    return def.options.flatMap((option, at) => stringsIn(option, `${path}|${at}`));
  if (def.type === "record")
    return [def.keyType, def.valueType].flatMap((part) => stringsIn(part, `${path}{}`));
  if (def.type === "pipe") return stringsIn(def.in, path);
  // A list whose rows are checked one by one.
  const row = rowSchemaOf(schema);
  if (row !== undefined) return stringsIn(row, path);
  if ("innerType" in def) return stringsIn(def.innerType, path);
  if (WITHOUT_STRINGS.has(def.type)) return [];
  throw new Error(`${path}: it is not specified which strings a schema of ${def.type} accepts`);
}

/** Every schema of an input: those named so, and all schemas that an input contains. */
async function inputStrings() {
  const files = readdirSync(import.meta.dirname).filter((file) => /^[a-z-]+\.ts$/.test(file));
  const found: [string, z.core.$ZodType][] = [];
  for (const file of files) {
    const module: Record<string, unknown> = await import(`./${basename(file, ".ts")}.ts`);
    for (const [name, value] of Object.entries(module)) {
      if (/Input$|CursorSchema$/.test(name) && value instanceof z.ZodType)
        found.push(...stringsIn(value, name));
    }
  }
  return found;
}

test("LIM-5: no string of any input accepts a lone surrogate or NUL, at any position", async () => {
  const strings = await inputStrings();
  expect(strings.map(([path]) => path)).toEqual(
    expect.arrayContaining([
      "sendMessageInput.body",
      "upsertPersonInput.avatarUrl",
      "syncInput.people[]|0.name",
      "listUsersInput.cursor.name",
    ]),
  );
  const samples = [
    "ab",
    "https://example.org/a",
    "ada@example.org",
    "2024-05-01T10:00:00.000Z",
    "👍",
  ];
  const broken = ["\uD800", "\uDC00", "\uDE00\uD83D", "\u0000"];
  for (const [path, schema] of strings) {
    for (const sample of samples) {
      for (const bad of broken) {
        for (const text of [sample + bad, bad + sample, sample.slice(0, 9) + bad + sample.slice(9)])
          expect(z.safeParse(schema, text).success, `${path}: ${JSON.stringify(text)}`).toBe(false);
      }
    }
  }
});

const SPACES = [...Array(0x1_00_00).keys()]
  .map((at) => String.fromCharCode(at))
  .filter((one) => /\p{White_Space}/u.test(one));

test("USR-8: a name is stored composed and with plain spaces, one between two words", () => {
  const part = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 4 }),
    fc.constantFrom("Mary", "Ann", "e\u0301", "\u212B", "김", "각", "nŋ", "क़", "ﬁ"),
    fc.constantFrom(...SPACES),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const { success, data } = nameSchema.safeParse(parts.join(""));
      if (!success) return;
      expect(data).toBe(data.normalize("NFC"));
      expect(data).not.toMatch(/[[\p{White_Space}]--[ ]]|^ | $| {2}/v);
      expect(nameSchema.parse(data)).toBe(data);
      expect(nameSchema.parse(parts.join("").normalize("NFD"))).toBe(data);
      expect(normalName(data)).toBe(data);
    }),
  );
  expect(nameSchema.parse("\u3000Mary\u00A0\u2009Ann\tLee\n")).toBe("Mary Ann Lee");
  expect(nameSchema.parse("Zoe\u0308")).toBe("Zo\u00EB");
});
