import { createContext, useContext } from "react";
import { useStore } from "../provider/use-screen.ts";
import { createDayClock } from "../time/day-clock.ts";

/** Components that take props work without a provider, by the clock of the device. */
export const DayClockContext = createContext(createDayClock(() => Date.now()));

/** The present day, for words like "Today": another value after midnight, also after a night's sleep. */
export function useToday(): Date {
  const days = useContext(DayClockContext);
  return useStore(days, days.today);
}
