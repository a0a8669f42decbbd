import type { MessagePage } from "@parley/contract/messages";
import { useEffect, useMemo, useState } from "react";
import { type Loadable, valueOf } from "../loadable.ts";
import { useMessaging } from "../provider/messaging-context.ts";
import { joinRows, type RowMemory } from "../rows/join-rows.ts";
import type { Row } from "../rows/row.ts";
import { useStore } from "../stores/use-store.ts";
import { useConversation } from "./use-conversation.ts";
import { useUserId } from "./use-me.ts";
import { useMessageWindow } from "./use-message-window.ts";
import { useWindowPaging, type WindowPaging } from "./use-window-paging.ts";

/** A conversation's messages as they stand on the screen: the server's, and those on their way. */
export interface MessagesView {
  readonly rows: readonly Row[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

function useEntries(conversationId: string) {
  const { entries } = useMessaging().client.outbox;
  const all = useStore(entries, entries.get);
  return useMemo(
    () => all.filter((entry) => entry.conversationId === conversationId),
    [all, conversationId],
  );
}

/** What the server has needs no entry: this also ends those whose event came before a reload. */
function useSettle(window: MessagePage | undefined, entryIds: readonly string[]) {
  const { outbox } = useMessaging().client;
  useEffect(() => {
    if (window === undefined || entryIds.length === 0) return;
    const onServer = new Set(window.messages.map(({ id }) => id));
    const settled = entryIds.filter((id) => onServer.has(id));
    if (settled.length > 0) outbox.settle(settled);
  }, [outbox, window, entryIds]);
}

export interface MessagesOptions {
  /** The place at which the conversation opens, where that is not where reading ended. */
  readonly openAt?: number | undefined;
}

/** The messages of a conversation, and the means to load more of them. */
export function useMessages(
  conversationId: string,
  { openAt }: MessagesOptions = {},
): WindowPaging & { readonly view: Loadable<MessagesView> } {
  const userId = useUserId();
  const { changes: allChanges } = useMessaging().stores;
  const changes = useStore(allChanges, allChanges.all);
  const conversation = useConversation(conversationId);
  const window = useMessageWindow(conversationId, {
    conversation: valueOf(conversation)?.conversation,
    openAt,
  });
  const paging = useWindowPaging(conversationId);
  const entries = useEntries(conversationId);
  const entryIds = useMemo(() => entries.map(({ id }) => id), [entries]);
  useSettle(valueOf(window), entryIds);

  const [memory] = useState<RowMemory>(() => new WeakMap());
  const view = useMemo<Loadable<MessagesView>>(() => {
    if (conversation.status === "failed") return conversation;
    if (window.status !== "ready") return window;
    const { hasOlder, hasNewer } = window.value;
    const rows = joinRows({ window: window.value, entries, changes, userId, memory });
    return { status: "ready", value: { rows, hasOlder, hasNewer } };
  }, [conversation, window, entries, changes, userId, memory]);

  return { ...paging, view };
}
