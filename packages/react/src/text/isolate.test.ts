import bidiFactory from "bidi-js";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Labels } from "../labels.ts";
import { arabicLabels } from "../languages/ar.ts";
import { englishLabels } from "../languages/en.ts";
import { frenchLabels } from "../languages/fr.ts";
import { germanLabels } from "../languages/de.ts";
import { portugueseLabels } from "../languages/pt.ts";
import { spanishLabels } from "../languages/es.ts";
import { isolateLabels } from "../provider/isolate-labels.ts";
import { createFormat } from "../time/format.ts";
import { directionOf, isolate } from "./isolate.ts";

const bidi = bidiFactory();
const CONTROLS = "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";
const ISOLATES = /[\u2066-\u2069]/u;
const ISOLATE = /[\u2066-\u2069]/gu;

/** Names of both directions with symbols, digits and controls in any order, each of them with something visible. */
const bit = fc.oneof(
  fc.constantFrom(
    "Ana",
    "O’Brien",
    "نور",
    "ליאת",
    "小明",
    " ",
    "-",
    ".",
    "(",
    ")",
    ",",
    "،",
    "12",
    "٣",
    "/",
    "+",
    "€",
    "a\u0301",
  ),
  fc.constantFrom(...CONTROLS.split("")),
  fc.string({ unit: "grapheme", maxLength: 1 }).filter((text) => !/[\p{Cc}\u2029]/u.test(text)),
);
const names = fc
  .tuple(
    fc.array(bit, { maxLength: 6 }),
    fc.constantFrom("Ana", "نور"),
    fc.array(bit, { maxLength: 6 }),
  )
  .map(([before, letters, after]) => [...before, letters, ...after].join(""));

type Say = (...values: unknown[]) => string;

/** Every text of a set with values in it, by its path. */
function saying(labels: object, path = ""): [string, Say][] {
  // A label is a text, a function that returns one, or a record of these.
  return Object.entries(labels as Record<string, string | Say | object>).flatMap(([key, label]) => {
    if (typeof label === "string") return [];
    return typeof label === "function"
      ? [[`${path}${key}`, label as Say] as [string, Say]]
      : saying(label, `${path}${key}.`);
  });
}

/** The visual order from left to right: the sentence's own characters by index, and each name as one. */
function order(
  pieces: readonly (string | { name: number; text: string })[],
  direction: "ltr" | "rtl",
) {
  let text = "";
  const owners: (string | null)[] = [];
  for (const [at, piece] of pieces.entries()) {
    const own = typeof piece === "string" ? piece : piece.text;
    for (let unit = 0; unit < own.length; unit += 1) {
      const isControl = ISOLATES.test(own.charAt(unit));
      owners.push(
        isControl ? null : typeof piece === "string" ? `${at}.${unit}` : `name ${piece.name}`,
      );
    }
    text += own;
  }
  const seen = bidi
    .getReorderedIndices(text, bidi.getEmbeddingLevels(text, direction))
    .flatMap((index) => owners[index] ?? []);
  return seen.filter((owner, at) => owner !== seen[at - 1]);
}

/** The pieces of a text that was rendered with tokens for its values. */
function piecesOf(said: string, values: readonly string[]) {
  return said.split(/([\uE000-\uE002])/u).map((piece) => {
    const name = piece.codePointAt(0) ?? 0;
    return name >= 0xe0_00 && name <= 0xe0_02
      ? { name: name - 0xe0_00, text: values[name - 0xe0_00] ?? "" }
      : piece;
  });
}
const TOKENS = ["\uE000", "\uE001", "\uE002"];

const languages: [string, Labels][] = [
  ["en", englishLabels],
  ["es", spanishLabels],
  ["de", germanLabels],
  ["pt", portugueseLabels],
  ["fr", frenchLabels],
  ["ar", arabicLabels],
];

test.each(languages)(
  "TXT-3: in no sentence of %s does a name change the order around it",
  (_language, labels) => {
    const direction = directionOf(labels.messages);
    const plain = saying(labels);
    const guarded = new Map(saying(isolateLabels(labels)));
    expect(plain.length).toBeGreaterThan(40);
    fc.assert(
      fc.property(fc.tuple(names, names, names), (values) => {
        const shown = values.map((name) => isolate(name, direction));
        const still = values.map(() => "\u2068X\u2069");
        for (const [path, say] of plain) {
          const template = say(...TOKENS);
          const pieces = piecesOf(template, shown);
          const text = pieces
            .map((piece) => (typeof piece === "string" ? piece : piece.text))
            .join("");
          expect(guarded.get(path)?.(...values), path).toBe(text);
          expect(order(pieces, direction), `${path}: ${text}`).toEqual(
            order(piecesOf(template, still), direction),
          );
        }
      }),
      { numRuns: 60 },
    );
  },
);

test.each(["en", "es", "fr", "ar", "de", "pt", "he", "fa"])(
  "TXT-3: names in a list of %s stay in their order",
  (locale) => {
    const format = createFormat(locale);
    const list = new Intl.ListFormat(locale);
    const direction = directionOf(list.format(["1", "2"]));
    fc.assert(
      fc.property(fc.tuple(names, names, names), (values) => {
        const shown = values.map((name) => isolate(name, direction));
        const comma = direction === "rtl" ? "\u060C " : ", ";
        const lists = [
          {
            said: format.names(values),
            parts: list.formatToParts(shown).map(({ value }) => value),
          },
          {
            said: format.firstNames(values),
            parts: shown.flatMap((name) => [name, comma]).slice(0, -1),
          },
        ];
        for (const { said, parts } of lists) {
          // Names and the text between them alternate.
          const pieces = (name: (text: string) => string) =>
            parts.map((text, at) => (at % 2 === 0 ? { name: at, text: name(text) } : text));
          expect(said).toBe(parts.join(""));
          // In a sentence it is a value itself.
          expect(isolate(said, direction).replaceAll(ISOLATE, "")).toBe(
            said.replaceAll(ISOLATE, ""),
          );
          const still = pieces(() => "\u2068X\u2069");
          expect(
            order(
              pieces((text) => text),
              direction,
            ),
            said,
          ).toEqual(order(still, direction));
        }
      }),
    );
  },
);

test("TXT-3: a name that changes no order is unchanged, so that it can be found", () => {
  for (const name of [
    "Ruth",
    "Tomás García-Ibáñez",
    "O’Brien (2)",
    "小明",
    "Группа 7",
    "R&D: 100%",
    "👩‍💻",
  ])
    expect(isolate(name, "ltr")).toBe(name);
  for (const name of ["نور", "نور الهدى", "ליאת"]) expect(isolate(name, "rtl")).toBe(name);
  const { messagesWith, isTyping } = isolateLabels(englishLabels);
  expect(messagesWith("Ruth")).toBe("Messages with Ruth");
  expect(messagesWith("نور")).toBe("Messages with \u2068نور\u2069");
  expect(isTyping(createFormat("en").names(["Ana", "نور"]), 2)).toBe(
    "Ana and \u2068نور\u2069 are typing",
  );
  expect(isTyping("Jonas\u202E Weber", 1)).toBe("\u2068Jonas\u202E Weber\u2069 is typing");
  expect(isolateLabels(arabicLabels).messagesWith("Ana")).toContain("\u2068Ana\u2069");
});

test("TXT-3: for any value, every line ends every isolate that begins in it, and no other", () => {
  const any = fc
    .array(fc.oneof(bit, fc.constantFrom("\n", "\u2029")), { maxLength: 12 })
    .map((all) => all.join(""));
  fc.assert(
    fc.property(any, fc.constantFrom("ltr", "rtl"), (text, direction) => {
      const said = isolate(text, direction);
      const isVisible = (of: string) => of.replaceAll(/[\u2066-\u2069]/gu, "");
      expect(isVisible(said)).toBe(isVisible(text));
      for (const line of said.split(/[\n\r\u2029]/u)) {
        let depth = 0;
        for (const sign of line) {
          if (/[\u2066-\u2068]/u.test(sign)) depth += 1;
          if (sign === "\u2069") depth -= 1;
          expect(depth).toBeGreaterThanOrEqual(0);
        }
        expect(depth).toBe(0);
      }
    }),
  );
});
