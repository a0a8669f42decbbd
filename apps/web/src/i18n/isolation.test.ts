import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import { isolate } from "@parley/react/isolate";
import bidiFactory from "bidi-js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { directionOf, languages } from "./languages.ts";
import type { Language } from "./languages.ts";
import { createText } from "./text.ts";

const bidi = bidiFactory();
const source = join(import.meta.dirname, "..");
const folders = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("messages/en.ts"))
  .map((path) => path.slice(0, -"/en.ts".length));

/** Names of both directions with digits, signs and controls. */
const bit = fc.constantFrom(
  ...["Ana", "نور", "ליאת", " ", "-", "(", ")", "،", "12", "٣", "/", "\u061C", "\u200E", "\u200F"],
  ...["\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069"],
);
const names = fc
  .tuple(
    fc.array(bit, { maxLength: 5 }),
    fc.constantFrom("Ana", "نور"),
    fc.array(bit, { maxLength: 5 }),
  )
  .map((all) => all.flat().join(""));

/** The characters of a sentence from left to right, with one placeholder for each name in it. */
function seen(text: string, name: string, direction: "ltr" | "rtl") {
  const owners = Array.from(text, () => "");
  for (let unit = 0; unit < text.length; unit += 1) owners[unit] = text.charAt(unit);
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length))
    owners.fill("\uFFFC", at, at + name.length);
  const order = bidi.getReorderedIndices(text, bidi.getEmbeddingLevels(text, direction));
  return order
    .map((index) => owners[index] ?? "")
    .filter(
      (owner, at, all) =>
        !/[\u2066-\u2069]/u.test(owner) && (owner !== "\uFFFC" || all[at - 1] !== owner),
    )
    .join("")
    .replaceAll(/\uFFFC+/gu, "\uFFFC");
}

/** Texts of a catalog whose ids and values are not known to the compiler. */
function saying(language: Language, catalog: Record<string, string>) {
  const { t } = createText({ language, locale: language }, catalog);
  // The values of a message are typed by its text; here they are parsed from it.
  return t as unknown as (id: string, values: Record<string, string | number>) => string;
}

const cases = folders.flatMap((folder) => languages.map((language) => [folder, language] as const));

test.each(cases)(
  "TXT-3: in no sentence of %s in %s does a name change the order around it",
  async (folder, language) => {
    const { href } = pathToFileURL(join(source, folder, `${language}.ts`));
    // Every file of this name exports its messages.
    const { messages } = (await import(/* @vite-ignore */ href)) as {
      messages: Record<string, string>;
    };
    const compiled = Object.entries(messages).map(([id, text]) => {
      const message = typeof text === "string" ? compileMessage(text) : text;
      const values = Array.isArray(message)
        ? message.flatMap((token) => (Array.isArray(token) && token.length === 1 ? [token[0]] : []))
        : [];
      const numbers = Array.isArray(message)
        ? message.flatMap((token) => (Array.isArray(token) && token.length > 1 ? [token[0]] : []))
        : [];
      return { id, message, values, numbers };
    });
    // Input of `createText` in a build: compiled messages.
    const catalog = Object.fromEntries(
      compiled.map(({ id, message }) => [id, message]),
    ) as unknown as Record<string, string>;
    const t = saying(language, catalog);
    const direction = directionOf(language);
    const withNames = compiled.filter(({ values }) => values.length > 0);
    fc.assert(
      fc.property(names, (name) => {
        for (const { id, values, numbers } of withNames) {
          const say = (value: string) =>
            t(
              id,
              Object.fromEntries([
                ...values.map((key) => [key, value]),
                ...numbers.map((key) => [key, 3]),
              ]),
            );
          const still = "\u2068X\u2069";
          const shown = isolate(name, direction);
          expect(seen(say(name), shown, direction), `${id}: ${say(name)}`).toBe(
            seen(
              say("\uE000")
                .replaceAll(/[\u2068\u2069]/gu, "")
                .replaceAll("\uE000", still),
              still,
              direction,
            ),
          );
        }
      }),
      { numRuns: 40 },
    );
  },
);

test("TXT-3: a Latin name in a sentence from left to right is unchanged", () => {
  // A message as a build compiles it.
  const compiled = compileMessage("{name} is here") as unknown as string;
  const t = saying("en", { hello: compiled });
  expect(t("hello", { name: "Ruth" })).toBe("Ruth is here");
  expect(t("hello", { name: "نور" })).toBe("\u2068نور\u2069 is here");
});
