import type { QuietHours } from "@parley/contract";
import { weekdays } from "@parley/contract/weekdays";

/** What clocks show in a zone: the weekday, from 0 for Monday, and the time, `HH:MM`. */
function wallClock(now: number, timeZone: string) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "long",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(now);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  const day = weekdays.findIndex((name) => name === part("weekday").toLowerCase());
  return { day, time: `${part("hour")}:${part("minute")}` };
}

/** Whether an instant is within quiet hours, by what the clocks of the zone show. In epoch milliseconds. */
export function isQuietAt(now: number, quietHours: QuietHours, timeZone: string): boolean {
  const { day, time } = wallClock(now, timeZone);
  const [today, yesterday] = [weekdays[day], weekdays[(day + 6) % 7]];
  const begun = today && quietHours[today];
  const overnight = yesterday && quietHours[yesterday];
  return (
    (!!begun && time >= begun.from && (begun.until < begun.from || time < begun.until)) ||
    (!!overnight && overnight.until < overnight.from && time < overnight.until)
  );
}
