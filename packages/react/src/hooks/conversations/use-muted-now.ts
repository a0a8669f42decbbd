import type { Conversation } from "@parley/contract";
import { useMemo } from "react";
import { useNow } from "../time/use-now.ts";

/** The current time for mutes of conversations: another value when one of them expires. */
export function useMutedNow(rows: readonly Conversation[]): number {
  const ends = useMemo(
    () => rows.flatMap(({ mutedUntil }) => (mutedUntil === null ? [] : [Date.parse(mutedUntil)])),
    [rows],
  );
  return useNow(ends);
}
