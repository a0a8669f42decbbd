import { useMemo } from "react";
import { useScreen } from "../../provider/use-screen.ts";

/** The ids of all users who are online. */
export function useOnlineIds(): ReadonlySet<string> {
  const presence = useScreen((state) => state.presence);
  return useMemo(
    () =>
      new Set(
        [...presence.values()].flatMap(({ userId, state }) => (state === "online" ? [userId] : [])),
      ),
    [presence],
  );
}
