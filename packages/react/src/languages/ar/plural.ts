import { pluralIn } from "../../text/plural.ts";

/** Arabic has all six forms, and a text in it uses all of them. */
export const plural: (
  count: number,
  forms: Readonly<Record<Intl.LDMLPluralRule, string>>,
) => string = pluralIn("ar");
