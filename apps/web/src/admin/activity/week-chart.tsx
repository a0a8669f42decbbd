import { useAdminText } from "../parts/admin-text.ts";
import type { WeekBar } from "./week-bars.ts";

interface WeekChartProps {
  readonly bars: readonly WeekBar[];
  /** Messages of the fullest week of all charts with this scale. */
  readonly tallest: number;
  /** The chart in words. */
  readonly about: string;
  readonly formats: WeekFormats;
}

/** How charts show numbers and weeks: slow to create, so once for all charts. */
export const weekFormats = (locale: string) => ({
  number: new Intl.NumberFormat(locale),
  // The weeks begin at 0:00 UTC, which is the day before in half of the world.
  day: new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" }),
});

export type WeekFormats = ReturnType<typeof weekFormats>;

const height = (share: number) => ({ blockSize: `${share * 100}%` });

/**
 * One bar per week, the mentor's part below and the mentee's above it, in the direction of the script. The values of a week
 * are shown under the pointer; the table below the chart has all of them.
 */
export function WeekChart({ bars, tallest, about, formats: { number, day } }: WeekChartProps) {
  const { t } = useAdminText();
  const weekOf = (bar: WeekBar | undefined) => bar && day.format(bar.monday);
  return (
    <div className="week-figure">
      <span aria-hidden="true" className="week-scale">
        <span>{number.format(tallest)}</span>
        <span>{number.format(0)}</span>
      </span>
      <div role="img" aria-label={about} className="week-chart">
        {bars.map((bar) => (
          <div
            key={bar.monday.toISOString()}
            className="week-bar"
            data-values={t("activity.weekValues", {
              week: day.format(bar.monday),
              mentor: bar.mentor,
              mentee: bar.mentee,
            })}
          >
            <div className="bar-mentee" style={height(bar.menteeShare)} />
            <div className="bar-mentor" style={height(bar.mentorShare)} />
          </div>
        ))}
      </div>
      <span aria-hidden="true" className="week-days">
        <span>{weekOf(bars.at(0))}</span>
        <span>{weekOf(bars.at(-1))}</span>
      </span>
    </div>
  );
}
