import type { Conversation, Member, MembershipChange } from "@parley/contract";
import { useMemo } from "react";
import { type Loadable, valueOf } from "../../loadable.ts";
import { usePart } from "../../provider/use-screen.ts";
import { useConversationList } from "./use-conversation-list.ts";

/** One conversation. */
export interface ConversationView {
  readonly conversation: Conversation;
  /** All members, including the signed-in user; empty until fetched. */
  readonly members: readonly Member[];
  /** Who joined and who left, the oldest first. */
  readonly membershipChanges: readonly MembershipChange[];
}

const NO_MEMBERS = { members: [], membershipChanges: [] };

/** A conversation with its members. The data of its list row is available at once. */
export function useConversation(conversationId: string): Loadable<ConversationView> {
  const { rows } = useConversationList("all");
  const detail = usePart({ part: "conversation", conversationId });
  return useMemo(() => {
    if (detail.status === "ready") {
      const { members, membershipChanges } = detail.value;
      const view = { conversation: detail.value, members, membershipChanges };
      return { status: "ready", value: view };
    }
    const row = valueOf(rows)?.find(({ id }) => id === conversationId);
    if (row === undefined || detail.status === "failed") return detail;
    return { status: "ready", value: { conversation: row, ...NO_MEMBERS } };
  }, [rows, detail, conversationId]);
}
