import { useCallback, useMemo, useState } from "react";
import { isNew } from "../../../rows/lay-out-rows.ts";
import type { Row } from "../../../rows/row.ts";
import type { Shown } from "./use-seen.ts";

interface UnseenOptions {
  readonly rows: readonly Row[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
  readonly newAfter: number | null;
  /** How many were unread when the divider was placed. */
  readonly newCount: number;
}

/** New messages that were never on the screen, although later ones may have been. */
export interface Unseen {
  readonly count: number;
  /** The place of the first one, or of what stands before it. */
  readonly seq: number;
}

/**
 * How far the new messages were seen without leaving any out. The server knows only the furthest place: who
 * jumps to the end has read everything in its eyes, and could not find what was passed over.
 */
export function useUnseen({ rows, hasOlder, hasNewer, newAfter, newCount }: UnseenOptions) {
  const [progress, setProgress] = useState({ newAfter, seenTo: newAfter });
  // Another divider begins anew.
  if (progress.newAfter !== newAfter) setProgress({ newAfter, seenTo: newAfter });
  const { seenTo } = progress;

  const unseen = useMemo<Unseen | null>(() => {
    if (seenTo === null) return null;
    const loaded = rows.filter((row) => row.body !== null && isNew(row, seenTo));
    const isFirstLoaded = !hasOlder || (rows[0]?.seq ?? 0) <= seenTo + 1;
    const count = isFirstLoaded && !hasNewer ? loaded.length : Math.max(loaded.length, newCount);
    const seq = isFirstLoaded ? (loaded[0]?.seq ?? seenTo + 1) : seenTo + 1;
    return count === 0 ? null : { count, seq };
  }, [rows, hasOlder, hasNewer, newCount, seenTo]);

  const noteShown = useCallback(({ first, last }: Shown) => {
    setProgress((now) => {
      const isNext = now.seenTo !== null && first <= now.seenTo + 1 && last > now.seenTo;
      return isNext ? { ...now, seenTo: last } : now;
    });
  }, []);
  const dismiss = useCallback(() => setProgress((now) => ({ ...now, seenTo: null })), []);
  return { unseen, noteShown, dismiss };
}
