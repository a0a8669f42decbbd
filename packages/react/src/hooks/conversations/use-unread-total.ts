import { isMuted } from "@parley/client";
import type { Conversation } from "@parley/contract";
import { limits } from "@parley/contract/limits";
import { useEffect, useMemo } from "react";
import { valueOf } from "../../loadable.ts";
import { useConversationList } from "./use-conversation-list.ts";
import { useMutedNow } from "./use-muted-now.ts";

/** A conversation that is only marked as unread counts as one. */
const countOf = ({ unread, markedUnread }: Conversation) => Math.max(unread, markedUnread ? 1 : 0);

const NONE: readonly Conversation[] = [];

/**
 * Unread messages of all conversations that are neither muted nor archived, up to 100: for a badge on the
 * host's own navigation.
 */
export function useUnreadTotal(): number {
  const { rows, hasMore, more, loadMore } = useConversationList("unread");
  const unread = valueOf(rows) ?? NONE;
  const now = useMutedNow(unread);
  const total = useMemo(() => {
    const notMuted = unread.filter((row) => !isMuted(row, now));
    return Math.min(
      notMuted.reduce((sum, row) => sum + countOf(row), 0),
      limits.unreadMax,
    );
  }, [unread, now]);

  // Loads the rest of the list too, until it no longer changes the result.
  const isShort = hasMore && more === "idle" && total < limits.unreadMax;
  useEffect(() => {
    if (isShort) loadMore();
  }, [isShort, loadMore]);
  return total;
}
