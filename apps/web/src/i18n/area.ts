import { use } from "react";
import type { Language, ScreenLanguage } from "./languages.ts";
import { useScreenLanguage } from "./screen-language.tsx";
import { createText } from "./text.ts";
import type { Catalog, Text, Translation } from "./text.ts";

type Load<Messages extends Catalog> = () => Promise<{ readonly messages: Translation<Messages> }>;

/** A part of the app that fetches its texts when it is shown. */
export interface Area<Messages extends Catalog> {
  /** Prefetches the texts of a language, so that their first use does not suspend. */
  load(screen: ScreenLanguage): Promise<Text<Messages>>;
  /** Returns the texts; suspends until they are loaded. */
  useText(): Text<Messages>;
}

/** Creates the texts of one part of the app, one file per language. */
export function createArea<Messages extends Catalog>(
  catalogs: Readonly<Record<Language, Load<Messages>>>,
): Area<Messages> {
  const fetched = new Map<string, Promise<Text<Messages>>>();
  const load = (screen: ScreenLanguage) => {
    const known = fetched.get(screen.locale);
    if (known !== undefined) return known;
    const text = catalogs[screen.language]().then(({ messages }) => createText(screen, messages));
    fetched.set(screen.locale, text);
    // A failed fetch is retried on the next use.
    text.catch(() => fetched.delete(screen.locale));
    return text;
  };
  return { load, useText: () => use(load(useScreenLanguage())) };
}
