import { createContext, startTransition, useContext, useLayoutEffect, useState } from "react";
import type { ReactNode } from "react";
import type { Preference } from "../storage/preference.ts";
import { directionOf, screenLanguage } from "./languages.ts";
import type { Language, ScreenLanguage } from "./languages.ts";

const ScreenLanguageContext = createContext<ScreenLanguage>({ language: "en", locale: "en" });

/** The language of everything on the screen. */
export const useScreenLanguage = () => useContext(ScreenLanguageContext);

/** Sets the language of the page: screen readers select their voice by it, and layouts their direction. */
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

/** Provides the language to its children. The old language stays on the screen until the new texts are loaded. */
export function ScreenLanguageProvider({ preference, children }: ScreenLanguageProviderProps) {
  const [screen, setScreen] = useState(() => languageNow(preference));
  useLayoutEffect(() => showLanguage(document, screen.language), [screen]);
  useLayoutEffect(
    () => preference.subscribe(() => startTransition(() => setScreen(languageNow(preference)))),
    [preference],
  );
  return <ScreenLanguageContext.Provider value={screen}>{children}</ScreenLanguageContext.Provider>;
}
