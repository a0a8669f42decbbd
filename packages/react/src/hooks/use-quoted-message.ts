import type { Message } from "@parley/contract/messages";
import type { Loadable } from "../loadable.ts";
import { usePart } from "../provider/use-screen.ts";

/**
 * The message at a place, as it is now: from what is loaded of the conversation, else fetched alone. `null`
 * if it is out of the user's sight.
 */
export function useQuotedMessage(conversationId: string, seq: number): Loadable<Message | null> {
  return usePart({ part: "message", conversationId, seq });
}
