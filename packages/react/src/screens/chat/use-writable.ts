import type { Conversation, Writable } from "@parley/contract";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useStore } from "../../provider/use-screen.ts";

const UNAVAILABLE: Writable = { ok: false, reason: "unavailable", since: null };

/**
 * Whether the signed-in user can write in a conversation, and why not. A block by the other user may only be known from
 * a refused attempt (BLK-1): it counts while that message is in the outbox.
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
