import type { BlockedPerson } from "@parley/contract";
import { useMemo } from "react";
import { type Loadable, mapLoadable } from "../../loadable.ts";
import { usePart } from "../../provider/use-screen.ts";

/** The users whom the signed-in user blocks, the latest first. */
export function useBlocked(): Loadable<readonly BlockedPerson[]> {
  const list = usePart({ part: "blocked" });
  return useMemo(() => mapLoadable(list, ({ blocked }) => blocked), [list]);
}
