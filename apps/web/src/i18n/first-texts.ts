import type { Labels } from "@parley/react";
import { browserStorage, chosenOption } from "../storage/page-storage.ts";
import { type Language, languageChoice, screenLanguage } from "./languages.ts";

// A file of its own, which the page runs as soon as it is there: the texts are fetched while the code that shows them is
// still on its way.

/** The texts of every page. */
export const shellTexts = {
  en: () => import("./messages/en.ts"),
  es: () => import("./messages/es.ts"),
  fr: () => import("./messages/fr.ts"),
  ar: () => import("./messages/ar.ts"),
  de: () => import("./messages/de.ts"),
  pt: () => import("./messages/pt.ts"),
};

/** The labels of the messages; in English they are the default ones. */
export const messageLabels = {
  en: async () => ({}),
  es: async () => (await import("@parley/react/languages/es")).spanishLabels,
  fr: async () => (await import("@parley/react/languages/fr")).frenchLabels,
  ar: async () => (await import("@parley/react/languages/ar")).arabicLabels,
  de: async () => (await import("@parley/react/languages/de")).germanLabels,
  pt: async () => (await import("@parley/react/languages/pt")).portugueseLabels,
} satisfies Record<Language, () => Promise<Partial<Labels>>>;

/** The language with which the page begins. */
export const firstScreen = screenLanguage(
  chosenOption(browserStorage, languageChoice),
  navigator.languages,
);

// What fails is fetched again when it is shown.
for (const load of [shellTexts, messageLabels]) load[firstScreen.language]().catch(() => undefined);
