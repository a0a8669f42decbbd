import { useContext } from "react";
import type { Labels } from "../labels.ts";
import { englishLabels } from "../languages/en.ts";
import { isolateLabels } from "./isolate-labels.ts";
import { WordingContext } from "./wording-context.ts";

const complete = new WeakMap<Partial<Labels>, Labels>();

/** The host's labels, with those that it leaves out. */
export function completeLabels(own: Partial<Labels>): Labels {
  const labels = complete.get(own) ?? isolateLabels({ ...englishLabels, ...own });
  complete.set(own, labels);
  return labels;
}

/** All labels, for components whose code is loaded on demand. */
export const useAllLabels = (): Labels => completeLabels(useContext(WordingContext).own);
