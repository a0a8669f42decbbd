import type { ConnectionState } from "@parley/client";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useStore } from "../../provider/use-screen.ts";

/** The state of the live connection. Reading and writing work in every state except `signed-out`. */
export function useConnection(): ConnectionState {
  const { connection } = useMessaging().client;
  return useStore(connection, connection.get);
}
