import type { ScreenPolicy } from "@parley/contract";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useStore } from "../../provider/use-screen.ts";

/** The server's policy; undefined before the first response. */
export function usePolicy(): ScreenPolicy | undefined {
  const { policy } = useMessaging().client.server;
  return useStore(policy, policy.get);
}
