import type { WeekBar } from "./week-bars.ts";

interface WeekChartProps {
  readonly bars: readonly WeekBar[];
  /** The chart in words. */
  readonly about: string;
}

const height = (share: number) => ({ blockSize: `${share * 100}%` });

/** One bar per week, the mentor's part below and the mentee's above it, in the direction of the script. */
export function WeekChart({ bars, about }: WeekChartProps) {
  return (
    <div role="img" aria-label={about} title={about} className="week-chart">
      {bars.map((bar) => (
        <div key={bar.monday.toISOString()} className="week-bar">
          <div className="bar-mentee" style={height(bar.menteeShare)} />
          <div className="bar-mentor" style={height(bar.mentorShare)} />
        </div>
      ))}
    </div>
  );
}
