import type { Explanation } from "@parley/contract";
import { useMemo } from "react";
import type { Loadable } from "../../loadable.ts";
import { useRequest } from "../../provider/use-screen.ts";

const LOADING = { status: "loading" } as const;

/**
 * Why the signed-in user can or cannot write to another user. No event keeps it up to date, so it is fetched
 * each time it is shown.
 */
export function useExplanation(userId: string): Loadable<Explanation> {
  const { items } = useRequest({ request: "explanation", userId });
  return useMemo(() => {
    if (items.status !== "ready") return items;
    const [value] = items.value;
    return value === undefined ? LOADING : { status: "ready", value };
  }, [items]);
}
