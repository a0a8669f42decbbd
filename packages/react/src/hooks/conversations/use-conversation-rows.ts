import { withRow } from "@parley/client";
import type { Conversation } from "@parley/contract";
import { useMemo } from "react";
import type { ShownFilter } from "../../labels/list-labels.ts";
import { type Loadable, valueOf } from "../../loadable.ts";
import { type ConversationRows, useConversationList } from "./use-conversation-list.ts";

type Rows = readonly Conversation[];

/** All conversations, pinned ones first, including pinned ones that are not loaded in the list. */
function pinnedFirst(all: Rows, pinned: Rows | undefined): Rows {
  const top = pinned ?? all.filter((row) => row.pinned);
  const onTop = new Set(top.map(({ id }) => id));
  return [...top, ...all.filter(({ id }) => !onTop.has(id))];
}

/** Rows with one that was just read, in order: a conversation does not disappear while it is being read. */
function withKept(rows: Rows, kept: Conversation | undefined): Rows {
  if (kept === undefined || rows.some(({ id }) => id === kept.id)) return rows;
  const page = { conversations: [...rows], nextCursor: null };
  return withRow(page, { filter: "all", row: kept }).conversations;
}

interface Choice {
  readonly filter: ShownFilter;
  /** Stays in the unread list although it was read. */
  readonly keepId?: string | null | undefined;
}

/** The caller's conversations in the order in which the list shows them. */
export function useConversationRows({ filter, keepId }: Choice): ConversationRows {
  const all = useConversationList("all");
  const pinned = useConversationList("pinned").rows;
  const { rows: shown, ...paging } = useConversationList(filter);
  const rows = useMemo((): Loadable<Rows> => {
    if (shown.status !== "ready") return shown;
    if (filter === "archived") return shown;
    if (filter === "unread") {
      const kept = valueOf(all.rows)?.find(({ id }) => id === keepId);
      return { status: "ready", value: withKept(shown.value, kept) };
    }
    // Both lists are awaited: otherwise the rows would move down when the pinned ones arrive.
    if (pinned.status === "loading") return pinned;
    return { status: "ready", value: pinnedFirst(shown.value, valueOf(pinned)) };
  }, [filter, keepId, all.rows, pinned, shown]);
  return { rows, ...paging };
}
