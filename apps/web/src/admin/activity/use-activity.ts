import { limits } from "@parley/contract/limits";
import type { PairActivity } from "@parley/contract";
import { toLoadable } from "@parley/react";
import { trpc } from "../parts/admin-data.tsx";
import type { Loadable } from "@parley/react";

/** Pairs of mentors and mentees with how much they write, the longest silent first. */
export interface Activity {
  /** When the first of the weeks begins. */
  readonly from: string;
  readonly pairs: readonly PairActivity[];
}

export interface ActivityView {
  readonly activity: Loadable<Activity>;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly hasMoreFailed: boolean;
  loadMore(): void;
}

/** The activity of the pairs of one group or of all. Fetched again whenever it is shown. */
export function useActivity(groupId?: string): ActivityView {
  const query = trpc.groups.activity.useInfiniteQuery(
    { ...(groupId !== undefined && { groupId }), limit: limits.pageMax },
    { getNextPageParam: ({ nextCursor }) => nextCursor },
  );
  const [first] = query.data?.pages ?? [];
  const data = first && {
    from: first.from,
    pairs: query.data?.pages.flatMap(({ pairs }) => pairs) ?? [],
  };
  return {
    activity: toLoadable({ ...query, data }),
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    hasMoreFailed: query.isFetchNextPageError,
    loadMore: () => void query.fetchNextPage(),
  };
}
