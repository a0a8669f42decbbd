import { use } from "react";
import type { Language, ScreenLanguage } from "./languages.ts";
import { useScreenLanguage } from "./screen-language.tsx";
import { createText } from "./text.ts";
import type { Catalog, Text, Translation } from "./text.ts";

type Load<Messages extends Catalog> = () => Promise<{ readonly messages: Translation<Messages> }>;

/** A part of the app that fetches its texts when it is shown. */
export interface Area<Messages extends Catalog> {
  /** Fetches the texts of a language, so that the first use of them does not wait. */
  load(screen: ScreenLanguage): Promise<Text<Messages>>;
  /** The texts; suspends until they are there. */
  useText(): Text<Messages>;
}

/** The texts of one part of the app, each language in a file of its own. */
export function createArea<Messages extends Catalog>(
  catalogs: Readonly<Record<Language, Load<Messages>>>,
): Area<Messages> {
  const fetched = new Map<string, Promise<Text<Messages>>>();
  const load = (screen: ScreenLanguage) => {
    const known = fetched.get(screen.locale);
    if (known !== undefined) return known;
    const text = catalogs[screen.language]().then(({ messages }) => createText(screen, messages));
    fetched.set(screen.locale, text);
    // A failed fetch is tried again by the next one who asks.
    text.catch(() => fetched.delete(screen.locale));
    return text;
  };
  return { load, useText: () => use(load(useScreenLanguage())) };
}
