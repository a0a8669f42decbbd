import {
  defaultRangeExtractor,
  type Range,
  type ReactVirtualizer,
  useVirtualizer,
} from "@tanstack/react-virtual";
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";
import { isFirstUnread, keyOf, type LaidOutRow } from "../../../rows/lay-out-rows.ts";
import { estimateHeight } from "./estimate-height.ts";
import { NEAR_END } from "./near-end.ts";

/** Room above the first message for "this is the beginning" or a sign of loading. It never changes. */
export const TOP_ROOM = 72;
const BOTTOM_ROOM = 12;
/** What stays visible above a message that the log goes to. */
export const CONTEXT_ABOVE = 56;

export type LogVirtualizer = ReactVirtualizer<HTMLDivElement, HTMLDivElement>;

interface LogVirtualizerOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly rows: readonly LaidOutRow[];
  readonly isGroup: boolean;
  /** The end of what is loaded is not the end of the conversation. */
  readonly hasNewer: boolean;
  /** Nobody looks: what comes stays below, so that it can be found. */
  readonly isHidden: boolean;
  /** A line that stays in the page wherever the log stands: it has the focus. */
  readonly keptIndex: number | null;
  /** How far below the upper edge a message that the log goes to comes to stand, in pixels. */
  readonly above: RefObject<number>;
  /** The log's width at which its rows were measured, in pixels. */
  readonly width: RefObject<number>;
}

/** Where the log opens: at the first unread message, else at the very end. */
function openingOffset(rows: readonly LaidOutRow[], isGroup: boolean): number {
  let offset = TOP_ROOM;
  for (const laidOut of rows) {
    if (isFirstUnread(laidOut)) return Math.max(0, offset - CONTEXT_ABOVE);
    offset += estimateHeight(laidOut, isGroup);
  }
  return offset;
}

function keyAt(rows: readonly LaidOutRow[], index: number): string | number {
  const line = rows[index];
  return line === undefined ? index : keyOf(line);
}

/** What has the focus would lose it, were it taken out of the page. */
function withKept(range: Range, keptIndex: number | null): number[] {
  const indexes = defaultRangeExtractor(range);
  if (keptIndex === null || keptIndex >= range.count || indexes.includes(keptIndex)) return indexes;
  return [...indexes, keptIndex].toSorted((one, other) => one - other);
}

type ShouldAdjust = NonNullable<LogVirtualizer["shouldAdjustScrollPositionOnItemSizeChange"]>;

/**
 * The library's own rule for keeping the place when a row turns out to be higher or lower than thought,
 * but for one thing: a reader at the very top sees the empty room above the first row. What is put into
 * that room by older messages lies inside of the screen, and is still above what is being read. And a
 * reader who has just scrolled up keeps the place when lines break anew.
 */
const keepsPlace =
  (isReflow: () => boolean): ShouldAdjust =>
  (item, _delta, { itemSizeCache, scrollOffset, scrollDirection }) => {
    const top = scrollOffset ?? 0;
    if (!itemSizeCache.has(item.key)) return item.start < top + TOP_ROOM;
    return item.end <= top && (scrollDirection !== "backward" || isReflow());
  };

/** A virtual list anchored at its end: what is added above moves nothing, what is added below is followed. */
export function useLogVirtualizer(options: LogVirtualizerOptions): LogVirtualizer {
  const { scroller, rows, isGroup, hasNewer, isHidden, keptIndex, above, width } = options;
  // A page of newer history at the end is not news: to follow it would skip it.
  const hadNewer = useRef(hasNewer);
  const [initialOffset] = useState(() => openingOffset(rows, isGroup));
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: useCallback((index: number) => keyAt(rows, index), [rows]),
    estimateSize: useCallback(
      (index: number) => {
        const laidOut = rows[index];
        return laidOut === undefined ? 0 : estimateHeight(laidOut, isGroup);
      },
      [rows, isGroup],
    ),
    rangeExtractor: useCallback((range: Range) => withKept(range, keptIndex), [keptIndex]),
    initialOffset,
    anchorTo: "end",
    followOnAppend: !hasNewer && !hadNewer.current && !isHidden,
    scrollEndThreshold: NEAR_END,
    scrollPaddingStart: above.current,
    paddingStart: TOP_ROOM,
    paddingEnd: BOTTOM_ROOM,
    overscan: 8,
  });
  virtualizer.shouldAdjustScrollPositionOnItemSizeChange = keepsPlace(
    () => scroller.current?.clientWidth !== width.current,
  );
  useLayoutEffect(() => {
    hadNewer.current = hasNewer;
  }, [hasNewer]);
  return virtualizer;
}
