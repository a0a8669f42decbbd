import { createContext, useContext } from "react";
import { englishLabels, type Labels } from "../labels.ts";
import { createFormat, type Format } from "../time/format.ts";

/** The host's own words, and the date forms of the screen. */
export interface Wording {
  readonly own: Partial<Labels>;
  readonly format: Format;
}

/** Components that take props work without a provider, in English. */
export const WordingContext = createContext<Wording>({ own: {}, format: createFormat("en") });

/** All words for each set of a host's own: made where a component asks, so that hooks alone bring none along. */
const complete = new WeakMap<Partial<Labels>, Labels>();

export function useLabels(): Labels {
  const { own } = useContext(WordingContext);
  const labels = complete.get(own) ?? { ...englishLabels, ...own };
  complete.set(own, labels);
  return labels;
}

export const useFormat = () => useContext(WordingContext).format;
