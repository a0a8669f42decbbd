import type { Conversation, Member, MembershipChange, Pin } from "@parley/contract";
import { useMemo } from "react";
import { type Loadable, valueOf } from "../../loadable.ts";
import { usePart } from "../../provider/use-screen.ts";
import { useConversationList } from "./use-conversation-list.ts";

/** One conversation. */
export interface ConversationView {
  readonly conversation: Conversation;
  /** Whether the members are fetched, after which every author has a name. */
  readonly isComplete: boolean;
  /** All members, including the signed-in user; empty until fetched. */
  readonly members: readonly Member[];
  /** Who joined and who left, the oldest first. */
  readonly membershipChanges: readonly MembershipChange[];
  /** The pinned messages, the newest first. */
  readonly pins: readonly Pin[];
  /** `seq` of the messages that the signed-in user has saved. */
  readonly savedSeqs: readonly number[];
}

const NOTHING_YET = {
  ...{ isComplete: false, members: [], membershipChanges: [] },
  ...{ pins: [], savedSeqs: [] },
};

/** A conversation with its members. The data of its list row is available at once. */
export function useConversation(conversationId: string): Loadable<ConversationView> {
  const { rows } = useConversationList("all");
  const detail = usePart({ part: "conversation", conversationId });
  return useMemo(() => {
    if (detail.status === "ready") {
      const { members, membershipChanges, pins, savedSeqs } = detail.value;
      const conversation = detail.value;
      const parts = { members, membershipChanges, pins, savedSeqs };
      return { status: "ready", value: { conversation, isComplete: true, ...parts } };
    }
    const row = valueOf(rows)?.find(({ id }) => id === conversationId);
    if (row === undefined || detail.status === "failed") return detail;
    return { status: "ready", value: { conversation: row, ...NOTHING_YET } };
  }, [rows, detail, conversationId]);
}
