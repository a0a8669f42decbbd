import type { Message } from "@parley/contract/messages";
import { useCallback, useMemo } from "react";
import { type Loadable, toLoadable } from "../../loadable.ts";
import { liveQuery } from "../../query-options.ts";
import { trpc } from "../../trpc.ts";
import { type MoreState, moreStateOf } from "../../hooks/use-conversation-list.ts";

/** Messages of one page. */
const PAGE = 20;

/** The messages of others that mention the signed-in person, the newest first. */
export interface MentionsView {
  readonly messages: Loadable<readonly Message[]>;
  readonly hasMore: boolean;
  readonly more: MoreState;
  readonly loadMore: () => void;
}

/** Fetches them, and again when an event says that they may be others. */
export function useMentions(): MentionsView {
  const query = trpc.messages.mentions.useInfiniteQuery(
    { limit: PAGE },
    {
      ...liveQuery,
      // Only events that came while it was on the screen have brought it up to date.
      staleTime: 0,
      gcTime: 60_000,
      getNextPageParam: (page) => page.nextCursor,
    },
  );
  const { data, error, isError, refetch, hasNextPage, fetchNextPage } = query;
  const messages = useMemo(
    () =>
      toLoadable({ data: data?.pages.flatMap((page) => page.messages), error, isError, refetch }),
    [data, error, isError, refetch],
  );
  return {
    messages,
    hasMore: hasNextPage,
    more: moreStateOf(query),
    loadMore: useCallback(() => void fetchNextPage(), [fetchNextPage]),
  };
}
