import { createContext, useContext } from "react";
import { englishFirstLabels, type FirstLabels, type Labels } from "../labels.ts";
import { isolateLabels } from "./isolate-labels.ts";
import { createFormat, type Format } from "../time/format.ts";

/** The host's own words, and the date forms of the screen. */
export interface Wording {
  readonly own: Partial<Labels>;
  readonly format: Format;
}

/** Components that take props work without a provider, in English. */
export const WordingContext = createContext<Wording>({ own: {}, format: createFormat("en") });

/** All words for each set of a host's own: made where a component asks, so that hooks alone bring none along. */
const first = new WeakMap<Partial<Labels>, FirstLabels>();

/** What a page says from its first moment on. What is fetched later has its words from `useAllLabels`. */
export function useLabels(): FirstLabels {
  const { own } = useContext(WordingContext);
  const labels = first.get(own) ?? isolateLabels({ ...englishFirstLabels, ...own });
  first.set(own, labels);
  return labels;
}

export const useFormat = () => useContext(WordingContext).format;
