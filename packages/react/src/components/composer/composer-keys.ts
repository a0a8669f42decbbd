import type { KeyboardEvent } from "react";

/** What sends a message: Enter, or Ctrl (Cmd) with Enter, where Enter breaks the line. */
export type SendKey = "enter" | "mod-enter";

/** The part of a keyboard event that decides what Enter does. */
export interface ComposerKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

interface Writing {
  /** The person writes on glass. */
  readonly isTouch: boolean;
  readonly sendKey: SendKey;
}

export const keyOf = (event: KeyboardEvent): ComposerKey => ({
  key: event.key,
  shiftKey: event.shiftKey,
  altKey: event.altKey,
  ctrlKey: event.ctrlKey,
  metaKey: event.metaKey,
});

/**
 * Whether a key press sends, that is none of an input method's. On a touch keyboard Enter breaks the line. Ctrl or Cmd
 * with Enter sends everywhere.
 */
export function sendsMessage(event: ComposerKey, { isTouch, sendKey }: Writing): boolean {
  if (event.key !== "Enter") return false;
  if (event.ctrlKey || event.metaKey) return true;
  return sendKey === "enter" && !event.shiftKey && !event.altKey && !isTouch;
}

/** Whether the person writes on glass. A device with both has a keyboard that can send. */
export const isTouchOnly = () =>
  globalThis.matchMedia("(hover: none) and (pointer: coarse)").matches;
