import type { Moment } from "./transcript.ts";

const MINUTE = 60_000;
/** Minimum gap between two messages that would have the same time or the wrong order. */
const LEAST_GAP = 7_000;

/** The local time of this machine: users see the demo where it runs. */
function timeOf(moment: Moment, now: Date): Date {
  const dayOf = (daysAgo: number, minute: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo, 0, minute);
  switch (moment.day) {
    case "today":
      return new Date(now.getTime() - moment.minutesAgo * MINUTE);
    case "yesterday":
      return dayOf(1, moment.minute);
    case "week": {
      const sinceMonday = (now.getDay() + 6) % 7;
      return dayOf(sinceMonday + moment.weeksAgo * 7 - moment.weekday, moment.minute);
    }
  }
}

/**
 * The times of a conversation's messages: strictly increasing, and the last one not after `now`. If the time of loading
 * pushes messages into each other (just after midnight, or on a Monday), the earlier one moves.
 */
export function scheduleOf(moments: readonly Moment[], now: Date): Date[] {
  let ceiling = now.getTime();
  const times = moments.toReversed().map((moment) => {
    const time = Math.min(timeOf(moment, now).getTime(), ceiling);
    ceiling = time - LEAST_GAP;
    return new Date(time);
  });
  return times.toReversed();
}
