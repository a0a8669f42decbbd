import { englishFirstLabels, type Labels } from "../labels.ts";
import { englishActionLabels } from "../labels/action-labels.ts";
import { englishContactLabels } from "../labels/contact-labels.ts";
import { englishSearchLabels } from "../labels/search-labels.ts";

/** Every text in English: what Parley says where the host has no words of its own. */
export const englishLabels: Labels = {
  ...englishFirstLabels,
  ...englishActionLabels,
  ...englishContactLabels,
  ...englishSearchLabels,
};
