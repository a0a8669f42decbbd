import type { Conversation } from "@parley/contract/conversations";
import { useMemo } from "react";
import { useNow } from "./use-now.ts";

/** The present for the muting of some conversations: another value when one of them ends. */
export function useMutedNow(rows: readonly Conversation[]): number {
  const ends = useMemo(
    () => rows.flatMap(({ mutedUntil }) => (mutedUntil === null ? [] : [Date.parse(mutedUntil)])),
    [rows],
  );
  return useNow(ends);
}
