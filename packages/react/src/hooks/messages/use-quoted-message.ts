import type { Message } from "@parley/contract";
import type { Loadable } from "../../loadable.ts";
import { usePart } from "../../provider/use-screen.ts";

/**
 * The current state of the message with a `seq`: from the loaded messages, else fetched alone. `null` if it is
 * not visible to the user.
 */
export function useQuotedMessage(conversationId: string, seq: number): Loadable<Message | null> {
  return usePart({ part: "message", conversationId, seq });
}
