import { englishFirstLabels, type Labels } from "../labels.ts";
import { englishActionLabels } from "../labels/action-labels.ts";
import { englishContactLabels } from "../labels/contact-labels.ts";
import { englishDetailsLabels } from "../labels/details-labels.ts";
import { englishMeetingLabels } from "../labels/meeting-labels.ts";
import { englishReportLabels } from "../labels/report-labels.ts";
import { englishSearchLabels } from "../labels/search-labels.ts";

/** Every text in English: the defaults of all labels. */
export const englishLabels: Labels = {
  ...englishFirstLabels,
  ...englishActionLabels,
  ...englishContactLabels,
  ...englishDetailsLabels,
  ...englishMeetingLabels,
  ...englishReportLabels,
  ...englishSearchLabels,
};
