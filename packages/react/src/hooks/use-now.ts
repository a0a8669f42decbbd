import { useEffect, useState } from "react";

/** The longest time that a browser's timer can wait. */
const LONGEST = 2_147_483_647;

/** The present, in milliseconds since 1970: another value once one of the `moments` has come. */
export function useNow(moments: readonly number[]): number {
  const [now, setNow] = useState(() => Date.now());
  const next = Math.min(...moments.filter((moment) => moment > now));
  useEffect(() => {
    if (!Number.isFinite(next)) return undefined;
    const wait = Math.min(Math.max(next - Date.now(), 0) + 1, LONGEST);
    const timer = setTimeout(() => setNow(Date.now()), wait);
    return () => clearTimeout(timer);
  }, [next, now]);
  return now;
}
