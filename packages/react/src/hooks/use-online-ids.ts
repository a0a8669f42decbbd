import { useMemo } from "react";
import { useMessaging } from "../provider/messaging-context.ts";
import { useStore } from "../stores/use-store.ts";

/** The ids of everybody who is there now. */
export function useOnlineIds(): ReadonlySet<string> {
  const { presence } = useMessaging().stores;
  const all = useStore(presence, presence.all);
  return useMemo(
    () =>
      new Set(
        [...all.values()].flatMap(({ userId, state }) => (state === "online" ? [userId] : [])),
      ),
    [all],
  );
}
