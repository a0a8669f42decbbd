import type { PageState } from "@parley/client";
import type { Message } from "@parley/contract";
import { useCallback } from "react";
import type { Loadable } from "../../loadable.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useRequest } from "../../provider/use-screen.ts";

/** The messages of others that mention the signed-in user, the newest first. */
export interface MentionsView {
  readonly messages: Loadable<readonly Message[]>;
  readonly hasMore: boolean;
  readonly more: PageState;
  readonly loadMore: () => void;
}

/** Fetches them, and again when an event outdates them. */
export function useMentions(): MentionsView {
  const { screen } = useMessaging();
  const { items: messages, hasMore, more } = useRequest({ request: "mentions" });
  const loadMore = useCallback(() => screen.loadMoreOf({ request: "mentions" }), [screen]);
  return { messages, hasMore, more, loadMore };
}
