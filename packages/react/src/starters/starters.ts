import type { StarterChange } from "@parley/contract";
import {
  isStarterKey,
  starterKeys,
  type StarterLanguage,
  starterLanguages,
  type StarterPlace,
  starterTable,
} from "@parley/contract/starter-table";
import type { StarterTexts } from "./texts.ts";

const texts: Readonly<Record<StarterLanguage, () => Promise<{ starters: StarterTexts }>>> = {
  en: () => import("./en.ts"),
  es: () => import("./es.ts"),
  fr: () => import("./fr.ts"),
  ar: () => import("./ar.ts"),
  de: () => import("./de.ts"),
  pt: () => import("./pt.ts"),
};

/** The language of a locale in which there are starters: English, if there are none in its own. */
export function starterLanguageOf(locale: string): StarterLanguage {
  const base = locale.split("-")[0]?.toLowerCase();
  return starterLanguages.find((language) => language === base) ?? "en";
}

/** Loads the texts of one language. */
export const loadStarterTexts = async (language: StarterLanguage): Promise<StarterTexts> =>
  (await texts[language]()).starters;

/** A starter as an ADMIN sees it. */
export interface Starter extends StarterPlace {
  readonly key: string;
  readonly body: string;
  /** `hidden`: it is not offered. */
  readonly state: "original" | "changed" | "hidden" | "added";
}

/** The starters of one language with what ADMINs have changed, the added ones last. */
export function allStarters(
  original: StarterTexts,
  changes: readonly StarterChange[],
): readonly Starter[] {
  const changed = new Map(changes.map((change) => [change.key, change]));
  const known = starterKeys.map((key): Starter => {
    const change = changed.get(key);
    const own = { key, ...starterTable[key], body: change?.body ?? original[key] };
    if (change === undefined) return { ...own, state: "original" };
    return { ...own, state: change.body === null ? "hidden" : "changed" };
  });
  const added = changes.flatMap(({ key, body, role, when }): Starter[] => {
    // One that a later version has is unknown here.
    if (isStarterKey(key) || body === null || role === null || when === null) return [];
    return [{ key, body, role, when, state: "added" }];
  });
  return [...known, ...added];
}

/** The starters to offer: first those of the time, then the others of the role. After a silence those for it come first. */
export function offeredStarters(
  all: readonly Starter[],
  { role, when, isSilent }: StarterPlace & { readonly isSilent: boolean },
): readonly Starter[] {
  const own = all.filter((starter) => starter.role === role && starter.state !== "hidden");
  const silent = own.filter((starter) => starter.when === "silence");
  const others = own.filter((starter) => starter.when !== "silence" && starter.when !== when);
  const timely = own.filter((starter) => starter.when === when);
  return [...(isSilent ? silent : []), ...timely, ...others];
}
