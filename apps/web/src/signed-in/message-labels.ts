import type { Labels } from "@parley/react";
import { use } from "react";
import type { Language } from "../i18n/languages.ts";
import { useScreenLanguage } from "../i18n/screen-language.tsx";

type Words = Partial<Labels>;

/** The default labels of the messages. */
const ENGLISH: Words = {};

const loads = {
  en: async () => ENGLISH,
  es: async () => (await import("@parley/react/languages/es")).spanishLabels,
  fr: async () => (await import("@parley/react/languages/fr")).frenchLabels,
  ar: async () => (await import("@parley/react/languages/ar")).arabicLabels,
  de: async () => (await import("@parley/react/languages/de")).germanLabels,
  pt: async () => (await import("@parley/react/languages/pt")).portugueseLabels,
} satisfies Record<Language, () => Promise<Words>>;

const loaded = new Map<Language, Words | Promise<Words>>([["en", ENGLISH]]);

/** Returns the labels once they are loaded: a promise would suspend, even after it has resolved. */
export function loadMessageLabels(language: Language): Words | Promise<Words> {
  const known = loaded.get(language);
  if (known !== undefined) return known;
  const labels = loads[language]();
  loaded.set(language, labels);
  labels.then(
    (words) => loaded.set(language, words),
    // A failed fetch is retried on the next use.
    () => loaded.delete(language),
  );
  return labels;
}

/** The labels of the messages in the language of the screen; suspends until they are loaded. */
export function useMessageLabels(): Words {
  const labels = loadMessageLabels(useScreenLanguage().language);
  return labels instanceof Promise ? use(labels) : labels;
}
