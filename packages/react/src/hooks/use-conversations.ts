import type { OutboxEntry } from "@parley/client";
import type { Conversation } from "@parley/contract/conversations";
import { useMemo } from "react";
import { readSnapshot } from "../cache.ts";
import { type ConversationItem, toConversationItem } from "../conversation-item.ts";
import type { Loadable } from "../loadable.ts";
import { otherPersonOf, peopleOf } from "../people.ts";
import { useMessaging } from "../provider/messaging-context.ts";
import { useStore } from "../stores/use-store.ts";
import { useContacts } from "./use-contacts.ts";
import { useConversationRows } from "./use-conversation-rows.ts";
import { useUserId } from "./use-me.ts";

/** What `ConversationList` shows. */
export interface ConversationsView {
  readonly items: Loadable<readonly ConversationItem[]>;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly loadMore: () => void;
}

const NO_ENTRIES: readonly OutboxEntry[] = [];

/** Everything that stands in a row of the list but is no server data, as it is now. */
function useAdornments() {
  const { client, stores, drafts } = useMessaging();
  const { entries } = client.outbox;
  return {
    drafts: useStore(drafts, drafts.all),
    typing: useStore(stores.typing, stores.typing.all),
    presence: useStore(stores.presence, stores.presence.all),
    entries: useStore(entries, entries.get),
  };
}

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

/** The signed-in person's conversations, the most recently active first, ready to show. */
export function useConversations(): ConversationsView {
  const { rows, ...paging } = useConversationRows();
  const { drafts, typing, presence, entries } = useAdornments();
  const people = usePeople(rows);
  const userId = useUserId();

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
        isTyping: typing.has(id),
        isOnline: other !== null && presence.get(other.id)?.state === "online",
      });
    };
    return { status: "ready", value: rows.value.map(toItem) };
  }, [rows, drafts, typing, presence, entries, people, userId]);

  return { items, ...paging };
}
