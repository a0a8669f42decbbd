import type { Labels } from "@parley/react";
import { use } from "react";
import type { Language } from "../i18n/languages.ts";
import { messageLabels } from "../i18n/first-texts.ts";
import { useScreenLanguage } from "../i18n/screen-language.tsx";

type Words = Partial<Labels>;

const loaded = new Map<Language, Promise<Words>>();

function load(language: Language): Promise<Words> {
  const known = loaded.get(language);
  if (known !== undefined) return known;
  const labels = messageLabels[language]();
  loaded.set(language, labels);
  // A failed fetch is retried on the next use.
  labels.catch(() => loaded.delete(language));
  return labels;
}

/** The labels of the messages in the language of the screen; suspends until they are loaded. */
export const useMessageLabels = (): Words => use(load(useScreenLanguage().language));
