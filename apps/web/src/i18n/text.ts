import { setupI18n } from "@lingui/core";
import { directionOf } from "./languages.ts";
import type { ScreenLanguage } from "./languages.ts";
import type { ValuesFor } from "./message-values.ts";

/** Messages in ICU form by their id; compiled in a build. */
export type Catalog = Readonly<Record<string, string>>;

/** The same ids in another language. */
export type Translation<Messages extends Catalog> = Readonly<Record<keyof Messages, string>>;

/** The texts of one part of the app in the language of the screen. */
export interface Text<Messages extends Catalog> extends ScreenLanguage {
  t<Id extends keyof Messages & string>(id: Id, ...values: ValuesFor<Messages[Id]>): string;
}

const ISOLATE = "\u2068";
const END_OF_ISOLATE = "\u2069";

/** Keeps a name of another script together within a text that runs from right to left. */
const isolated = (value: string | number) =>
  typeof value === "string" ? `${ISOLATE}${value}${END_OF_ISOLATE}` : value;

/** Texts out of a catalog. */
export function createText<Messages extends Catalog>(
  screen: ScreenLanguage,
  catalog: Translation<Messages>,
): Text<Messages> {
  const { language, locale } = screen;
  const i18n = setupI18n({
    locale: language,
    locales: [locale],
    messages: { [language]: catalog },
  });
  const isRightToLeft = directionOf(language) === "rtl";
  return {
    ...screen,
    t(id, ...[values]) {
      if (values === undefined) return i18n.t(id);
      const entries = Object.entries<string | number>(values);
      return i18n.t(
        id,
        Object.fromEntries(
          entries.map(([name, value]) => [name, isRightToLeft ? isolated(value) : value]),
        ),
      );
    },
  };
}
