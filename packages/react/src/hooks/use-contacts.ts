import type { Contact } from "@parley/contract/contacts";
import { useMemo } from "react";
import { type Loadable, toLoadable } from "../loadable.ts";
import { liveQuery } from "../query-options.ts";
import { trpc } from "../trpc.ts";
import { useFormat } from "../provider/wording-context.ts";
import { useMe } from "./use-me.ts";

/** Everybody whom the signed-in person may write to, by name. */
export function useContacts(): Loadable<readonly Contact[]> {
  const me = useMe();
  const { locale } = useFormat();
  const { data, error, isError, refetch } = trpc.contacts.list.useQuery(
    {},
    { ...liveQuery, enabled: me.status === "ready" },
  );
  return useMemo(() => {
    if (me.status === "failed") return me;
    const byName = new Intl.Collator(locale).compare;
    const contacts = data?.contacts.toSorted(({ person: one }, { person: other }) =>
      byName(one.name, other.name),
    );
    return toLoadable({ data: contacts, error, isError, refetch });
  }, [me, data, error, isError, refetch, locale]);
}
