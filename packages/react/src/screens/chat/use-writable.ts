import type { Conversation, Writable } from "@parley/contract/conversations";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useStore } from "../../provider/use-screen.ts";

const UNAVAILABLE: Writable = { ok: false, reason: "unavailable", since: null };

/**
 * Whether the signed-in person can write in a conversation, and why not. A block by the other person may be told by
 * the refused attempt alone (BLK-1): while a message that was refused so waits there, it counts.
 */
export function useWritable({ id, writable }: Conversation): Writable {
  const { entries } = useMessaging().client.outbox;
  const isRefused = useStore(entries, () =>
    entries
      .get()
      .some(
        ({ conversationId, state }) =>
          conversationId === id &&
          state.status === "failed" &&
          state.reason === "contact_unavailable",
      ),
  );
  return writable.ok && isRefused ? UNAVAILABLE : writable;
}
