import type { Conversation, ConversationFilter } from "@parley/contract/conversations";
import { useCallback, useMemo } from "react";
import { withPending } from "../arrangement.ts";
import { flattenPages } from "../cache.ts";
import { type Loadable, toLoadable } from "../loadable.ts";
import { useMessaging } from "../provider/messaging-context.ts";
import { listInput } from "../query-keys.ts";
import { liveQuery } from "../query-options.ts";
import { useStore } from "../stores/use-store.ts";
import { trpc } from "../trpc.ts";
import { useMe } from "./use-me.ts";

/** How the next page of a list is doing. */
export type MoreState = "idle" | "loading" | "failed";

/** The caller's conversations by one filter, as far as they were scrolled to. */
export interface ConversationRows {
  readonly rows: Loadable<readonly Conversation[]>;
  readonly hasMore: boolean;
  readonly more: MoreState;
  readonly loadMore: () => void;
}

/** How the next page of an infinite query is doing. */
export function moreStateOf(query: {
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
}): MoreState {
  if (query.isFetchingNextPage) return "loading";
  return query.isFetchNextPageError ? "failed" : "idle";
}

/** One list of the server's, with what is under way shown as done. */
export function useConversationList(filter: ConversationFilter): ConversationRows {
  const me = useMe();
  const { arrangements } = useMessaging().stores;
  const pending = useStore(arrangements, arrangements.get);
  const query = trpc.conversations.list.useInfiniteQuery(listInput(filter), {
    ...liveQuery,
    enabled: me.status === "ready",
    getNextPageParam: (page) => page.nextCursor,
  });
  const { data, error, isError, refetch, hasNextPage, fetchNextPage } = query;
  const rows = useMemo(() => {
    if (me.status === "failed") return me;
    const page = data && flattenPages(data);
    const shown = page && withPending(page, { filter, pending });
    return toLoadable({ data: shown?.conversations, error, isError, refetch });
  }, [me, data, error, isError, refetch, filter, pending]);

  const loadMore = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  return { rows, hasMore: hasNextPage, more: moreStateOf(query), loadMore };
}
