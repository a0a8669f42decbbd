import type { Presence } from "@parley/contract/people";
import { useMessaging } from "../provider/messaging-context.ts";
import { useStore } from "../stores/use-store.ts";

/** Whether a person is there now; `undefined` where that is not known. */
export function usePresence(userId: string | undefined): Presence | undefined {
  const { presence } = useMessaging().stores;
  return useStore(presence, () => (userId === undefined ? undefined : presence.get(userId)));
}
