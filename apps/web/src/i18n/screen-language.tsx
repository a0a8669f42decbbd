import { createContext, startTransition, useContext, useLayoutEffect, useState } from "react";
import type { ReactNode } from "react";
import type { Preference } from "../preferences/preference.ts";
import { directionOf, screenLanguage } from "./languages.ts";
import type { Language, ScreenLanguage } from "./languages.ts";

const ScreenLanguageContext = createContext<ScreenLanguage>({ language: "en", locale: "en" });

/** The language of everything on the screen. */
export const useScreenLanguage = () => useContext(ScreenLanguageContext);

/** Puts the language on the page: screen readers choose their voice by it, and layouts their side. */
export function showLanguage({ documentElement }: Document, language: Language): void {
  documentElement.lang = language;
  documentElement.dir = directionOf(language);
}

interface ScreenLanguageProviderProps {
  readonly preference: Preference<Language | "system">;
  readonly children: ReactNode;
}

const languageNow = (preference: Preference<Language | "system">) =>
  screenLanguage(preference.current(), navigator.languages);

/** Gives the language to everything below it. What is on the screen stays until the next one is fetched. */
export function ScreenLanguageProvider({ preference, children }: ScreenLanguageProviderProps) {
  const [screen, setScreen] = useState(() => languageNow(preference));
  useLayoutEffect(() => showLanguage(document, screen.language), [screen]);
  useLayoutEffect(
    () => preference.subscribe(() => startTransition(() => setScreen(languageNow(preference)))),
    [preference],
  );
  return <ScreenLanguageContext.Provider value={screen}>{children}</ScreenLanguageContext.Provider>;
}
