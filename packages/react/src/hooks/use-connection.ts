import type { ConnectionState } from "@parley/client";
import { useMessaging } from "../provider/messaging-context.ts";
import { useStore } from "../provider/use-screen.ts";

/** Where the live connection stands. Reading and writing go on in every state but `signed-out`. */
export function useConnection(): ConnectionState {
  const { connection } = useMessaging().client;
  return useStore(connection, connection.get);
}
