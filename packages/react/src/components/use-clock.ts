import { useEffect, useState } from "react";

/** Whether a moment, in epoch milliseconds, is over. It becomes true by itself. */
export function useIsOver(moment: number): boolean {
  const [now, setNow] = useState(() => Date.now());
  const wait = moment - now;
  useEffect(() => {
    if (wait <= 0) return undefined;
    const timer = setTimeout(() => setNow(Date.now()), wait + 1);
    return () => clearTimeout(timer);
  }, [wait]);
  return wait <= 0;
}

/** The time in epoch milliseconds, again every so many milliseconds. */
export function useNow(every: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
