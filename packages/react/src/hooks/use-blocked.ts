import type { BlockedPerson } from "@parley/contract/contacts";
import { useMemo } from "react";
import { type Loadable, toLoadable } from "../loadable.ts";
import { liveQuery } from "../query-options.ts";
import { trpc } from "../trpc.ts";
import { useMe } from "./use-me.ts";

/** The people whom the signed-in person blocks, the latest first. */
export function useBlocked(): Loadable<readonly BlockedPerson[]> {
  const me = useMe();
  const { data, error, isError, refetch } = trpc.contacts.blocked.useQuery(undefined, {
    ...liveQuery,
    enabled: me.status === "ready",
  });
  return useMemo(() => {
    if (me.status === "failed") return me;
    return toLoadable({ data: data?.blocked, error, isError, refetch });
  }, [me, data, error, isError, refetch]);
}
