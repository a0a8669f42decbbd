import type { Text } from "../../i18n/text.ts";
import type { messages } from "../messages/en.ts";
import { formatDay } from "../parts/format-day.ts";
import type { PairState } from "./pair-state.ts";

/** Who of a pair is silent and since when, in words. */
export function stateWords(state: PairState, { t, locale }: Text<typeof messages>): string {
  const day = (time: string) => ({ day: formatDay(time, locale) });
  switch (state.kind) {
    case "talking":
      return t("activity.talking");
    case "new":
      return t("activity.new", day(state.since));
    case "never":
      return t("activity.neverWrote", day(state.since));
    case "silent":
      return t("activity.silent", day(state.since));
    case "mentor-silent":
      return state.since === null
        ? t("activity.mentorNever")
        : t("activity.mentorSilent", day(state.since));
    case "mentee-silent":
      return state.since === null
        ? t("activity.menteeNever")
        : t("activity.menteeSilent", day(state.since));
  }
}
