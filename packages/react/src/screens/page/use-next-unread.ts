import { isMuted } from "@parley/client";
import type { Conversation } from "@parley/contract";
import { useCallback } from "react";
import { valueOf } from "../../loadable.ts";
import { useConversationList } from "../../hooks/conversations/use-conversation-list.ts";
import { useConversationRows } from "../../hooks/conversations/use-conversation-rows.ts";
import { useMutedNow } from "../../hooks/conversations/use-muted-now.ts";

const NONE: readonly Conversation[] = [];

/** The unread conversation after another in the order of the list, which wraps around. */
function nextOf(ids: readonly string[], { from, step }: { from: number; step: 1 | -1 }) {
  return step === 1 ? (ids[from] ?? ids[0]) : (ids.at(from - 1) ?? ids.at(-1));
}

/**
 * Returns a function that finds the next unread conversation below (1) or above (-1) one, in the order of the list;
 * undefined if there is none. Muted ones are skipped.
 */
export function useNextUnread() {
  const rows = valueOf(useConversationRows({ filter: "all" }).rows) ?? NONE;
  const unread = valueOf(useConversationList("unread").rows) ?? NONE;
  const now = useMutedNow(unread);
  return useCallback(
    (openId: string | null, step: 1 | -1): string | undefined => {
      const places = new Map(rows.map(({ id }, at) => [id, at]));
      // Conversations that are not loaded in the list come last, in the server's order.
      const placeOf = (id: string) => places.get(id) ?? Number.MAX_SAFE_INTEGER;
      const waiting = unread
        .filter((row) => row.id !== openId && !isMuted(row, now))
        .map(({ id }) => id)
        .toSorted((one, other) => placeOf(one) - placeOf(other));
      const open = openId === null ? -1 : placeOf(openId);
      const from = waiting.filter((id) => placeOf(id) < open).length;
      return nextOf(waiting, { from, step });
    },
    [rows, unread, now],
  );
}
