import { isSearchable } from "@parley/contract/folding";
import { limits } from "@parley/contract/limits";
import type { Account, Role, UserStatus } from "@parley/contract";
import { toLoadable } from "@parley/react";
import { trpc } from "../parts/admin-data.tsx";
import type { Loadable } from "@parley/react";
import { keepPreviousData } from "@tanstack/react-query";

/** Filters of accounts. An empty text, or one too short to search for, does not filter. */
export interface AccountsChoice {
  readonly text: string;
  readonly role: Role | null;
  readonly status: UserStatus | null;
}

/** Accounts by name, page by page. */
export interface AccountsView {
  readonly accounts: Loadable<readonly Account[]>;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly hasMoreFailed: boolean;
  /** Whether the shown data are of an earlier filter. */
  readonly isStale: boolean;
  loadMore(): void;
}

/** The input of the query. */
export function accountsInput({ text, role, status }: AccountsChoice) {
  const wanted = [...text.trim()].slice(0, limits.searchMax).join("");
  return {
    ...(isSearchable(wanted) && { text: wanted }),
    ...(role !== null && { role }),
    ...(status !== null && { status }),
  };
}

/** All users that match a filter, for an ADMIN. */
export function useAccounts(choice: AccountsChoice): AccountsView {
  const query = trpc.users.list.useInfiniteQuery(accountsInput(choice), {
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });
  return {
    accounts: toLoadable({ ...query, data: query.data?.pages.flatMap(({ accounts }) => accounts) }),
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    hasMoreFailed: query.isFetchNextPageError,
    isStale: query.isPlaceholderData,
    loadMore: () => void query.fetchNextPage(),
  };
}
