import type { Group } from "@parley/contract";
import { useMemo } from "react";
import { type Loadable, mapLoadable } from "../../loadable.ts";
import { usePart } from "../../provider/use-screen.ts";

/** The signed-in user's groups, by id; every group for an ADMIN. Events keep them up to date. */
export function useGroups(): Loadable<readonly Group[]> {
  const list = usePart({ part: "groups" });
  return useMemo(() => mapLoadable(list, ({ groups }) => groups), [list]);
}
