import { applyEvent, type ParleyClient } from "@parley/client";
import type { MessagePage } from "@parley/contract/messages";
import type { QueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { updateSnapshot } from "../cache.ts";
import type { EventRecorder } from "../live/event-recorder.ts";
import {
  fetchAround,
  fetchEnd,
  fetchNewer,
  fetchOlder,
  withNewer,
  withOlder,
} from "../message-window.ts";
import { useMessaging } from "../provider/messaging-context.ts";
import { queryKeys } from "../query-keys.ts";
import { useUserId } from "./use-me.ts";

/** How far a page that was asked for has come. */
export type PageState = "idle" | "loading" | "failed";
type Page = "older" | "newer" | "latest" | "around";

export interface WindowPaging {
  readonly older: PageState;
  readonly newer: PageState;
  readonly around: PageState;
  readonly loadOlder: () => void;
  readonly loadNewer: () => void;
  /** Puts the end of the conversation in the place of what is loaded. */
  readonly showLatest: () => Promise<void>;
  /** Puts what stands around a place in the place of what is loaded. */
  readonly showAround: (seq: number) => Promise<void>;
}

interface Target {
  readonly client: ParleyClient;
  readonly queryClient: QueryClient;
  readonly recorder: EventRecorder;
  readonly conversationId: string;
  readonly userId: string;
}

interface Wish {
  readonly page: Page;
  /** The place for `around`. */
  readonly seq: number;
}

type Change = (held: MessagePage) => MessagePage;

/** Fetches one page beside what is held, and says what it makes of it. */
async function fetchChange(
  target: Target,
  { page, seq }: Wish,
  held: MessagePage,
): Promise<Change> {
  switch (page) {
    case "older": {
      const older = await fetchOlder(target, held.messages[0]?.seq ?? 1);
      return (now) => withOlder(now, older);
    }
    case "newer": {
      const newer = await fetchNewer(target, held.messages.at(-1)?.seq ?? 0);
      return (now) => withNewer(now, newer);
    }
    case "latest": {
      const latest = await fetchEnd(target);
      return () => latest;
    }
    case "around": {
      const around = await fetchAround(target, seq);
      return () => around;
    }
  }
}

/** Events that arrive while the page is under way are applied once more to what it brings. */
async function bringPage(target: Target, wish: Wish) {
  const { queryClient, recorder, conversationId, userId } = target;
  const queryKey = queryKeys.window(conversationId);
  const held = queryClient.getQueryData<MessagePage>(queryKey);
  if (held === undefined) return;
  const stopRecording = recorder.record();
  try {
    const change = await fetchChange(target, wish, held);
    const now = queryClient.getQueryData<MessagePage>(queryKey);
    // The reader has left meanwhile.
    if (now === undefined) return;
    queryClient.setQueryData(queryKey, change(now));
  } finally {
    for (const event of stopRecording()) {
      updateSnapshot(queryClient, {
        userId,
        change: (snapshot) => applyEvent(snapshot, event).snapshot,
      });
    }
  }
}

const ALL_IDLE: Readonly<Record<Page, PageState>> = {
  older: "idle",
  newer: "idle",
  latest: "idle",
  around: "idle",
};

/** Loads more of a conversation's messages on both sides of what is there. */
export function useWindowPaging(conversationId: string): WindowPaging {
  const { client, queryClient, stores } = useMessaging();
  const userId = useUserId();
  const [states, setStates] = useState(ALL_IDLE);
  // Scrolling asks many times before the first render with "loading".
  const underWay = useRef(new Set<Page>());

  const load = useCallback(
    async (page: Page, seq = 0) => {
      if (underWay.current.has(page)) return;
      underWay.current.add(page);
      const become = (state: PageState) => setStates((all) => ({ ...all, [page]: state }));
      become("loading");
      try {
        const { recorder } = stores;
        await bringPage({ client, queryClient, recorder, conversationId, userId }, { page, seq });
        become("idle");
      } catch {
        become("failed");
      } finally {
        underWay.current.delete(page);
      }
    },
    [client, queryClient, stores, conversationId, userId],
  );

  return {
    older: states.older,
    around: states.around,
    newer: states.latest === "idle" ? states.newer : states.latest,
    loadOlder: useCallback(() => void load("older"), [load]),
    loadNewer: useCallback(() => void load("newer"), [load]),
    showLatest: useCallback(() => load("latest"), [load]),
    showAround: useCallback((seq: number) => load("around", seq), [load]),
  };
}
