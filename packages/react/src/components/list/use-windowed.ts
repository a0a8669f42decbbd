import { type CSSProperties, useCallback, useEffect, useLayoutEffect, useState } from "react";

/** Rows rendered before anything is measured: on a server, and in the first frame. */
const AT_FIRST = 30;
/** Rows rendered beyond each edge of the window, so that fast scrolling shows no gap. */
const BEYOND = 8;

interface Span {
  readonly start: number;
  /** Offset of the row from the start of the list. */
  readonly end: number;
}

interface Options {
  readonly count: number;
  /** The index of a row that is always rendered, because it has the focus; -1 for none. */
  readonly keep: number;
  /** Indices of the rows below a heading, from the first. Headings are equally high, and have `data-heading`. */
  readonly headings?: readonly number[] | undefined;
}

const NO_HEADINGS: readonly number[] = [];

/** The rows of a list that are in the window, from the list's position in it. */
function spanOf(list: HTMLElement, rowHeight: number): Span {
  const { top } = list.getBoundingClientRect();
  const first = Math.floor(-top / rowHeight) - BEYOND;
  const last = Math.ceil((window.innerHeight - top) / rowHeight) + BEYOND;
  // In steps, so that not every pixel of scrolling renders again.
  return { start: Math.max(0, first - (first % 4)), end: Math.max(0, last + 4 - (last % 4)) };
}

/** Observes what moves the list in the window: scrolling of any ancestor, and resizes. */
function useMoves(list: HTMLElement | null, onMove: () => void) {
  useEffect(() => {
    if (list === null) return undefined;
    const onScroll = ({ target }: Event) => {
      if (target instanceof Node && target.contains(list)) onMove();
    };
    const sizes = new ResizeObserver(onMove);
    sizes.observe(list);
    window.addEventListener("scroll", onScroll, { capture: true, passive: true });
    window.addEventListener("resize", onMove);
    return () => {
      sizes.disconnect();
      window.removeEventListener("scroll", onScroll, { capture: true });
      window.removeEventListener("resize", onMove);
    };
  }, [list, onMove]);
}

/**
 * Renders only the visible rows of a long list of equally high rows. The list keeps its full height, so it scrolls with any
 * ancestor.
 */
export function useWindowed({ count, keep, headings = NO_HEADINGS }: Options) {
  const [list, setList] = useState<HTMLElement | null>(null);
  const [rowHeight, setRowHeight] = useState(0);
  const [headingHeight, setHeadingHeight] = useState(0);
  const [span, setSpan] = useState<Span>({ start: 0, end: AT_FIRST });

  const update = useCallback(() => {
    if (list === null) return;
    const measured =
      list.querySelector<HTMLElement>(":scope > li:not([data-heading])")?.offsetHeight ?? 0;
    const heading = list.querySelector<HTMLElement>(":scope > [data-heading]")?.offsetHeight;
    // A hidden list has no height, and keeps its rows.
    if (measured === 0) return;
    // Elements can be measured only after they are rendered.
    // oxlint-disable-next-line react/set-state-in-effect
    setRowHeight(measured);
    if (heading !== undefined) setHeadingHeight(heading);
    const next = spanOf(list, measured);
    setSpan((now) => (now.start === next.start && now.end === next.end ? now : next));
  }, [list]);
  useMoves(list, update);
  useLayoutEffect(update, [update, count, headings.length]);

  const indices: number[] = [];
  for (let at = span.start; at < Math.min(span.end, count); at += 1) indices.push(at);
  if (keep >= 0 && keep < count && !indices.includes(keep)) indices.push(keep);
  const isPlaced = rowHeight > 0;
  const placed = (index: number, above: number): CSSProperties | undefined =>
    isPlaced
      ? {
          position: "absolute",
          insetInline: 0,
          insetBlockStart: `${rowHeight * index + headingHeight * above}px`,
        }
      : undefined;
  return {
    setList,
    /** In list order. */
    indices: indices.toSorted((one, other) => one - other),
    listStyle: isPlaced
      ? { blockSize: `${rowHeight * count + headingHeight * headings.length}px` }
      : undefined,
    styleOf: (index: number) => placed(index, headings.filter((at) => at <= index).length),
    headingStyleOf: (index: number) => placed(index, headings.filter((at) => at < index).length),
  };
}
