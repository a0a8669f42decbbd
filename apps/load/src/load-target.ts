import type { DemoPeople } from "@parley/contract/demo";
import type { Pair, PlannedMessage } from "./plan.ts";

/** Whether a message is new to the server or was stored by an earlier run. */
export type Arrival = "sent" | "already-there";

/** The server calls of the program. Every call is idempotent. */
export interface LoadTarget {
  people(signal: AbortSignal): Promise<DemoPeople>;
  /** The id of the pair's conversation, which is created if needed. */
  open(pair: Pair): Promise<string>;
  send(conversationId: string, message: PlannedMessage): Promise<Arrival>;
  close(): void;
}
