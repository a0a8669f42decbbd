import type { PairActivity } from "@parley/contract";
import { useState } from "react";
import { Icon } from "../../shell/icon.tsx";
import { useAdminText } from "../parts/admin-text.ts";
import type { WeekBar } from "./week-bars.ts";
import type { Text } from "../../i18n/text.ts";
import type { messages } from "../messages/en.ts";
import { formatDay } from "../parts/day.ts";

interface PairNumbersProps {
  readonly pair: PairActivity;
  readonly bars: readonly WeekBar[];
}

/** The data of the chart, as a table that opens on demand. */
export function PairNumbers({ pair, bars }: PairNumbersProps) {
  const { t } = useAdminText();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="group" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary className="inline-flex min-h-6 cursor-pointer items-center gap-1 text-sm text-muted pointer-coarse:min-h-11">
        <span className="rtl:-scale-x-100">
          <Icon path="M9.500 6l6 6-6 6" className="size-4 group-open:rotate-90" />
        </span>
        {t("activity.numbers")}
        <span className="sr-only">: {pair.mentee.name}</span>
      </summary>
      {isOpen && <Numbers pair={pair} bars={bars} />}
    </details>
  );
}

function Numbers({ pair, bars }: PairNumbersProps) {
  const text = useAdminText();
  const { t } = text;
  return (
    <table className="mt-1 w-full max-w-md text-sm">
      <caption className="sr-only">{t("activity.numbersOf", { name: pair.mentee.name })}</caption>
      <thead className="text-muted">
        <tr>
          <th scope="col" className="py-1 pe-3 text-start font-medium">
            {t("activity.week")}
          </th>
          <th scope="col" className="py-1 pe-3 text-end font-medium">
            {t("activity.byMentor")}
          </th>
          <th scope="col" className="py-1 text-end font-medium">
            {t("activity.byMentee")}
          </th>
        </tr>
      </thead>
      <tbody>
        {numberRows(pair, bars, text).map((row) => (
          <tr key={row.title} className="border-t border-line">
            <th scope="row" className="py-1 pe-3 text-start font-normal">
              {row.title}
            </th>
            <td className="py-1 pe-3 text-end tabular-nums">{row.mentor}</td>
            <td className="py-1 text-end tabular-nums">{row.mentee}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** One row of the table of a pair. */
export interface NumberRow {
  readonly title: string;
  readonly mentor: string;
  readonly mentee: string;
}

/** Every number of a pair: week by week, in the group's conversation, and when each wrote last. */
function numberRows(
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
