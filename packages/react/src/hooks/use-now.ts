import { useEffect, useState } from "react";
import { useMessaging } from "../provider/messaging-context.ts";
import { useStore } from "../provider/use-screen.ts";

/** The longest time that a browser's timer can wait. */
const LONGEST = 2_147_483_647;

/**
 * The server's time, in milliseconds since 1970: another value once one of the `moments` has come, when the page is
 * shown again, and when the server's clock was asked anew.
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
    // Timers stand still while the machine sleeps.
    document.addEventListener("visibilitychange", update);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", update);
    };
  }, [next, now, asked, server]);
  return now;
}
