import type { SearchHit } from "@parley/contract/messages";
import { findFolded, type Stretch } from "@parley/contract/folding";

/** Length of a snippet before its first hit and in total, in UTF-16 units. */
const LEAD = 40;
const LENGTH = 200;

/** The first index at or after `at` that does not split a grapheme. */
const whole = (text: string, at: number) => {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
};

function windowOf(text: string, first: number): Stretch {
  const start = first <= LEAD ? 0 : whole(text, first - LEAD);
  return { start, end: whole(text, Math.min(text.length, start + LENGTH)) };
}

/** Part of a text around the first hit, in segments of which some are hits. */
export function snippet(text: string, words: readonly string[]): SearchHit["snippet"] {
  const hits = findFolded(text, words);
  const shown = windowOf(text, hits[0]?.start ?? 0);
  const parts: SearchHit["snippet"] = [];
  let at = shown.start;
  const add = (end: number, isHit: boolean) => {
    if (end > at) parts.push({ text: text.slice(at, end), isHit });
    at = Math.max(at, end);
  };
  if (shown.start > 0) parts.push({ text: "…", isHit: false });
  for (const hit of hits.filter(({ start }) => start < shown.end)) {
    add(hit.start, false);
    add(Math.min(hit.end, shown.end), true);
  }
  add(shown.end, false);
  if (shown.end < text.length) parts.push({ text: "…", isHit: false });
  return parts;
}
