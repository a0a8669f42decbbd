import type { PairActivity } from "@parley/contract";

const DAY = 24 * 60 * 60_000;

/** One week of a pair. Shares are of the tallest bar of the chart, 0 to 1. */
export interface WeekBar {
  /** The Monday, 0:00 UTC. */
  readonly monday: Date;
  readonly mentor: number;
  readonly mentee: number;
  readonly mentorShare: number;
  readonly menteeShare: number;
}

const totals = ({ byMentor, byMentee }: PairActivity) =>
  byMentor.weeks.map((count, week) => count + (byMentee.weeks[week] ?? 0));

/** The maximum messages of a week in some pairs; their charts share this scale. */
export const tallestWeek = (pairs: readonly PairActivity[]): number =>
  Math.max(0, ...pairs.flatMap(totals));

/** The weeks of a pair, the earliest first. A few messages next to many still show as a line. */
export function weekBars(
  { byMentor, byMentee }: PairActivity,
  { from, tallest }: { readonly from: string; readonly tallest: number },
): WeekBar[] {
  const start = new Date(from).getTime();
  const shareOf = (count: number) => (count === 0 ? 0 : Math.max(0.04, count / tallest));
  return byMentor.weeks.map((mentor, week) => {
    const mentee = byMentee.weeks[week] ?? 0;
    return {
      monday: new Date(start + week * 7 * DAY),
      mentor,
      mentee,
      mentorShare: shareOf(mentor),
      menteeShare: shareOf(mentee),
    };
  });
}

/** Totals of each of a pair in all weeks. */
export function sums({ byMentor, byMentee }: PairActivity) {
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  return { mentor: sum(byMentor.weeks), mentee: sum(byMentee.weeks) };
}
