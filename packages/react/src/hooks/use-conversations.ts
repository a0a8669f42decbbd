import type { OutboxEntry } from "@parley/client";
import type { Conversation } from "@parley/contract/conversations";
import { useMemo } from "react";
import { readSnapshot } from "../cache.ts";
import { type ConversationItem, toConversationItem } from "../conversation-item.ts";
import type { ShownFilter } from "../labels/list-labels.ts";
import { type Loadable, valueOf } from "../loadable.ts";
import { otherPersonOf, peopleOf } from "../people.ts";
import { useMessaging } from "../provider/messaging-context.ts";
import { useStore } from "../stores/use-store.ts";
import { useBlocked } from "./use-blocked.ts";
import { useContacts } from "./use-contacts.ts";
import type { MoreState } from "./use-conversation-list.ts";
import { useConversationRows } from "./use-conversation-rows.ts";
import { useUserId } from "./use-me.ts";
import { useMutedNow } from "./use-muted-now.ts";

/** What `ConversationList` shows. */
export interface ConversationsView {
  readonly items: Loadable<readonly ConversationItem[]>;
  readonly filter: ShownFilter;
  readonly hasMore: boolean;
  readonly more: MoreState;
  readonly loadMore: () => void;
}

/** Which of them. */
export interface ConversationsChoice {
  /** All but the archived, without. */
  readonly filter?: ShownFilter | undefined;
  /** The open one: it stays among the unread although it is being read. */
  readonly keepId?: string | null | undefined;
}

const NO_ENTRIES: readonly OutboxEntry[] = [];
const NO_TYPISTS: readonly string[] = [];
const NO_ROWS: readonly Conversation[] = [];

/** Everything that stands in a row of the list but is no server data, as it is now. */
function useAdornments() {
  const { client, stores, drafts } = useMessaging();
  const { entries } = client.outbox;
  return {
    drafts: useStore(drafts, drafts.all),
    typing: useStore(stores.typing, stores.typing.all),
    presence: useStore(stores.presence, stores.presence.all),
    changes: useStore(stores.changes, stores.changes.all),
    entries: useStore(entries, entries.get),
  };
}

/** Whom one blocks decides what counts as unread, and what comes back from the archive. */
const useBlocksKept = () => void useBlocked();

function usePeople(dependency: unknown) {
  const { queryClient } = useMessaging();
  const userId = useUserId();
  const contacts = useContacts();
  return useMemo(() => {
    // Read again whenever rows or contacts change: they bring new names.
    void dependency;
    void contacts;
    return peopleOf(readSnapshot(queryClient, userId));
  }, [queryClient, userId, contacts, dependency]);
}

/** The signed-in person's conversations, pinned ones first and then by activity, ready to show. */
export function useConversations(choice: ConversationsChoice = {}): ConversationsView {
  const { filter = "all", keepId } = choice;
  const { rows, ...paging } = useConversationRows({ filter, keepId });
  useBlocksKept();
  const { drafts, typing, presence, changes, entries } = useAdornments();
  const people = usePeople(rows);
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
        change: changes.get(conversation.lastMessage?.id ?? ""),
        entries: entriesOf.get(id) ?? NO_ENTRIES,
        typists: typing.get(id) ?? NO_TYPISTS,
        now,
        isOnline: other !== null && presence.get(other.id)?.state === "online",
      });
    };
    return { status: "ready", value: rows.value.map(toItem) };
  }, [rows, drafts, typing, presence, changes, entries, people, userId, now]);

  return { items, filter, ...paging };
}
