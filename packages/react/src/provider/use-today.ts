import { createContext, useContext } from "react";
import { useStore } from "../provider/use-screen.ts";
import { createDayClock } from "../time/day-clock.ts";

/** Components that take props work without a provider, with the device's clock. */
export const DayClockContext = createContext(createDayClock(() => Date.now()));

/** The current day, for words like "Today": another value after midnight, also if the machine was asleep. */
export function useToday(): Date {
  const days = useContext(DayClockContext);
  return useStore(days, days.today);
}
