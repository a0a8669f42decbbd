import { isSearchable } from "@parley/contract/folding";
import { limits } from "@parley/contract/limits";
import type { Person } from "@parley/contract/people";
import { useMemo } from "react";
import { type Loadable, toLoadable } from "../loadable.ts";
import { liveQuery } from "../query-options.ts";
import { trpc } from "../trpc.ts";
import { useDebounced } from "./use-debounced.ts";
import { SEARCH_PAUSE } from "./use-message-search.ts";

/** People of one search. */
const FOUND_MAX = 20;
const NOBODY: Loadable<readonly Person[]> = { status: "ready", value: [] };

/**
 * People whom the signed-in person may write to, by a part of their name: more than the contacts where the
 * programme lets mentors reach every mentee. Nobody for a text that is too short.
 */
export function usePeopleSearch(text: string): Loadable<readonly Person[]> {
  const wanted = useDebounced(text.trim().slice(0, limits.searchMax), SEARCH_PAUSE);
  const isShort = !isSearchable(wanted);
  const { data, error, isError, refetch } = trpc.users.search.useQuery(
    { text: wanted, limit: FOUND_MAX },
    {
      ...liveQuery,
      staleTime: 0,
      gcTime: 60_000,
      enabled: !isShort,
      trpc: { abortOnUnmount: true },
    },
  );
  return useMemo(
    () => (isShort ? NOBODY : toLoadable({ data: data?.people, error, isError, refetch })),
    [isShort, data, error, isError, refetch],
  );
}
