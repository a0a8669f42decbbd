import type { ScheduledMessage } from "@parley/contract";
import { useMemo } from "react";
import { valueOf } from "../../loadable.ts";
import { usePart } from "../../provider/use-screen.ts";

const PART = { part: "scheduled" } as const;

/** The user's messages in a conversation that are to be sent later, the first to be sent first. */
export function useScheduled(conversationId: string): readonly ScheduledMessage[] {
  const all = valueOf(usePart(PART));
  return useMemo(
    () => (all ?? []).filter((message) => message.conversationId === conversationId),
    [all, conversationId],
  );
}
