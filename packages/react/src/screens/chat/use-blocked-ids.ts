import { useMemo } from "react";
import { valueOf } from "../../loadable.ts";
import { useBlocked } from "../../hooks/use-blocked.ts";

/** The ids of the people whom the signed-in person blocks; nobody until that is known. */
export function useBlockedIds(): ReadonlySet<string> {
  const blocked = valueOf(useBlocked());
  return useMemo(() => new Set(blocked?.map(({ person }) => person.id)), [blocked]);
}
