import { createContext, useContext } from "react";
import { englishLabels, type Labels } from "../labels.ts";
import { createFormat, type Format } from "../time/format.ts";

/** The words and the date forms of the screen. */
export interface Wording {
  readonly labels: Labels;
  readonly format: Format;
}

/** Components that take props work without a provider, in English. */
export const WordingContext = createContext<Wording>({
  labels: englishLabels,
  format: createFormat("en"),
});

export const useLabels = () => useContext(WordingContext).labels;
export const useFormat = () => useContext(WordingContext).format;
