import type { EventFamily } from "./event-definition.ts";

export const reportEvents: EventFamily<"report"> = {
  "report.changed": {
    needs: ["reports"],
    toEvent({ subject_id }, { reports }) {
      const news = reports.get(subject_id ?? "");
      return news && { type: "report.changed", ...news };
    },
    explains: ({ reportId }) => [`report:${reportId}`],
  },
};
