/** Kept free between a menu and the edge of the window, in pixels. */
const MARGIN = 8;
/** Between a menu and what it belongs to. */
const GAP = 4;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The edges of what a menu belongs to; a point is a box without a size. */
export interface Anchor {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

interface Room {
  readonly anchor: Anchor;
  readonly menu: Size;
  readonly window: Size;
  readonly isRtl: boolean;
}

const clamp = (value: number, max: number) => Math.max(MARGIN, Math.min(value, max));

/**
 * Where a menu stands in the window: below its anchor and ending with it, above where there is no room
 * below, and never beyond an edge.
 */
export function placeMenu({ anchor, menu, window, isRtl }: Room): { left: number; top: number } {
  const isPoint = anchor.left === anchor.right;
  // At a pointer a menu begins; at a button it ends.
  const startsLeft = isPoint === !isRtl;
  const left = startsLeft ? anchor.left : anchor.right - menu.width;
  const below = anchor.bottom + GAP;
  const above = anchor.top - GAP - menu.height;
  const fitsBelow = below + menu.height + MARGIN <= window.height;
  return {
    left: clamp(left, window.width - menu.width - MARGIN),
    top: clamp(fitsBelow || above < MARGIN ? below : above, window.height - menu.height - MARGIN),
  };
}
