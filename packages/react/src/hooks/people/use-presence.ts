import type { Presence } from "@parley/contract";
import { useScreen } from "../../provider/use-screen.ts";

/** Whether a user is online; `undefined` if that is not known. */
export function usePresence(userId: string | undefined): Presence | undefined {
  return useScreen(({ presence }) => (userId === undefined ? undefined : presence.get(userId)));
}
