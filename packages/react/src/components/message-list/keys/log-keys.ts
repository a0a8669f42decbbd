import { keyOf, type LaidOutRow, type MessageLine } from "../../../rows/lay-out-rows.ts";
import type { Row } from "../../../rows/row.ts";
import type { RowAction } from "../../../rows/row-actions.ts";
import { type MessageActions, performAction } from "../actions/message-actions.ts";
import type { LogVirtualizer } from "../scroll/scroll-controller.ts";

/** The part of a screen by which PageUp and PageDown scroll: a line or two stays visible. */
const PAGE = 0.9;

/** The actions of keys for the focused message; of two, the one that is offered. */
const KEYS: Readonly<Record<string, readonly RowAction[]>> = {
  r: ["reply"],
  e: ["edit"],
  d: ["delete"],
  Delete: ["delete"],
  "+": ["react"],
  u: ["mark-unread"],
  p: ["pin", "unpin"],
  s: ["save", "unsave"],
};

/** A pressed key. An event resets `currentTarget` after dispatch. */
export interface PressedKey {
  readonly key: string;
  readonly target: EventTarget;
  readonly currentTarget: HTMLElement;
}

export interface LogKeysOptions {
  readonly virtualizer: LogVirtualizer;
  readonly lines: readonly LaidOutRow[];
  readonly activeId: string | null;
  readonly focusMessage: (messageId: string) => void;
  readonly jumpToEnd: () => void;
  readonly actions: MessageActions | undefined;
  readonly offered: (row: Row) => readonly RowAction[];
  readonly onPick: (row: Row, trigger: HTMLElement) => void;
}

/** The nearest message from an index in one direction. */
function messageFrom(lines: readonly LaidOutRow[], from: number, step: 1 | -1) {
  for (let at = from; at >= 0 && at < lines.length; at += step) {
    const line = lines[at];
    if (line?.kind === "message") return at;
  }
  return -1;
}

function focusAt({ lines, virtualizer, focusMessage }: LogKeysOptions, index: number) {
  const line = lines[index];
  if (line === undefined) return;
  virtualizer.scrollToIndex(index, { align: "auto" });
  focusMessage(keyOf(line));
}

/** The lowest message that is wholly on the screen, where the arrows start. */
function lastInView({ virtualizer, lines }: LogKeysOptions, scroller: HTMLElement) {
  const bottom = scroller.scrollTop + scroller.clientHeight;
  const shown = virtualizer.getVirtualItems().findLast(({ end }) => end <= bottom);
  return messageFrom(lines, shown?.index ?? lines.length - 1, -1);
}

/** The index that a key moves to from the message at `at`; `undefined` for other keys. */
function nextIndex(options: LogKeysOptions, key: string, at: number): number | undefined {
  const { lines } = options;
  switch (key) {
    case "ArrowUp":
      return messageFrom(lines, at - 1, -1);
    case "ArrowDown":
      return messageFrom(lines, at + 1, 1);
    case "Home":
      return messageFrom(lines, 0, 1);
    case "End":
      return messageFrom(lines, lines.length - 1, -1);
    default:
      return undefined;
  }
}

/** Scrolls by a page, and returns the index of the message that is at the top then. */
function pageBy({ virtualizer, lines }: LogKeysOptions, scroller: HTMLElement, key: string) {
  const step = key === "PageUp" ? -1 : 1;
  const top = Math.max(0, scroller.scrollTop + step * scroller.clientHeight * PAGE);
  scroller.scrollTo({ top, behavior: "instant" });
  return messageFrom(lines, virtualizer.getVirtualItemForOffset(top)?.index ?? 0, 1);
}

/** Scrolls the log without animation: smooth scrolling would run past the rendered rows. */
function scrollLog(options: LogKeysOptions, scroller: HTMLElement, key: string): boolean {
  switch (key) {
    case "PageUp":
    case "PageDown":
      pageBy(options, scroller, key);
      return true;
    case "Home":
      scroller.scrollTo({ top: 0, behavior: "instant" });
      return true;
    case "End":
      options.jumpToEnd();
      return true;
    case "ArrowUp":
    case "ArrowDown":
      focusAt(options, lastInView(options, scroller));
      return true;
    default:
      return false;
  }
}

/** Moves the focus from one message to another. */
function moveFocus(options: LogKeysOptions, scroller: HTMLElement, key: string): boolean {
  const at = options.lines.findIndex((line) => keyOf(line) === options.activeId);
  const next =
    key === "PageUp" || key === "PageDown"
      ? pageBy(options, scroller, key)
      : nextIndex(options, key, at);
  if (next === undefined) return false;
  focusAt(options, next);
  // After the focus: it scrolls only as far as the message reaches.
  if (key === "End") options.jumpToEnd();
  return true;
}

function act(options: LogKeysOptions, { row }: MessageLine, event: PressedKey) {
  const { actions, offered, onPick } = options;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const action = offered(row).find((each) => KEYS[key]?.includes(each));
  if (actions === undefined || action === undefined) return false;
  // The target is the focused message.
  const pick = () => onPick(row, event.target as HTMLElement);
  performAction(action, { row, actions, pick });
  return true;
}

/** Handles a key pressed on or in the log; returns whether it did something. */
export function handleKey(options: LogKeysOptions, event: PressedKey): boolean {
  const { key, target, currentTarget } = event;
  if (key === "Escape" && options.actions !== undefined) {
    options.actions.onLeave();
    return true;
  }
  if (target === currentTarget) return scrollLog(options, currentTarget, key);
  const isOnMessage = target instanceof HTMLElement && target.matches("[data-message]");
  const line = options.lines.find((each) => keyOf(each) === options.activeId);
  if (!isOnMessage || line?.kind !== "message") return false;
  return moveFocus(options, currentTarget, key) || act(options, line, event);
}
