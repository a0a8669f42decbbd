import { useEffect } from "react";
import type { LaidOutRow } from "../../rows/lay-out-rows.ts";
import type { LogVirtualizer } from "./use-log-virtualizer.ts";

/** A row counts as seen when no more than this of it is hidden below, in pixels. */
const HIDDEN_MAX = 8;

/** The place of the lowest message that is on the screen, whole or filling all of it. */
function lowestSeen(virtualizer: LogVirtualizer, rows: readonly LaidOutRow[]): number | null {
  const top = virtualizer.scrollOffset ?? 0;
  const bottom = top + (virtualizer.scrollRect?.height ?? 0);
  if (bottom === top) return null;
  const seen = virtualizer
    .getVirtualItems()
    .findLast(
      ({ start, end }) =>
        end > top && (end <= bottom + HIDDEN_MAX || (start <= top && end >= bottom)),
    );
  for (let index = seen?.index ?? -1; index >= 0; index -= 1) {
    const seq = rows[index]?.row.seq;
    if (seq !== null && seq !== undefined) return seq;
  }
  return null;
}

/** Reports how far the log was really seen: on the screen, while somebody could be reading. */
export function useSeen(
  virtualizer: LogVirtualizer,
  options: {
    readonly rows: readonly LaidOutRow[];
    readonly isAttentive: boolean;
    readonly onSeen: (seq: number) => void;
  },
) {
  const { rows, isAttentive, onSeen } = options;
  // After every render: the virtualizer renders when the visible rows change and when scrolling ends.
  useEffect(() => {
    if (!isAttentive) return;
    const seq = lowestSeen(virtualizer, rows);
    if (seq !== null) onSeen(seq);
  });
}
