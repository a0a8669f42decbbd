import type { Explanation } from "@parley/contract/contacts";
import { useMemo } from "react";
import { type Loadable, toLoadable } from "../loadable.ts";
import { liveQuery } from "../query-options.ts";
import { trpc } from "../trpc.ts";

/**
 * Why the signed-in person can or cannot write to somebody. No event keeps it up to date, so it is asked for
 * each time that it is shown.
 */
export function useExplanation(userId: string): Loadable<Explanation> {
  const { data, error, isError, refetch } = trpc.contacts.explain.useQuery(
    { userId },
    { ...liveQuery, staleTime: 0, gcTime: 0 },
  );
  return useMemo(
    () => toLoadable({ data, error, isError, refetch }),
    [data, error, isError, refetch],
  );
}
