import type { ReactVirtualizer } from "@tanstack/react-virtual";
import type { PageState } from "@parley/client";
import { isFirstUnread, keyOf, type LaidOutRow, seqOf } from "../../../rows/lay-out-rows.ts";
import type { ReadingPosition } from "@parley/client";
import {
  nextScroll,
  type ScrollEvent,
  type ScrollPosition,
  type ScrollTarget,
} from "./scroll-position.ts";

export type LogVirtualizer = ReactVirtualizer<HTMLDivElement, HTMLDivElement>;

/** Within this distance from its end, in pixels, the log follows new messages. */
export const NEAR_END = 96;
/** What stays visible above a message that the log scrolls to, in pixels. */
export const CONTEXT_ABOVE = 56;
/** Events with which users scroll. A scroll event alone does not tell who scrolled. */
const USER_INPUT = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

/** A request to show a message; another token is another request. */
export interface JumpTo {
  readonly seq: number;
  readonly token: number;
}

/** What the list shows in one render, and what it can load. */
export interface LogView {
  readonly lines: readonly LaidOutRow[];
  /** The last loaded message is not the last one of the conversation. */
  readonly hasNewer: boolean;
  readonly newer: PageState;
  /** New messages are not followed while the page is hidden, so that the user returns to the first of them. */
  readonly isHidden: boolean;
  /** Grows with every own message: each scrolls to the end. */
  readonly sentCount: number;
  readonly jumpTo?: JumpTo | undefined;
  /** The position before the page was reloaded. */
  readonly standAt?: ReadingPosition | undefined;
  readonly showLatest: () => Promise<void>;
  /** Loads the messages around a `seq`; without it only loaded messages can be jumped to. */
  readonly showAround?: ((seq: number) => Promise<void>) | undefined;
  /** Receives the position when the page is hidden or left; `undefined` at the end, where every log opens. */
  readonly onPlace?: ((place: ReadingPosition | undefined) => void) | undefined;
  /** Called when the list has scrolled to a requested message. */
  readonly onArrive: (messageId: string) => void;
}

const distanceFromEnd = ({ scrollHeight, clientHeight, scrollTop }: HTMLElement) =>
  scrollHeight - clientHeight - scrollTop;

/** The rendered messages, from the topmost to the lowest. */
export const drawnMessages = (element: HTMLElement, lines: readonly LaidOutRow[]) =>
  [...element.querySelectorAll<HTMLElement>("[data-index]")].flatMap((row) => {
    const seq = seqOf(lines[Number(row.dataset["index"])]);
    return seq === null ? [] : [{ seq, box: row.getBoundingClientRect() }];
  });

/** Drops the heights of rows that are not rendered: they were measured at another width. */
function forgetOffscreenHeights({ itemSizeCache, elementsCache }: LogVirtualizer) {
  for (const key of itemSizeCache.keys()) {
    if (!elementsCache.has(key)) itemSizeCache.delete(key);
  }
}

/**
 * Scrolls the message list. The virtualizer keeps the visible rows in place when rows are inserted or measured, and follows
 * one append at a time; the controller decides what the list shows: the end, a message, or what the user scrolled to.
 */
export class ScrollController {
  #position: ScrollPosition = { kind: "free" };
  #host: { readonly virtualizer: LogVirtualizer; readonly element: HTMLElement } | null = null;
  #view: LogView | null = null;
  #isOpen = false;
  #paddingStart = CONTEXT_ABOVE;
  /** The width at which rows were measured. */
  #measuredWidth = 0;

  /** How far below the upper edge the virtualizer puts a message that it scrolls to, in pixels. */
  get paddingStart(): number {
    return this.#paddingStart;
  }

  /** Whether text is wrapped at another width than the one at which rows were measured. */
  get isReflowing(): boolean {
    return this.#host?.element.clientWidth !== this.#measuredWidth;
  }

  /** Whether the virtualizer follows appended messages. A page of newer history is not followed: that would skip it. */
  canFollow({ hasNewer, isHidden }: Pick<LogView, "hasNewer" | "isHidden">): boolean {
    return !hasNewer && this.#view?.hasNewer !== true && !isHidden;
  }

  /** Adds listeners to the list's element. Returns a function that removes them. */
  attach(virtualizer: LogVirtualizer, element: HTMLElement): () => void {
    this.#host = { virtualizer, element };
    const listening = new AbortController();
    const { signal } = listening;
    const passive = { passive: true, signal };
    const onInput = () => this.#apply({ type: "input" });
    for (const type of USER_INPUT) element.addEventListener(type, onInput, passive);
    element.addEventListener("scroll", () => this.#measure(), passive);
    const report = () => this.#view?.onPlace?.(this.#place());
    window.addEventListener("pagehide", report, { signal });
    // Phones that discard a page report only that it is hidden.
    const onVisibility = () => {
      if (document.visibilityState === "hidden") report();
    };
    document.addEventListener("visibilitychange", onVisibility, { signal });
    const stopResizing = this.#followResizes(virtualizer, element);
    return () => {
      listening.abort();
      stopResizing();
      this.#view?.onPlace?.(undefined);
      this.#host = null;
    };
  }

  /** Must be called after each render, before the browser paints. */
  rendered(view: LogView): void {
    const before = this.#view;
    this.#view = view;
    const { lines, hasNewer, newer, isHidden, sentCount, standAt, jumpTo } = view;
    const isOpening = !this.#isOpen && lines.length > 0;
    this.#isOpen ||= isOpening;
    if (isOpening) this.#apply({ type: "opened", unread: this.#firstUnread() });
    if (before?.isHidden === true && !isHidden) {
      this.#apply({ type: "returned", unread: this.#firstUnread() });
    }
    const isChanged = before !== null && before.lines !== lines;
    this.#apply({
      type: "rendered",
      index: this.#position.kind === "anchored" ? this.#indexOf(this.#position.anchor.seq) : null,
      follows: isChanged && this.#host?.virtualizer.options.followOnAppend === true,
      isEndLoaded: !hasNewer,
      hasFailed: newer === "failed",
    });
    if (before !== null && before.sentCount !== sentCount) this.jumpToEnd();
    if (standAt !== undefined && before?.standAt !== standAt) {
      this.#jump({ seq: standAt.seq, isCentered: false, offset: standAt.offset });
    }
    if (jumpTo !== undefined && before?.jumpTo?.token !== jumpTo.token) this.jumpTo(jumpTo.seq);
    this.#measure();
  }

  /** Scrolls to the end of the conversation, which is loaded first if it is not. */
  readonly jumpToEnd = (): void => {
    if (this.#view === null) return;
    const { hasNewer, showLatest } = this.#view;
    this.#apply({ type: "end-requested", isEndLoaded: !hasNewer });
    if (hasNewer) void showLatest();
  };

  /** Scrolls to a message, which is loaded first if it is not. */
  readonly jumpTo = (seq: number): void =>
    this.#jump({ seq, isCentered: true, offset: CONTEXT_ABOVE });

  #jump(anchor: ScrollTarget["anchor"]): void {
    const index = this.#indexOf(anchor.seq);
    this.#apply({ type: "message-requested", target: { anchor, index } });
    if (index === null) void this.#view?.showAround?.(anchor.seq);
  }

  #apply(event: ScrollEvent): void {
    const before = this.#position;
    const { position, scrollTo } = nextScroll(before, event);
    this.#position = position;
    if (this.#host === null || scrollTo === null) return;
    const { virtualizer } = this.#host;
    if (scrollTo === "end") {
      virtualizer.scrollToEnd();
      return;
    }
    if (position.kind !== "anchored" || position.index === null) return;
    const { anchor, index } = position;
    this.#paddingStart = anchor.offset;
    virtualizer.setOptions({ ...virtualizer.options, scrollPaddingStart: anchor.offset });
    virtualizer.scrollToIndex(index, { align: anchor.isCentered ? "center" : "start" });
    const wasThere =
      before.kind === "anchored" && before.anchor === anchor && before.index !== null;
    const line = this.#view?.lines[index];
    if (anchor.isCentered && !wasThere && line !== undefined) this.#view?.onArrive(keyOf(line));
  }

  #measure(): void {
    if (this.#host === null || this.#view === null || this.#view.isHidden) return;
    const isNearEnd = distanceFromEnd(this.#host.element) <= NEAR_END;
    this.#apply({ type: "measured", isNearEnd, isEndLoaded: !this.#view.hasNewer });
  }

  #indexOf(seq: number): number | null {
    const index = this.#view?.lines.findIndex((line) => seqOf(line) === seq) ?? -1;
    return index === -1 ? null : index;
  }

  #firstUnread(): ScrollTarget | null {
    const lines = this.#view?.lines ?? [];
    const index = lines.findIndex(isFirstUnread);
    const seq = seqOf(lines[index]);
    if (seq === null) return null;
    return { anchor: { seq, isCentered: false, offset: CONTEXT_ABOVE }, index };
  }

  /** The topmost visible message; `undefined` at the end, where every log opens. */
  #place(): ReadingPosition | undefined {
    if (this.#host === null || this.#view === null) return undefined;
    const { element } = this.#host;
    const { lines, hasNewer } = this.#view;
    if (!hasNewer && distanceFromEnd(element) <= NEAR_END) return undefined;
    const { top } = element.getBoundingClientRect();
    const upper = drawnMessages(element, lines).find(({ box }) => box.bottom > top);
    return upper && { seq: upper.seq, offset: upper.box.top - top };
  }

  /**
   * Keeps the bottom of the list in place when the list itself is resized: the composer grows, a keyboard opens, the window becomes
   * smaller.
   */
  #followResizes(virtualizer: LogVirtualizer, element: HTMLElement): () => void {
    if (typeof ResizeObserver === "undefined") return () => undefined;
    let height = element.clientHeight;
    let width = element.clientWidth;
    this.#measuredWidth = width;
    const observer = new ResizeObserver(() => {
      const { clientHeight, clientWidth } = element;
      if (clientWidth !== width) {
        width = clientWidth;
        forgetOffscreenHeights(virtualizer);
        // Rows report their new heights in this frame, possibly after this callback. In the next frame the list may have another width.
        requestAnimationFrame(() => {
          this.#measuredWidth = width;
        });
      }
      const moved = clientHeight - height;
      const wasShown = height > 0;
      height = clientHeight;
      const distance = distanceFromEnd(element);
      // At the end the browser has kept the position.
      if (moved === 0 || !wasShown || distance <= 1) return;
      if (distance + moved <= 1) virtualizer.scrollToEnd();
      else virtualizer.scrollBy(-moved);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }
}
