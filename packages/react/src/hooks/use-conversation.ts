import type { Conversation, Member, MembershipChange } from "@parley/contract/conversations";
import { useMemo } from "react";
import { type Loadable, toLoadable, valueOf } from "../loadable.ts";
import { liveQuery } from "../query-options.ts";
import { trpc } from "../trpc.ts";
import { useConversationList } from "./use-conversation-list.ts";
import { useMe } from "./use-me.ts";

/** One conversation. */
export interface ConversationView {
  readonly conversation: Conversation;
  /** Everybody in it, the signed-in person included; empty until it is fetched. */
  readonly members: readonly Member[];
  /** Who came and went, the oldest first. */
  readonly membershipChanges: readonly MembershipChange[];
}

const NOBODY = { members: [], membershipChanges: [] };

/** A conversation with its members. What the list knows of it is here at once. */
export function useConversation(conversationId: string): Loadable<ConversationView> {
  const me = useMe();
  const { rows } = useConversationList("all");
  const { data, error, isError, refetch } = trpc.conversations.get.useQuery(
    { conversationId },
    { ...liveQuery, enabled: me.status === "ready" },
  );
  return useMemo(() => {
    if (me.status === "failed") return me;
    if (data !== undefined) {
      const { members, membershipChanges } = data;
      return { status: "ready", value: { conversation: data, members, membershipChanges } };
    }
    const row = valueOf(rows)?.find(({ id }) => id === conversationId);
    if (row !== undefined && !isError) {
      return { status: "ready", value: { conversation: row, ...NOBODY } };
    }
    return toLoadable<ConversationView>({ data: undefined, error, isError, refetch });
  }, [me, rows, data, error, isError, refetch, conversationId]);
}
