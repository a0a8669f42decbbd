import type { PairActivity } from "@parley/contract/activity";
import type { Text } from "../../i18n/text.ts";
import type { messages } from "../messages/en.ts";
import { formatDay } from "../parts/format-day.ts";
import type { WeekBar } from "./week-bars.ts";

/** One line of the table of a pair. */
export interface NumberRow {
  readonly title: string;
  readonly mentor: string;
  readonly mentee: string;
}

/** Every number of a pair: week by week, in the group's conversation, and when each wrote last. */
export function numberRows(
  { byMentor, byMentee }: PairActivity,
  bars: readonly WeekBar[],
  { t, locale }: Text<typeof messages>,
): NumberRow[] {
  const number = new Intl.NumberFormat(locale);
  // The weeks begin at 0:00 UTC, which is the day before in half of the world.
  const monday = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const day = (time: string | null) =>
    time === null ? t("activity.never") : formatDay(time, locale);
  return [
    ...bars.map((bar) => ({
      title: monday.format(bar.monday),
      mentor: number.format(bar.mentor),
      mentee: number.format(bar.mentee),
    })),
    {
      title: t("activity.inGroup"),
      mentor: number.format(byMentor.inGroup),
      mentee: number.format(byMentee.inGroup),
    },
    { title: t("activity.last"), mentor: day(byMentor.lastAt), mentee: day(byMentee.lastAt) },
  ];
}
