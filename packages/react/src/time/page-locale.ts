function isLocale(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}

/**
 * The reader's own regional form of the page's language: the words around a date are in that language, and the reader's
 * region decides on 10:42 or 10:42 AM. English on a server.
 */
export function pageLocale(): string {
  if (typeof document === "undefined") return "en";
  const page = document.documentElement.lang || "en";
  const [language = "en"] = page.split("-");
  const own = navigator.languages.find((tag) => tag.split("-")[0] === language);
  return [own ?? page, page].find(isLocale) ?? "en";
}
