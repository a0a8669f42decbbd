import type { LaidOutRow } from "../../rows/lay-out-rows.ts";

const LINE = 21;
const BUBBLE = 18;
const CHARACTERS_IN_LINE = 46;

/** About how high a row will be, in pixels, until it is measured. */
export function estimateHeight({ row, startsDay, startsGroup, isFirstUnread }: LaidOutRow): number {
  const text = row.body ?? "";
  const lines = text
    .split("\n")
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / CHARACTERS_IN_LINE)), 0);
  const above = (startsDay ? 52 : 0) + (isFirstUnread ? 32 : 0) + (startsGroup ? 12 : 3);
  return above + BUBBLE + lines * LINE;
}
