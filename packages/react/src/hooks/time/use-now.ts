import { useEffect, useState } from "react";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useStore } from "../../provider/use-screen.ts";

/** The maximum delay of a browser's timer, in milliseconds. */
const LONGEST = 2_147_483_647;

/**
 * The server's time, in epoch milliseconds: another value once one of the `moments` has passed, when the page is
 * shown again, and when the server's clock was read again.
 */
export function useNow(moments: readonly number[]): number {
  const { server } = useMessaging().client;
  const asked = useStore(server.policy, server.policy.get);
  const [held, setHeld] = useState(() => ({ asked, now: server.now() }));
  const look = () => setHeld({ asked, now: server.now() });
  if (held.asked !== asked) look();
  const { now } = held;
  const next = Math.min(...moments.filter((moment) => moment > now));
  useEffect(() => {
    if (!Number.isFinite(next)) return undefined;
    const update = () => setHeld({ asked, now: server.now() });
    const wait = Math.min(Math.max(next - server.now(), 0) + 1, LONGEST);
    const timer = setTimeout(update, wait);
    // Timers do not run while the machine sleeps.
    document.addEventListener("visibilitychange", update);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", update);
    };
  }, [next, now, asked, server]);
  return now;
}
