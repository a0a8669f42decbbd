import type { Contact } from "@parley/contract/contacts";
import { useMemo } from "react";
import { type Loadable, toLoadable } from "../loadable.ts";
import { liveQuery } from "../query-options.ts";
import { trpc } from "../trpc.ts";
import { useMe } from "./use-me.ts";

/** Everybody whom the signed-in person may write to, by name. */
export function useContacts(): Loadable<readonly Contact[]> {
  const me = useMe();
  const { data, error, isError, refetch } = trpc.contacts.list.useQuery(
    {},
    { ...liveQuery, enabled: me.status === "ready" },
  );
  return useMemo(
    () =>
      me.status === "failed" ? me : toLoadable({ data: data?.contacts, error, isError, refetch }),
    [me, data, error, isError, refetch],
  );
}
