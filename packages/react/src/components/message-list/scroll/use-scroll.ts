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

/** Fixed space above the first message for "this is the beginning" or a loading indicator, in pixels. */
export const TOP_ROOM = 72;
const BOTTOM_ROOM = 12;
/** The next page is fetched when this few rows are left in its direction. */
const ROWS_AHEAD = 25;
/** How long a message that was jumped to is highlighted, in milliseconds. */
const HIGHLIGHTED_FOR = 2_500;

export interface PagingProps {
  /** Whether there are messages above the first one. */
  readonly hasOlder: boolean;
  /** Whether there are messages below the last one. */
  readonly hasNewer: boolean;
  /** The state of the request for older messages. */
  readonly older: PageState;
  /** The state of the request for newer messages. */
  readonly newer: PageState;
  /** Requests a page of older messages. */
  readonly loadOlder: () => void;
  /** Requests a page of newer messages. */
  readonly loadNewer: () => void;
}

interface ScrollOptions extends PagingProps, Omit<LogView, "onArrive"> {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly isGroup: boolean;
  /** A line that stays rendered wherever the list is scrolled, because it has the focus. */
  readonly keptIndex: number | null;
  readonly focusMessage: (messageId: string) => void;
}

/** The initial scroll offset: at the first unread message, else at the end. */
function openingOffset(lines: readonly LaidOutRow[], isGroup: boolean): number {
  let offset = TOP_ROOM;
  for (const line of lines) {
    if (isFirstUnread(line)) return Math.max(0, offset - CONTEXT_ABOVE);
    offset += estimateHeight(line, isGroup);
  }
  return offset;
}

/** Adds the focused row to the rendered ones: it would lose the focus if it were removed. */
function withKept(range: Range, keptIndex: number | null): number[] {
  const indexes = defaultRangeExtractor(range);
  if (keptIndex === null || keptIndex >= range.count || indexes.includes(keptIndex)) return indexes;
  return [...indexes, keptIndex].toSorted((one, other) => one - other);
}

type ShouldAdjust = NonNullable<LogVirtualizer["shouldAdjustScrollPositionOnItemSizeChange"]>;

/**
 * The virtualizer's own rule for adjusting the scroll position when the height of a row differs from its estimate, with two
 * exceptions. At the very top the empty space above the first row is visible: older messages that fill it are inside the viewport, but
 * above what the user is reading. And the position of a user who has just scrolled up is kept when text is wrapped again.
 */
const keepsPlace =
  (controller: ScrollController): ShouldAdjust =>
  (item, _delta, { itemSizeCache, scrollOffset, scrollDirection }) => {
    const top = scrollOffset ?? 0;
    if (!itemSizeCache.has(item.key)) return item.start < top + TOP_ROOM;
    return item.end <= top && (scrollDirection !== "backward" || controller.isReflowing);
  };

/** A virtual list anchored at its end: rows inserted above move nothing, rows appended below are followed. */
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

/** Fetches the next page ahead of the user's scrolling, in both directions. */
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

/** The message that was jumped to, while it is highlighted. */
function useHighlight() {
  const [highlight, setHighlight] = useState<{ readonly id: string } | null>(null);
  useEffect(() => {
    if (highlight === null) return undefined;
    const timer = setTimeout(() => setHighlight(null), HIGHLIGHTED_FOR);
    return () => clearTimeout(timer);
  }, [highlight]);
  return { highlightedId: highlight?.id ?? null, setHighlight };
}

/** Renders the visible part of the log, loads further pages, and scrolls to messages and to the end. */
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
