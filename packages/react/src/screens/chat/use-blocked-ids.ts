import { useMemo } from "react";
import { valueOf } from "../../loadable.ts";
import { useBlocked } from "../../hooks/people/use-blocked.ts";

/** The ids of users whom the signed-in user blocks; empty until loaded. */
export function useBlockedIds(): ReadonlySet<string> {
  const blocked = valueOf(useBlocked());
  return useMemo(() => new Set(blocked?.map(({ person }) => person.id)), [blocked]);
}
