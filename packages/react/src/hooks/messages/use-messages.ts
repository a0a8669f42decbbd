import { type OutboxEntry, pagingOf, type WindowPaging as PageStates } from "@parley/client";
import { useMemo, useState } from "react";
import { type Loadable, valueOf } from "../../loadable.ts";
import { otherPersonOf } from "../../people.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import { usePart, useScreen, useStore } from "../../provider/use-screen.ts";
import { joinRows, type RowMemory } from "../../rows/join-rows.ts";
import type { Row } from "../../rows/row.ts";
import { useConversation } from "../conversations/use-conversation.ts";

/** A conversation's messages as they are shown: the server's, and those that are being sent. */
export interface MessagesView {
  readonly rows: readonly Row[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

/** The further pages of a conversation's messages, and how to fetch them. */
export interface WindowPaging extends PageStates {
  readonly loadOlder: () => void;
  readonly loadNewer: () => void;
  /** Replaces the loaded messages by the latest ones. */
  readonly showLatest: () => Promise<void>;
  /** Replaces the loaded messages by those around a `seq`. */
  readonly showAround: (seq: number) => Promise<void>;
}

export interface MessagesOptions {
  /** The message at which the conversation opens, if not at the read position. */
  readonly openAt?: number | undefined;
}

function useEntries(conversationId: string): readonly OutboxEntry[] {
  const { entries } = useMessaging().client.outbox;
  const all = useStore(entries, entries.get);
  return useMemo(
    () => all.filter((entry) => entry.conversationId === conversationId),
    [all, conversationId],
  );
}

function usePaging(conversationId: string): WindowPaging {
  const { screen } = useMessaging();
  const states = useScreen((state) => pagingOf(state, conversationId));
  return useMemo(
    () => ({
      ...states,
      loadOlder: () => screen.loadOlder(conversationId),
      loadNewer: () => screen.loadNewer(conversationId),
      showLatest: () => screen.showLatest(conversationId),
      showAround: (seq) => screen.showAround(conversationId, seq),
    }),
    [screen, conversationId, states],
  );
}

const LOADING = { status: "loading" } as const;

/**
 * The messages of a conversation, and functions that load more of them. They are ready as soon as their authors have names:
 * the members of a group may be fetched after its messages.
 */
export function useMessages(
  conversationId: string,
  { openAt }: MessagesOptions = {},
): WindowPaging & { readonly view: Loadable<MessagesView> } {
  const { userId, changes } = useScreen((state) => ({
    userId: state.userId,
    changes: state.changes,
  }));
  const conversation = useConversation(conversationId);
  const window = usePart({ part: "window", conversationId, openAt });
  const entries = useEntries(conversationId);
  const paging = usePaging(conversationId);

  const [memory] = useState<RowMemory>(() => new WeakMap());
  const messages = valueOf(window);
  const rows = useMemo(
    () =>
      messages === undefined
        ? []
        : joinRows({ window: messages, entries, changes, userId, memory }),
    [messages, entries, changes, userId, memory],
  );
  const view = useMemo<Loadable<MessagesView>>(() => {
    if (conversation.status === "failed") return conversation;
    if (window.status !== "ready") return window;
    if (conversation.status === "loading") return LOADING;
    const isNamed = conversation.value.isComplete || otherPersonOf(conversation.value.conversation);
    if (!isNamed && rows.some(({ isOwn }) => !isOwn)) return LOADING;
    const { hasOlder, hasNewer } = window.value;
    return { status: "ready", value: { rows, hasOlder, hasNewer } };
  }, [conversation, window, rows]);

  return { ...paging, view };
}
