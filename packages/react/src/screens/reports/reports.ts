import type { ReportLabels } from "../../labels/report-labels.ts";
import { useAllLabels } from "../../provider/all-labels.ts";

export { type ReportAbout, ReportDialog, type ReportDialogProps } from "./report-dialog.tsx";
export type { ReportLabels };

/** The labels of reports, such as the names of their categories, in the language of the screen. */
export const useReportLabels = (): ReportLabels => useAllLabels();
