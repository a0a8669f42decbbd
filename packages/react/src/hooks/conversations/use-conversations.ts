import type { OutboxEntry, PageState } from "@parley/client";
import type { Conversation } from "@parley/contract";
import { useMemo } from "react";
import { type ConversationItem, toConversationItem } from "../../conversation-item.ts";
import type { ShownFilter } from "../../labels/list-labels.ts";
import { type Loadable, valueOf } from "../../loadable.ts";
import { otherPersonOf } from "../../people.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useScreen, useStore } from "../../provider/use-screen.ts";
import { useBlocked } from "../people/use-blocked.ts";
import { useContacts } from "../people/use-contacts.ts";
import { useConversationRows } from "./use-conversation-rows.ts";
import { useUserId } from "../session/use-me.ts";
import { useMutedNow } from "./use-muted-now.ts";
import { usePeople } from "../people/use-people.ts";

/** The data of `ConversationList`. */
export interface ConversationsView {
  readonly items: Loadable<readonly ConversationItem[]>;
  readonly filter: ShownFilter;
  readonly hasMore: boolean;
  readonly more: PageState;
  readonly loadMore: () => void;
}

/** Selects conversations. */
export interface ConversationsChoice {
  /** Default: all except archived ones. */
  readonly filter?: ShownFilter | undefined;
  /** The open conversation: it stays in the unread list although it is being read. */
  readonly keepId?: string | null | undefined;
}

const NO_ENTRIES: readonly OutboxEntry[] = [];
const NO_TYPISTS: readonly string[] = [];
const NO_ROWS: readonly Conversation[] = [];

/** The current data of a list row that is not server data. */
function useRowState() {
  const { entries } = useMessaging().client.outbox;
  return {
    ...useScreen(({ drafts, typing, presence }) => ({ drafts, typing, presence })),
    entries: useStore(entries, entries.get),
  };
}

/** The signed-in user's conversations for display, pinned ones first, then by activity. */
export function useConversations(choice: ConversationsChoice = {}): ConversationsView {
  const { filter = "all", keepId } = choice;
  const { rows, ...paging } = useConversationRows({ filter, keepId });
  // Blocked users affect what counts as unread, and which conversations are un-archived.
  useBlocked();
  useContacts();
  const { drafts, typing, presence, entries } = useRowState();
  const people = usePeople();
  const userId = useUserId();
  const now = useMutedNow(valueOf(rows) ?? NO_ROWS);

  const items = useMemo<Loadable<readonly ConversationItem[]>>(() => {
    if (rows.status !== "ready") return rows;
    const entriesOf = Map.groupBy(entries, ({ conversationId }) => conversationId);
    const toItem = (conversation: Conversation) => {
      const { id } = conversation;
      const other = otherPersonOf(conversation);
      return toConversationItem(conversation, {
        userId,
        people,
        draft: drafts.get(id),
        entries: entriesOf.get(id) ?? NO_ENTRIES,
        typists: typing.get(id) ?? NO_TYPISTS,
        now,
        isOnline: other !== null && presence.get(other.id)?.state === "online",
      });
    };
    return { status: "ready", value: rows.value.map(toItem) };
  }, [rows, drafts, typing, presence, entries, people, userId, now]);

  return { items, filter, ...paging };
}
