import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from "react";
import type { PageState } from "@parley/client";
import { isFirstUnread, keyOf, type LaidOutRow } from "../../../rows/lay-out-rows.ts";
import { estimateHeight } from "./estimate-height.ts";
import {
  CONTEXT_ABOVE,
  type LogView,
  type LogVirtualizer,
  NEAR_END,
  ScrollController,
} from "./scroll-controller.ts";

/** Room above the first message for "this is the beginning" or a sign of loading. It never changes. */
export const TOP_ROOM = 72;
const BOTTOM_ROOM = 12;
/** The next page is fetched when so few rows are left in its direction. */
const ROWS_AHEAD = 25;
/** A message that was jumped to stands out for so long, in milliseconds. */
const HIGHLIGHTED_FOR = 2_500;

export interface PagingProps {
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
  readonly older: PageState;
  readonly newer: PageState;
  readonly loadOlder: () => void;
  readonly loadNewer: () => void;
}

interface ScrollOptions extends PagingProps, Omit<LogView, "onArrive"> {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly isGroup: boolean;
  /** A line that stays in the document wherever the list is scrolled, because it has the focus. */
  readonly keptIndex: number | null;
  readonly focusMessage: (messageId: string) => void;
}

/** Where the log opens: at the first unread message, else at the very end. */
function openingOffset(lines: readonly LaidOutRow[], isGroup: boolean): number {
  let offset = TOP_ROOM;
  for (const line of lines) {
    if (isFirstUnread(line)) return Math.max(0, offset - CONTEXT_ABOVE);
    offset += estimateHeight(line, isGroup);
  }
  return offset;
}

/** A row that has the focus would lose it if it left the document. */
function withKept(range: Range, keptIndex: number | null): number[] {
  const indexes = defaultRangeExtractor(range);
  if (keptIndex === null || keptIndex >= range.count || indexes.includes(keptIndex)) return indexes;
  return [...indexes, keptIndex].toSorted((one, other) => one - other);
}

type ShouldAdjust = NonNullable<LogVirtualizer["shouldAdjustScrollPositionOnItemSizeChange"]>;

/**
 * The virtualizer's own rule for keeping the place when the height of a row differs from its estimate, with two exceptions. At the
 * very top the screen shows the empty room above the first row: older messages that fill it are inside of the screen, but above what
 * is being read. And a user who has just scrolled up keeps the place when lines are broken anew.
 */
const keepsPlace =
  (controller: ScrollController): ShouldAdjust =>
  (item, _delta, { itemSizeCache, scrollOffset, scrollDirection }) => {
    const top = scrollOffset ?? 0;
    if (!itemSizeCache.has(item.key)) return item.start < top + TOP_ROOM;
    return item.end <= top && (scrollDirection !== "backward" || controller.isReflowing);
  };

/** A virtual list anchored at its end: what is added above moves nothing, what is added below is followed. */
function useLogVirtualizer(controller: ScrollController, options: ScrollOptions): LogVirtualizer {
  const { scroller, lines, isGroup, keptIndex } = options;
  const [initialOffset] = useState(() => openingOffset(lines, isGroup));
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: lines.length,
    getScrollElement: () => scroller.current,
    getItemKey: useCallback(
      (index: number) => {
        const line = lines[index];
        return line === undefined ? index : keyOf(line);
      },
      [lines],
    ),
    estimateSize: useCallback(
      (index: number) => {
        const line = lines[index];
        return line === undefined ? 0 : estimateHeight(line, isGroup);
      },
      [lines, isGroup],
    ),
    rangeExtractor: useCallback((range: Range) => withKept(range, keptIndex), [keptIndex]),
    initialOffset,
    anchorTo: "end",
    followOnAppend: controller.canFollow(options),
    scrollEndThreshold: NEAR_END,
    scrollPaddingStart: controller.paddingStart,
    paddingStart: TOP_ROOM,
    paddingEnd: BOTTOM_ROOM,
    overscan: 8,
  });
  virtualizer.shouldAdjustScrollPositionOnItemSizeChange = keepsPlace(controller);
  return virtualizer;
}

/** Fetches more before the user runs out of messages, in both directions. */
function usePaging({ range }: LogVirtualizer, count: number, paging: PagingProps) {
  const { hasOlder, hasNewer, older, newer, loadOlder, loadNewer } = paging;
  const wantsOlder =
    hasOlder && older === "idle" && range !== null && range.startIndex < ROWS_AHEAD;
  useEffect(() => {
    if (wantsOlder) loadOlder();
  }, [wantsOlder, loadOlder, count]);

  const wantsNewer =
    hasNewer && newer === "idle" && range !== null && range.endIndex >= count - ROWS_AHEAD;
  useEffect(() => {
    if (wantsNewer) loadNewer();
  }, [wantsNewer, loadNewer, count]);
}

/** The message that was jumped to, for a moment. */
function useHighlight() {
  const [highlight, setHighlight] = useState<{ readonly id: string } | null>(null);
  useEffect(() => {
    if (highlight === null) return undefined;
    const timer = setTimeout(() => setHighlight(null), HIGHLIGHTED_FOR);
    return () => clearTimeout(timer);
  }, [highlight]);
  return { highlightedId: highlight?.id ?? null, setHighlight };
}

/** Draws the part of the log that is on the screen, loads more of it, and scrolls it to messages and to its end. */
export function useScroll(options: ScrollOptions) {
  const { scroller, lines, hasNewer, focusMessage } = options;
  const [controller] = useState(() => new ScrollController());
  const { highlightedId, setHighlight } = useHighlight();
  const virtualizer = useLogVirtualizer(controller, options);
  useLayoutEffect(() => {
    const element = scroller.current;
    return element === null ? undefined : controller.attach(virtualizer, element);
  }, [controller, virtualizer, scroller]);
  // After each render, and after the virtualizer's own effects.
  useLayoutEffect(() =>
    controller.rendered({
      ...options,
      onArrive(id) {
        focusMessage(id);
        setHighlight({ id });
      },
    }),
  );
  usePaging(virtualizer, lines.length, options);
  const { jumpTo, jumpToEnd } = controller;
  return {
    virtualizer,
    highlightedId,
    jumpTo,
    jumpToEnd,
    isAway: lines.length > 0 && (hasNewer || !virtualizer.isAtEnd(NEAR_END)),
  };
}
