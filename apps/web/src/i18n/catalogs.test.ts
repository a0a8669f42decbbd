import { readdirSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import { expect, test } from "vitest";
import { languages } from "./languages.ts";
import type { Language } from "./languages.ts";

const source = fileURLToPath(new URL("../", import.meta.url));
const folders = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("messages/en.ts"))
  .map((path) => path.slice(0, -"/en.ts".length));

async function catalog(folder: string, language: Language) {
  const { href } = pathToFileURL(`${source}${folder}/${language}.ts`);
  // Every file of this name exports its messages.
  const module = (await import(/* @vite-ignore */ href)) as { messages: Record<string, string> };
  return module.messages;
}

type Compiled = ReturnType<typeof compileMessage>;
type Branches = Readonly<Record<string, unknown>>;

/** The values that a compiled message uses, and the branches of its plurals. */
function partsOf(message: Compiled): { names: string[]; plurals: Branches[] } {
  const tokens = typeof message === "string" ? [] : message.filter((token) => Array.isArray(token));
  const names = tokens.map(([name]) => name);
  const plurals = tokens.flatMap(([, kind, branches]) =>
    kind === "plural" && typeof branches === "object" ? [{ ...branches }] : [],
  );
  return { names: [...new Set(names)].toSorted(), plurals };
}

test("the catalogs are found", () => {
  expect(folders).toContain("i18n/messages");
});

test.each(folders)("%s has every text in every language, with the same values", async (folder) => {
  const english = await catalog(folder, "en");
  for (const language of languages) {
    const texts = await catalog(folder, language);
    expect(Object.keys(texts).toSorted(), language).toEqual(Object.keys(english).toSorted());
    for (const [id, text] of Object.entries(texts)) {
      expect(text.trim(), `${language} ${id}`).not.toBe("");
      const { names } = partsOf(compileMessage(text));
      const wanted = partsOf(compileMessage(english[id] ?? ""));
      expect(names, `${language} ${id}`).toEqual(wanted.names);
    }
  }
});

test.each(folders)("the plurals of %s have every form of their language", async (folder) => {
  for (const language of languages) {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    // Spanish and French use "de" before millions, which no count here reaches.
    const wanted = pluralCategories.filter((category) => category !== "many" || language === "ar");
    for (const [id, text] of Object.entries(await catalog(folder, language))) {
      for (const branches of partsOf(compileMessage(text)).plurals) {
        expect(Object.keys(branches), `${language} ${id}`).toEqual(expect.arrayContaining(wanted));
      }
    }
  }
});
