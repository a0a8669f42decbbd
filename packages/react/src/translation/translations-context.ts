import { createContext } from "react";

/** The messages whose translations are shown. */
export interface Translations {
  readonly ids: ReadonlySet<string>;
  readonly hide: (messageId: string) => void;
}

/** The translations of a log; it has none without a provider. */
export const TranslationsContext = createContext<Translations | null>(null);

/** Whether the browser translates. */
export const hasTranslator = (): boolean =>
  "Translator" in globalThis && "LanguageDetector" in globalThis;
