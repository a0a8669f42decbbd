import { withRow } from "@parley/client";
import type { Conversation } from "@parley/contract/conversations";
import { useMemo } from "react";
import type { ShownFilter } from "../labels/list-labels.ts";
import { type Loadable, valueOf } from "../loadable.ts";
import { type ConversationRows, useConversationList } from "./use-conversation-list.ts";

type Rows = readonly Conversation[];

/** All, with the pinned ones first: those that were not scrolled to yet as well. */
function pinnedFirst(all: Rows, pinned: Rows | undefined): Rows {
  const top = pinned ?? all.filter((row) => row.pinned);
  const onTop = new Set(top.map(({ id }) => id));
  return [...top, ...all.filter(({ id }) => !onTop.has(id))];
}

/** Rows with one that was just read, in its place: what one reads does not vanish while one does. */
function withKept(rows: Rows, kept: Conversation | undefined): Rows {
  if (kept === undefined || rows.some(({ id }) => id === kept.id)) return rows;
  const page = { conversations: [...rows], nextCursor: null };
  return withRow(page, { filter: "all", row: kept }).conversations;
}

interface Choice {
  readonly filter: ShownFilter;
  /** Stays among the unread although it was read. */
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
    // Both are asked for together: without the one the other would only move down a moment later.
    if (pinned.status === "loading") return pinned;
    return { status: "ready", value: pinnedFirst(shown.value, valueOf(pinned)) };
  }, [filter, keepId, all.rows, pinned, shown]);
  return { rows, ...paging };
}
