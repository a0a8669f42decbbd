/** The reader's current day, shared by everything on a page. */
export interface DayClock {
  /** A time of the current day; the same object until the next day. */
  today(): Date;
  /** Reads the clock now, and notifies subscribers if the day has changed. */
  check(): void;
  subscribe(onChange: () => void): () => void;
}

/**
 * A clock that is also right after a sleep, in which the monotonic clock of some systems stands still: more has passed
 * if the device's clock says so, until the clock is set by the server again.
 */
export function createWakefulClock(now: () => number) {
  let ahead = now() - Date.now();
  return {
    now: () => Math.max(now(), Date.now() + ahead),
    wasSet: () => void (ahead = now() - Date.now()),
  };
}

/** The clock is read at this interval, in milliseconds: timers do not count the time in which a machine sleeps. */
const LOOK_EVERY = 60_000;

const isSameDay = (one: Date, other: Date) =>
  one.getDate() === other.getDate() &&
  one.getMonth() === other.getMonth() &&
  one.getFullYear() === other.getFullYear();

/** By the calendar of the reader's time zone, in which a day can have 23 or 25 hours. */
const untilMidnight = (at: Date) =>
  new Date(at.getFullYear(), at.getMonth(), at.getDate() + 1).getTime() - at.getTime();

const AWAKE = ["visibilitychange", "focus", "pageshow"] as const;

/** A day clock over a clock in epoch milliseconds. It has one timer for all subscribers. */
export function createDayClock(now: () => number): DayClock {
  let told = new Date(now());
  let today = told;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watchers = new Set<() => void>();
  const look = (): Date => {
    const at = new Date(now());
    if (!isSameDay(at, today)) today = at;
    return today;
  };
  const check = () => {
    if (look() === told) return;
    told = today;
    for (const tell of watchers) tell();
  };
  const arm = () => {
    const wait = Math.min(untilMidnight(new Date(now())) + 1, LOOK_EVERY);
    timer = setTimeout(() => {
      check();
      arm();
    }, wait);
  };
  const listen = (change: "addEventListener" | "removeEventListener") => {
    // The window receives the events of its document as they bubble.
    for (const name of AWAKE) globalThis.window?.[change](name, check, true);
  };
  return {
    today: look,
    check,
    subscribe(onChange) {
      if (watchers.size === 0) {
        arm();
        listen("addEventListener");
      }
      watchers.add(onChange);
      return () => {
        watchers.delete(onChange);
        if (watchers.size > 0) return;
        clearTimeout(timer);
        listen("removeEventListener");
      };
    },
  };
}
