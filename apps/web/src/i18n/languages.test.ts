import { expect, test } from "vitest";
import { screenLanguage } from "./languages.ts";

test.each([
  { chosen: "system", preferred: ["it-IT", "fr-CA", "en"], language: "fr", locale: "fr-CA" },
  { chosen: "system", preferred: ["ar-EG"], language: "ar", locale: "ar-EG" },
  { chosen: "system", preferred: ["it"], language: "en", locale: "en" },
  { chosen: "system", preferred: [], language: "en", locale: "en" },
  { chosen: "es", preferred: ["en-GB", "es-MX"], language: "es", locale: "es-MX" },
  { chosen: "ar", preferred: ["en-GB"], language: "ar", locale: "ar" },
] as const)("chosen $chosen in a browser of $preferred is $locale", (given) => {
  const { chosen, preferred, language, locale } = given;
  expect(screenLanguage(chosen, preferred)).toEqual({ language, locale });
});
