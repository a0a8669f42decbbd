/** The languages of the interface. */
export const languages = ["en", "es", "fr", "ar", "de", "pt"] as const;
export type Language = (typeof languages)[number];

/** The language that a user chose, or the browser's. */
export const languageChoice = {
  key: "parley.language",
  options: ["system", ...languages],
  initial: "system",
} as const;

/** Each language by its own name, so that its speakers find it. */
export const languageNames = {
  en: "English",
  es: "Español",
  fr: "Français",
  ar: "العربية",
  de: "Deutsch",
  pt: "Português",
} satisfies Record<Language, string>;

/** A language, and its regional form for dates and numbers, as a BCP 47 tag. */
export interface ScreenLanguage {
  readonly language: Language;
  readonly locale: string;
}

export const directionOf = (language: Language): "ltr" | "rtl" =>
  language === "ar" ? "rtl" : "ltr";

const baseOf = (tag: string) => tag.split("-")[0]?.toLowerCase();

const spoken = (tag: string) => languages.find((language) => language === baseOf(tag));

/** The chosen language, else the first supported one of the browser, else English. */
export function screenLanguage(
  chosen: Language | "system",
  preferred: readonly string[],
): ScreenLanguage {
  const known = preferred.map(spoken).find((language) => language !== undefined);
  const language = chosen === "system" ? (known ?? "en") : chosen;
  return { language, locale: preferred.find((tag) => baseOf(tag) === language) ?? language };
}
