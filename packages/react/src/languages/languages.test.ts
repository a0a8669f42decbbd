import { expect, test } from "vitest";
import type { Labels } from "../labels.ts";
import { arabicLabels } from "./ar.ts";
import { englishLabels } from "./en.ts";
import { germanLabels } from "./de.ts";
import { portugueseLabels } from "./pt.ts";
import { spanishLabels } from "./es.ts";
import { frenchLabels } from "./fr.ts";

const translations: [string, Labels][] = [
  ["es", spanishLabels],
  ["de", germanLabels],
  ["pt", portugueseLabels],
  ["fr", frenchLabels],
  ["ar", arabicLabels],
];

/** Names that can be told apart in every text that contains them. */
const VALUES = ["⟨one⟩", "⟨two⟩", "⟨three⟩"];

type Text = string | ((...values: unknown[]) => string);

/** Every text of a set, by its path; records are flattened. */
function textsOf(labels: object, path = ""): [string, Text][] {
  // A label is a text, a function that returns one, or a record of these.
  return Object.entries(labels as Record<string, Text | object>).flatMap(([key, label]) =>
    typeof label === "object"
      ? textsOf(label, `${path}${key}.`)
      : [[`${path}${key}`, label] as [string, Text]],
  );
}

/** A text with sample values: numbers next to texts select the plural form of many. */
const said = (text: Text) => (typeof text === "string" ? text : text(...VALUES));

const english = new Map(textsOf(englishLabels));

test.each(translations)("%s has every text, with every value in it", (_language, labels) => {
  const texts = textsOf(labels);
  expect(texts.map(([path]) => path).toSorted()).toEqual([...english.keys()].toSorted());
  for (const [path, text] of texts) {
    const original = said(english.get(path) ?? "");
    expect(said(text).trim(), path).not.toBe("");
    for (const value of VALUES) {
      expect(said(text).includes(value), `${path}: ${value}`).toBe(original.includes(value));
    }
  }
});

test.each(translations)(
  "%s is another language than English nearly everywhere",
  (_language, labels) => {
    const same = textsOf(labels).filter(
      ([path, text]) =>
        /\p{L}{4}/u.test(said(text)) && said(text) === said(english.get(path) ?? ""),
    );
    // Some words are the same in French.
    expect(same.length).toBeLessThan(15);
  },
);

test("Arabic counts in its six forms", () => {
  const { memberCount } = arabicLabels;
  expect(memberCount("0", 0)).toBe("لا أعضاء");
  expect(memberCount("1", 1)).toBe("عضو واحد");
  expect(memberCount("2", 2)).toBe("عضوان");
  expect(memberCount("3", 3)).toBe("3 أعضاء");
  expect(memberCount("11", 11)).toBe("11 عضوًا");
  expect(memberCount("100", 100)).toBe("100 عضو");
});

test("French uses one form for zero and one, Spanish does not", () => {
  expect(frenchLabels.memberCount("0", 0)).toBe("0 membre");
  expect(spanishLabels.memberCount("0", 0)).toBe("0 miembros");
});
