import * as check from "./checks.ts";
import { complete, type EventFamily } from "./event-definition.ts";

export const reportEvents: EventFamily<"report"> = {
  "report.changed": {
    fields: {
      reportId: check.text,
      version: check.count,
      isOwn: check.flag,
      isUrgent: check.flag,
    },
    apply: complete,
    outdates: ["reports"],
  },
};
