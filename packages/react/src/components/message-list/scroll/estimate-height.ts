import { heightOfFiles } from "../../files/lazy-message-files.tsx";
import type { LaidOutRow } from "../../../rows/lay-out-rows.ts";

/** Heights of the parts of a row at the usual text size, in pixels. */
const LINE = 21;
const BUBBLE = 14;
const DAY = 54;
const DIVIDER = 29;
const GROUP_GAP = 12;
const ROW_GAP = 3;
const AUTHOR = 28;
const QUOTE = 44;
const REACTIONS = 30;
const EVENT = 33;
/** A longer text is folded. */
const LINES_MAX = 28;

const CHARACTERS_IN_LINE = 52;

/** Runs for every row of a long history, so it allocates nothing. */
function linesOf(text: string): number {
  let lines = 0;
  for (let from = 0; from <= text.length;) {
    const found = text.indexOf("\n", from);
    const to = found === -1 ? text.length : found;
    lines += Math.max(1, Math.ceil((to - from) / CHARACTERS_IN_LINE));
    from = to + 1;
  }
  return lines;
}

/** Estimated height of a row, in pixels, until it is measured. */
export function estimateHeight(line: LaidOutRow, isGroup: boolean): number {
  const day = line.startsDay ? DAY : 0;
  if (line.kind === "membership") return day + EVENT;
  const { row, startsGroup, isFirstUnread } = line;
  const above = day + (isFirstUnread ? DIVIDER : 0);
  const author = isGroup && startsGroup && !row.isOwn ? AUTHOR : 0;
  const gap = startsGroup ? GROUP_GAP : ROW_GAP;
  const quote = row.replyToSeq === null || row.body === null ? 0 : QUOTE;
  const below = row.reactions.length > 0 ? REACTIONS : 0;
  const lines = Math.min(linesOf(row.body ?? ""), LINES_MAX);
  return above + author + gap + quote + BUBBLE + heightOfFiles(row.files) + lines * LINE + below;
}
