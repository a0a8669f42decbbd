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
