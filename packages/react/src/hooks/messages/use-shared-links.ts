import type { PageState } from "@parley/client";
import type { Message } from "@parley/contract";
import { useCallback } from "react";
import type { Loadable } from "../../loadable.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useRequest } from "../../provider/use-screen.ts";

/** Messages with web addresses so far, the newest first. */
export interface SharedLinksView {
  readonly messages: Loadable<readonly Message[]>;
  /** There are older messages, in some of which there may be links. */
  readonly hasMore: boolean;
  readonly more: PageState;
  readonly loadMore: () => void;
}

/** The messages of a conversation with web addresses. */
export function useSharedLinks(conversationId: string): SharedLinksView {
  const { screen } = useMessaging();
  const { items: messages, hasMore, more } = useRequest({ request: "links", conversationId });
  return {
    messages,
    hasMore,
    more,
    loadMore: useCallback(
      () => screen.loadMoreOf({ request: "links", conversationId }),
      [screen, conversationId],
    ),
  };
}
