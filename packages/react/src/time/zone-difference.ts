/** The wall clock of a time zone, as if it were UTC, in epoch milliseconds; undefined if the browser does not know the zone. */
function wallClock(at: number, timeZone: string | undefined): number | undefined {
  const fields = { year: "numeric", month: "numeric", day: "numeric" } as const;
  const time = { hour: "numeric", minute: "numeric", hourCycle: "h23" } as const;
  try {
    const format = new Intl.DateTimeFormat("en-US", {
      ...fields,
      ...time,
      calendar: "gregory",
      timeZone,
    });
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"));
  } catch {
    return undefined;
  }
}

const HOUR = 3_600_000;

/**
 * How many hours the clocks of a time zone are ahead of those of another (default: of the device), at an instant in epoch
 * milliseconds; negative if they are behind, and undefined if the browser does not know the zone.
 */
export function hoursAhead(at: number, timeZone: string, than?: string): number | undefined {
  const [there, here] = [wallClock(at, timeZone), wallClock(at, than)];
  return there === undefined || here === undefined ? undefined : (there - here) / HOUR;
}

/**
 * The instant at which the clocks of a time zone show a local time, "2026-03-30T09:00": the first of the two if they show it
 * twice, and undefined if they never do, or the browser does not know the zone.
 */
export function instantIn(local: string, timeZone: string): number | undefined {
  const wall = Date.parse(`${local}Z`);
  // Around a change of the clocks there are two differences to UTC.
  const instants = [-24, 24]
    .map((hours) => wall - (hoursAhead(wall + hours * HOUR, timeZone, "UTC") ?? Number.NaN) * HOUR)
    .filter((at) => !Number.isNaN(at) && wallClock(at, timeZone) === wall);
  return instants.length === 0 ? undefined : Math.min(...instants);
}

/** The time on the clocks of a time zone that the browser knows, with the weekday if it is another day there. */
export function timeIn(at: number, { timeZone, locale }: { timeZone: string; locale: string }) {
  const day = (zone?: string) => Math.floor((wallClock(at, zone) ?? 0) / (24 * HOUR));
  const time = { hour: "numeric", minute: "2-digit" } as const;
  const isOtherDay = day(timeZone) !== day();
  return new Intl.DateTimeFormat(locale, {
    ...(isOtherDay ? { weekday: "short", ...time } : { timeStyle: "short" }),
    timeZone,
  }).format(at);
}
