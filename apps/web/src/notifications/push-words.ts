import type { useText } from "../i18n/shell-text.ts";
import { APP_NAME } from "../signed-in/page-title.ts";
import type { PushRecord } from "./push-record.ts";

/** The worker's words, in the language of the screen. */
export const pushWords = (t: ReturnType<typeof useText>["t"]): PushRecord["words"] => ({
  product: APP_NAME,
  unread: t("notify.unread"),
  test: t("notify.test"),
  reminder: t("notify.reminder"),
  meeting: {
    soon: t("notify.meeting.soon"),
    proposed: t("notify.meeting.proposed"),
    agreed: t("notify.meeting.agreed"),
    declined: t("notify.meeting.declined"),
    canceled: t("notify.meeting.canceled"),
  },
  report: t("notify.report"),
  urgentReport: t("notify.urgentReport"),
});
