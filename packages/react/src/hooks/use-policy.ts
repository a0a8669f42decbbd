import type { ScreenPolicy } from "@parley/contract/people";
import { useMessaging } from "../provider/messaging-context.ts";
import { useStore } from "../provider/use-screen.ts";

/** What the server's policy lets people do; undefined until the server has said so. */
export function usePolicy(): ScreenPolicy | undefined {
  const { policy } = useMessaging().client.server;
  return useStore(policy, policy.get);
}
