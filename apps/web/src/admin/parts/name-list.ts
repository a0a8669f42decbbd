import { isolate } from "@parley/react/isolate";
import { directionOf } from "../../i18n/languages.ts";
import type { Text } from "../../i18n/text.ts";
import type { messages } from "../messages/en.ts";

/** A list of names; of many, the first ones and the number of the others. */
export function nameList(
  names: readonly string[],
  { language, locale, t }: Text<typeof messages>,
  most = 8,
): string {
  const [shown, rest] = [
    names.slice(0, most).map((name) => isolate(name, directionOf(language))),
    names.length - most,
  ];
  const parts = rest > 0 ? [...shown, t("andOthers", { count: rest })] : shown;
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(parts);
}
