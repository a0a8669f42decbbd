import type { Group } from "@parley/contract/groups";
import { useMemo } from "react";
import { type Loadable, toLoadable } from "../loadable.ts";
import { liveQuery } from "../query-options.ts";
import { trpc } from "../trpc.ts";
import { useMe } from "./use-me.ts";

/** The signed-in person's groups, by id; every group for an ADMIN. Events keep them up to date. */
export function useGroups(): Loadable<readonly Group[]> {
  const me = useMe();
  const { data, error, isError, refetch } = trpc.groups.list.useQuery(undefined, {
    ...liveQuery,
    enabled: me.status === "ready",
  });
  return useMemo(
    () =>
      me.status === "failed" ? me : toLoadable({ data: data?.groups, error, isError, refetch }),
    [me, data, error, isError, refetch],
  );
}
