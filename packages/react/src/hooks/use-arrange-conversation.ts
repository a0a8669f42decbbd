import { findRow, type ParleyClient } from "@parley/client";
import type { StreamEvent } from "@parley/contract/events";
import { useCallback } from "react";
import type { Arrangement } from "../arrangement.ts";
import { type Outcome, outcomeOf } from "../outcome.ts";
import { readSnapshot } from "../cache.ts";
import { settleAnswer } from "../live/settle-answer.ts";
import { useMessaging } from "../provider/messaging-context.ts";
import { useUserId } from "./use-me.ts";

interface Target {
  readonly conversationId: string;
  readonly userId: string;
}

type Preferences = Parameters<ParleyClient["trpc"]["conversations"]["setPreferences"]["mutate"]>[0];

function preferencesOf(
  arrangement: Extract<Arrangement, { type: "pinned" | "archived" | "muted" }>,
): Omit<Preferences, "conversationId"> {
  switch (arrangement.type) {
    case "pinned":
      return { pinned: arrangement.on };
    case "archived":
      return { archived: arrangement.on };
    case "muted":
      return { mutedUntil: arrangement.until };
  }
}

/** Tells the server, and gives its answer as the event that says the same. */
async function tell(
  { conversations, messages }: ParleyClient["trpc"],
  { conversationId, userId }: Target,
  arrangement: Arrangement,
): Promise<StreamEvent> {
  switch (arrangement.type) {
    case "pinned":
    case "archived":
    case "muted": {
      const input = { conversationId, ...preferencesOf(arrangement) };
      const conversation = await conversations.setPreferences.mutate(input);
      return { type: "conversation.updated", conversation };
    }
    case "marked-unread": {
      const conversation = await conversations.markUnread.mutate({ conversationId });
      return { type: "conversation.updated", conversation };
    }
    case "read": {
      // An empty conversation has no place to read up to, and can be marked all the same.
      const seq = Math.max(arrangement.seq, 1);
      const { readSeq } = await messages.markRead.mutate({ conversationId, seq });
      // Up to where it was read nothing is unread.
      const unread = { count: 0, upToSeq: readSeq };
      return { type: "conversation.read", conversationId, userId, readSeq, unread };
    }
    case "deleted":
      await conversations.delete.mutate({ conversationId });
      return { type: "conversation.closed", conversationId };
  }
}

/**
 * Pins, mutes, archives, marks or deletes a conversation for the signed-in person alone. It shows at once
 * and is taken back where the server refuses, which the result then says.
 */
export function useArrangeConversation() {
  const messaging = useMessaging();
  const userId = useUserId();
  return useCallback(
    async (conversationId: string, arrangement: Arrangement): Promise<Outcome> => {
      const snapshot = readSnapshot(messaging.queryClient, userId);
      const row = findRow(snapshot, conversationId) ?? snapshot.details[conversationId];
      const { trpc } = messaging.client;
      const send = () =>
        settleAnswer(messaging, userId, () => tell(trpc, { conversationId, userId }, arrangement));
      const { arrangements } = messaging.stores;
      return outcomeOf(row ? arrangements.run({ row, arrangement }, send) : send());
    },
    [messaging, userId],
  );
}
