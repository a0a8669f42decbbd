import { useEffect, useState } from "react";

const midnightAfter = (date: Date) =>
  new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();

/** The present day, for words like "Today": another value after midnight. */
export function useToday(): Date {
  const [today, setToday] = useState(() => new Date());
  useEffect(() => {
    const untilMidnight = midnightAfter(today) - Date.now();
    const timer = setTimeout(() => setToday(new Date()), Math.max(untilMidnight, 0) + 1_000);
    return () => clearTimeout(timer);
  }, [today]);
  return today;
}
