import type { Contact } from "@parley/contract";
import { useMemo } from "react";
import { type Loadable, mapLoadable } from "../../loadable.ts";
import { usePart } from "../../provider/use-screen.ts";
import { useFormat } from "../../provider/wording-context.ts";

/** All users whom the signed-in user may write to, by name. */
export function useContacts(): Loadable<readonly Contact[]> {
  const { locale } = useFormat();
  const list = usePart({ part: "contacts" });
  return useMemo(() => {
    const byName = new Intl.Collator(locale).compare;
    return mapLoadable(list, ({ contacts }) =>
      contacts.toSorted(({ person: one }, { person: other }) => byName(one.name, other.name)),
    );
  }, [list, locale]);
}
