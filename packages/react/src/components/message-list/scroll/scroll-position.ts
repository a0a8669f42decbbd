/** A message that the log keeps at its place while rows around it load and are measured. */
export interface Anchor {
  readonly seq: number;
  /** Whether it is centered. Otherwise its top is `offset` pixels below the upper edge of the log. */
  readonly isCentered: boolean;
  readonly offset: number;
}

/** The position of the message list, and what it does when its lines change. */
export type ScrollPosition =
  /** Follows appended messages. If the end of the conversation is not loaded, waits for it. */
  | { readonly kind: "at-end"; readonly isLoaded: boolean }
  /**
   * Anchors a message until the user scrolls. Its `index` among the lines is `null` until it is loaded. Near the end,
   * appended messages are still followed.
   */
  | {
      readonly kind: "anchored";
      readonly anchor: Anchor;
      readonly index: number | null;
      readonly isNearEnd: boolean;
    }
  /** Keeps the visible rows in place. */
  | { readonly kind: "free" };

export type ScrollEvent =
  /** The first lines are there, or the page is visible again. `unread` is the first unread message. */
  | { readonly type: "opened" | "returned"; readonly unread: ScrollTarget | null }
  | { readonly type: "message-requested"; readonly target: ScrollTarget }
  | { readonly type: "end-requested"; readonly isEndLoaded: boolean }
  | {
      readonly type: "rendered";
      /** The index of the anchor; `null` if it is not loaded. */
      readonly index: number | null;
      /** Lines have changed, and appended messages are to be followed. */
      readonly follows: boolean;
      readonly isEndLoaded: boolean;
      readonly hasFailed: boolean;
    }
  /** Input with which users scroll: wheel, touch, pointer or key. */
  | { readonly type: "input" }
  /** The distance to the end of the lines was measured, after a render or a scroll. */
  | { readonly type: "measured"; readonly isNearEnd: boolean; readonly isEndLoaded: boolean };

/** A message to scroll to, and its index among the lines; `null` until it is loaded. */
export interface ScrollTarget {
  readonly anchor: Anchor;
  readonly index: number | null;
}

/** The next position, and where the log has to scroll for it. */
export interface ScrollStep {
  readonly position: ScrollPosition;
  readonly scrollTo: "end" | "anchor" | null;
}

const AT_END: ScrollStep = { position: { kind: "at-end", isLoaded: true }, scrollTo: "end" };

const wasNearEnd = (position: ScrollPosition) =>
  (position.kind === "at-end" && position.isLoaded) ||
  (position.kind === "anchored" && position.isNearEnd);

const stay = (position: ScrollPosition): ScrollStep => ({ position, scrollTo: null });

function anchorAt(position: ScrollPosition, { anchor, index }: ScrollTarget): ScrollStep {
  return {
    // Scrolling there may leave the end, which is measured afterwards.
    position: {
      kind: "anchored",
      anchor,
      index,
      isNearEnd: index === null && wasNearEnd(position),
    },
    scrollTo: index === null ? null : "anchor",
  };
}

type Rendered = Extract<ScrollEvent, { type: "rendered" }>;

function afterRender(position: ScrollPosition, event: Rendered): ScrollStep {
  const { index, follows, isEndLoaded, hasFailed } = event;
  switch (position.kind) {
    case "at-end":
      if (position.isLoaded) return { position, scrollTo: follows ? "end" : null };
      if (isEndLoaded) return AT_END;
      return stay(hasFailed ? { kind: "free" } : position);
    case "anchored": {
      const isWaiting = position.index === null;
      if (isWaiting && index === null) {
        return { position, scrollTo: follows && position.isNearEnd ? "end" : null };
      }
      if (!isWaiting && follows && position.isNearEnd) return AT_END;
      // The virtualizer scrolls to an index over several frames; lines that are inserted above move the message to another index.
      if (index === null || index === position.index) return stay(position);
      return { position: { ...position, index }, scrollTo: "anchor" };
    }
    case "free":
      return stay(position);
  }
}

type Measured = Extract<ScrollEvent, { type: "measured" }>;

function afterMeasure(position: ScrollPosition, { isNearEnd, isEndLoaded }: Measured) {
  switch (position.kind) {
    case "at-end":
      return position.isLoaded && !isNearEnd ? { kind: "free" as const } : position;
    case "anchored":
      return position.isNearEnd === isNearEnd ? position : { ...position, isNearEnd };
    case "free":
      return isNearEnd && isEndLoaded ? AT_END.position : position;
  }
}

/** The transitions of the scroll position. */
export function nextScroll(position: ScrollPosition, event: ScrollEvent): ScrollStep {
  switch (event.type) {
    case "returned":
      // Nothing is followed while the page is hidden: a user who left from the end continues at the first unread message.
      if (!wasNearEnd(position)) return stay(position);
      return event.unread === null ? AT_END : anchorAt(position, event.unread);
    case "opened":
      return event.unread === null ? AT_END : anchorAt(position, event.unread);
    case "message-requested":
      return anchorAt(position, event.target);
    case "end-requested":
      return event.isEndLoaded ? AT_END : stay({ kind: "at-end", isLoaded: false });
    case "rendered":
      return afterRender(position, event);
    case "input":
      if (position.kind !== "anchored") return stay(position);
      return stay(position.isNearEnd ? AT_END.position : { kind: "free" });
    case "measured":
      return stay(afterMeasure(position, event));
  }
}
