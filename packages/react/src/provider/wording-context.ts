import { createContext, useContext } from "react";
import { englishFirstLabels, type FirstLabels, type Labels } from "../labels.ts";
import { isolateLabels } from "./isolate-labels.ts";
import { createFormat, type Format } from "../time/format.ts";

/** The host's own labels, and the formats of the screen. */
export interface Wording {
  readonly own: Partial<Labels>;
  readonly format: Format;
}

/** Components that take props work without a provider, in English. */
export const WordingContext = createContext<Wording>({ own: {}, format: createFormat("en") });

/** Labels by set of overrides: created when a component uses them, so that hooks alone do not load any. */
const first = new WeakMap<Partial<Labels>, FirstLabels>();

/** The labels of the first render. Components that are loaded later use `useAllLabels`. */
export function useLabels(): FirstLabels {
  const { own } = useContext(WordingContext);
  const labels = first.get(own) ?? isolateLabels({ ...englishFirstLabels, ...own });
  first.set(own, labels);
  return labels;
}

export const useFormat = () => useContext(WordingContext).format;
