import { useMemo } from "react";
import { valueOf } from "../loadable.ts";
import { useConversationRows } from "./use-conversation-rows.ts";

/** Unread messages of all loaded conversations: for a badge on the host's own navigation. */
export function useUnreadTotal(): number {
  const { rows } = useConversationRows();
  return useMemo(
    () => (valueOf(rows) ?? []).reduce((total, { unread }) => total + unread, 0),
    [rows],
  );
}
