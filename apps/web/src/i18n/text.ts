import { setupI18n } from "@lingui/core";
import { isolate } from "@parley/react/isolate";
import { directionOf } from "./languages.ts";
import type { ScreenLanguage } from "./languages.ts";
import type { ValuesFor } from "./message-values.ts";

/** ICU messages by id; compiled in a build. */
export type Catalog = Readonly<Record<string, string>>;

/** The same ids in another language. */
export type Translation<Messages extends Catalog> = Readonly<Record<keyof Messages, string>>;

/** The texts of one part of the app in the language of the screen. */
export interface Text<Messages extends Catalog> extends ScreenLanguage {
  t<Id extends keyof Messages & string>(id: Id, ...values: ValuesFor<Messages[Id]>): string;
}

/** Creates the texts of a catalog. */
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
  const direction = directionOf(language);
  // A name must not affect the direction of the text around it.
  const isolated = (value: string | number) =>
    typeof value === "string" ? isolate(value, direction) : value;
  return {
    ...screen,
    t(id, ...[values]) {
      if (values === undefined) return i18n.t(id);
      const entries = Object.entries<string | number>(values);
      return i18n.t(
        id,
        Object.fromEntries(entries.map(([name, value]) => [name, isolated(value)])),
      );
    },
  };
}
