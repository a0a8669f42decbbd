/** A touch moves so far before it counts as a swipe, in pixels: as far as one that scrolls. */
const SLOP = 10;
/** A swipe that ends here or farther is carried out. */
export const FAR = 64;
/** A touch that stays for so many milliseconds is a long press. Browsers that open menus themselves do so after 500. */
export const HELD_AFTER = 600;
/** Beyond it, a row follows the finger by a fifth of the way. */
const MAX = 112;

/** `forward` is in the direction in which lines are read. */
export type SwipeSide = "forward" | "back";

/** A row that a finger moves sideways. */
export interface Swipe {
  readonly row: HTMLElement;
  readonly side: SwipeSide;
  /** It is carried out if the finger leaves the screen now. */
  readonly isFar: boolean;
}

export interface SwipeHandlers {
  /** The row of an element; null if there is none. */
  readonly rowOf: (target: Element) => HTMLElement | null;
  readonly isAllowed: (row: HTMLElement, side: SwipeSide) => boolean;
  /** Null at the end of a swipe. */
  readonly onChange: (swipe: Swipe | null) => void;
  readonly onSwiped: (swipe: Swipe) => void;
}

interface Drag {
  readonly pointerId: number;
  readonly from: { readonly x: number; readonly y: number };
  readonly row: HTMLElement;
  readonly swipe: Swipe | null;
  /** Of the long press; void as soon as the finger moves. */
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Until the next touch, the finger that leaves the screen presses and focuses nothing, and opens no second menu. */
function ignoreLift() {
  const ignored = ["mousedown", "click", "contextmenu"] as const;
  const ignore = (event: MouseEvent) => {
    const isOfFinger = "pointerType" in event && event.pointerType === "touch";
    // The keyboard clicks without a count.
    if (event.type === "click" && event.detail === 0) return;
    if (event.type === "contextmenu" && !isOfFinger) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const type of ignored) window.addEventListener(type, ignore, true);
  const stop = () => {
    for (const type of ignored) window.removeEventListener(type, ignore, true);
  };
  window.addEventListener("pointerdown", stop, { capture: true, once: true });
}

/** Safari on iPhones and iPads sends no such event after a long press. */
function askForMenu(target: Element, { clientX, clientY }: PointerEvent) {
  const ask = new MouseEvent("contextmenu", { bubbles: true, cancelable: true, clientX, clientY });
  if (!target.dispatchEvent(ask)) ignoreLift();
}

const isRtl = (row: HTMLElement) => getComputedStyle(row).direction === "rtl";

/** How far a row is moved, for the way of a finger. */
export const shiftOf = (way: number): number =>
  way <= 0 ? 0 : Math.min(way, FAR) + Math.max(0, Math.min(way, MAX) - FAR) / 5;

/**
 * Whether a touch that has moved is a swipe, and to which side; null if it scrolls, undefined if it has not moved far enough
 * to tell.
 */
export function sideOf(x: number, y: number): SwipeSide | null | undefined {
  if (Math.hypot(x, y) < SLOP) return undefined;
  if (Math.abs(x) < 1.5 * Math.abs(y)) return null;
  return x > 0 ? "forward" : "back";
}

/** Has gestures of its own. */
const CONTROLS = "audio, video, input, textarea, select";

/** A page that the user has magnified is moved sideways to be read. */
const isMagnified = () => (window.visualViewport?.scale ?? 1) > 1.01;

/**
 * Follows the fingers that move rows of a container sideways, until the returned function is called. The property `--_swipe` of
 * the row is its shift, and the attribute `data-swiping` its side. Scrolling stays with the browser, which then cancels the
 * pointer. A finger that stays where it is asks for the menu of the element, if the browser does not.
 */
export function followSwipes(container: HTMLElement, handlers: SwipeHandlers): () => void {
  let drag: Drag | null = null;

  const move = (row: HTMLElement, swipe: Swipe | null, shift: number) => {
    if (swipe === null) {
      row.removeAttribute("data-swiping");
      row.style.removeProperty("--_swipe");
      return;
    }
    row.dataset["swiping"] = swipe.side;
    const isRight = (swipe.side === "forward") !== isRtl(row);
    row.style.setProperty("--_swipe", `${isRight ? shift : -shift}px`);
  };
  const end = (): Swipe | null => {
    if (drag === null) return null;
    const { row, swipe, timer } = drag;
    clearTimeout(timer);
    drag = null;
    if (swipe === null) return null;
    move(row, null, 0);
    handlers.onChange(null);
    return swipe;
  };
  const onDown = (event: PointerEvent) => {
    // A second finger zooms.
    if (drag !== null || !event.isPrimary) return void end();
    if (event.pointerType === "mouse" || !(event.target instanceof Element)) return;
    if (isMagnified() || event.target.closest(CONTROLS) !== null) return;
    const row = handlers.rowOf(event.target);
    if (row === null) return;
    const { pointerId, clientX: x, clientY: y, target } = event;
    const timer = setTimeout(() => askForMenu(target, event), HELD_AFTER);
    drag = { pointerId, from: { x, y }, row, swipe: null, timer };
  };
  const onMove = (event: PointerEvent) => {
    if (drag === null || event.pointerId !== drag.pointerId) return;
    const { from, row, swipe: before } = drag;
    const right = event.clientX - from.x;
    const forward = isRtl(row) ? -right : right;
    const side = before?.side ?? sideOf(forward, event.clientY - from.y);
    if (side === undefined) return;
    clearTimeout(drag.timer);
    if (side === null || (before === null && !handlers.isAllowed(row, side))) {
      drag = null;
      return;
    }
    const way = side === "forward" ? forward : -forward;
    const isFar = way >= FAR;
    const swipe = before?.isFar === isFar ? before : { row, side, isFar };
    drag = { ...drag, swipe };
    move(row, swipe, shiftOf(way));
    if (swipe !== before) handlers.onChange(swipe);
  };
  const onUp = (event: PointerEvent) => {
    if (event.pointerId !== drag?.pointerId) return;
    const swipe = end();
    if (swipe?.isFar === true) handlers.onSwiped(swipe);
  };
  const onCancel = () => void end();
  const onZoom = () => {
    container.style.touchAction = isMagnified() ? "" : "pan-y pinch-zoom";
  };

  onZoom();
  window.visualViewport?.addEventListener("resize", onZoom);
  container.addEventListener("pointerdown", onDown);
  // A long press opens a menu, and is no swipe.
  container.addEventListener("contextmenu", onCancel);
  window.addEventListener("pointermove", onMove);
  window.addEventListener("pointerup", onUp);
  window.addEventListener("pointercancel", onCancel);
  return () => {
    end();
    container.style.touchAction = "";
    window.visualViewport?.removeEventListener("resize", onZoom);
    container.removeEventListener("pointerdown", onDown);
    container.removeEventListener("contextmenu", onCancel);
    window.removeEventListener("pointermove", onMove);
    window.removeEventListener("pointerup", onUp);
    window.removeEventListener("pointercancel", onCancel);
  };
}
