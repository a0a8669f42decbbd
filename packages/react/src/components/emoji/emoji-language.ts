/** The languages of `emojibase-data`, by the first part of their tags, and Arabic. https://emojibase.dev/docs/datasets */
const LANGUAGES = new Set(
  "ar bn da de en es et fi fr hi hu it ja ko lt ms nb nl pl pt ru sv th uk vi zh".split(" "),
);

/** The language of the emoji data for a locale. */
export const languageOf = (locale: string): string => {
  const [language = "en"] = locale.split("-");
  return LANGUAGES.has(language) ? language : "en";
};
