import { keyOf, type LaidOutRow, type MessageLine } from "../../../rows/lay-out-rows.ts";
import type { Row } from "../../../rows/row.ts";
import type { RowAction } from "../../../rows/row-actions.ts";
import { type MessageActions, performAction } from "../actions/message-actions.ts";
import type { LogVirtualizer } from "../scroll/scroll-controller.ts";

/** The part of a screen by which the page keys move: a line or two stays for the eye. */
const PAGE = 0.9;

/** What the letters do with the message that has the focus. */
const LETTERS: Readonly<Record<string, RowAction>> = {
  r: "reply",
  e: "edit",
  d: "delete",
  Delete: "delete",
  "+": "react",
  u: "mark-unread",
};

/** A key as it was pressed: an event forgets its places once it is over. */
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

/** The message nearest to an index, going one way. */
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

/** The lowest message that the screen shows whole, where the arrows begin. */
function lastInView({ virtualizer, lines }: LogKeysOptions, scroller: HTMLElement) {
  const bottom = scroller.scrollTop + scroller.clientHeight;
  const shown = virtualizer.getVirtualItems().findLast(({ end }) => end <= bottom);
  return messageFrom(lines, shown?.index ?? lines.length - 1, -1);
}

/** Where a key leads from the message at `at`; `undefined` for a key that leads nowhere. */
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

/** Scrolls by a page, and gives the message that stands at the top then. */
function pageBy({ virtualizer, lines }: LogKeysOptions, scroller: HTMLElement, key: string) {
  const step = key === "PageUp" ? -1 : 1;
  const top = Math.max(0, scroller.scrollTop + step * scroller.clientHeight * PAGE);
  scroller.scrollTo({ top, behavior: "instant" });
  return messageFrom(lines, virtualizer.getVirtualItemForOffset(top)?.index ?? 0, 1);
}

/** Scrolls the log itself at once: a browser's own smooth scrolling runs past the rows that are drawn. */
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

/** Moves from one message to another. */
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
  const action = LETTERS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (actions === undefined || action === undefined || !offered(row).includes(action)) return false;
  // The event comes from the message, which has the focus.
  const pick = () => onPick(row, event.target as HTMLElement);
  performAction(action, { row, actions, pick });
  return true;
}

/** A key that was pressed on the log or in it; says whether it meant something here. */
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
