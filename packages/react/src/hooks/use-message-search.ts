import { isSearchable } from "@parley/contract/folding";
import type { SearchHit } from "@parley/contract/messages";
import { keepPreviousData } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { type Loadable, toLoadable } from "../loadable.ts";
import { liveQuery } from "../query-options.ts";
import { trpc } from "../trpc.ts";
import { type MoreState, moreStateOf } from "./use-conversation-list.ts";
import { useDebounced } from "./use-debounced.ts";

/** Somebody who types is not searched for at every letter, in milliseconds. */
export const SEARCH_PAUSE = 300;
/** Found messages of one page. */
const PAGE = 20;

export interface MessageSearch {
  readonly text: string;
  /** Only in this conversation. */
  readonly conversationId?: string | null | undefined;
}

/** What a search has found so far. */
export interface MessageSearchView {
  /** The text is too short to look for. */
  readonly isShort: boolean;
  /** What is shown is not yet for the text as it stands. */
  readonly isPending: boolean;
  readonly hits: Loadable<readonly SearchHit[]>;
  readonly hasMore: boolean;
  readonly more: MoreState;
  readonly loadMore: () => void;
}

/**
 * Searches messages, the newest first. A request waits until the text has stood still, and one that is
 * overtaken is cancelled.
 */
export function useMessageSearch({ text, conversationId }: MessageSearch): MessageSearchView {
  const wanted = text.trim();
  const settled = useDebounced(wanted, SEARCH_PAUSE);
  const isShort = !isSearchable(wanted);
  const query = trpc.messages.search.useInfiniteQuery(
    { text: settled, limit: PAGE, ...(conversationId == null ? {} : { conversationId }) },
    {
      ...liveQuery,
      // What was said may have been edited or deleted since: nothing that was found is kept for long.
      staleTime: 0,
      gcTime: 60_000,
      enabled: !isShort && isSearchable(settled),
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: keepPreviousData,
      trpc: { abortOnUnmount: true },
    },
  );
  const { data, error, isError, refetch, isPlaceholderData, hasNextPage, fetchNextPage } = query;
  const hits = useMemo(
    () => toLoadable({ data: data?.pages.flatMap((page) => page.hits), error, isError, refetch }),
    [data, error, isError, refetch],
  );
  return {
    isShort,
    isPending: !isShort && (wanted !== settled || isPlaceholderData || hits.status === "loading"),
    hits,
    hasMore: hasNextPage,
    more: moreStateOf(query),
    loadMore: useCallback(() => void fetchNextPage(), [fetchNextPage]),
  };
}
