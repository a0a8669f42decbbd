/** Minimum distance from a menu to the edge of the window, in pixels. */
const MARGIN = 8;
/** Distance between a menu and its anchor. */
const GAP = 4;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The edges of a menu's anchor; a point is a box of size zero. */
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
 * The position of a menu in the window: below its anchor and aligned to its end, above it if there is no room below, and never
 * beyond an edge.
 */
export function placeMenu({ anchor, menu, window, isRtl }: Room): { left: number; top: number } {
  const isPoint = anchor.left === anchor.right;
  // A menu starts at a pointer, and is aligned to the end of a button.
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
