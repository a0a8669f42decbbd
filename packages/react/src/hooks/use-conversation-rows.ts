import type { Conversation } from "@parley/contract/conversations";
import { useMemo } from "react";
import { flattenPages } from "../cache.ts";
import { type Loadable, toLoadable } from "../loadable.ts";
import { liveQuery } from "../query-options.ts";
import { trpc } from "../trpc.ts";
import { useMe } from "./use-me.ts";

/** The caller's conversations as the server gives them, page by page. */
export interface ConversationRows {
  readonly rows: Loadable<readonly Conversation[]>;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly loadMore: () => void;
}

export function useConversationRows(): ConversationRows {
  const me = useMe();
  const query = trpc.conversations.list.useInfiniteQuery(
    {},
    {
      ...liveQuery,
      enabled: me.status === "ready",
      getNextPageParam: (page) => page.nextCursor,
    },
  );
  const { data, error, isError, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const rows = useMemo(() => {
    if (me.status === "failed") return me;
    const page = data && flattenPages(data);
    return toLoadable({ data: page?.conversations, error, isError, refetch });
  }, [me, data, error, isError, refetch]);

  return {
    rows,
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    loadMore: () => void fetchNextPage(),
  };
}
