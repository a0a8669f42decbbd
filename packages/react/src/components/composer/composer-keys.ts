import type { KeyboardEvent } from "react";

/** The key that sends: Enter, or Ctrl (Cmd) with Enter if Enter inserts a line break. */
export type SendKey = "enter" | "mod-enter";

/** The fields of a keyboard event that decide what Enter does. */
export interface ComposerKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

interface Writing {
  /** The device has only a touch keyboard. */
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
 * Whether a key sends. Keys of an input method never do. On a touch keyboard Enter inserts a line break. Ctrl or Cmd with Enter
 * always sends.
 */
export function sendsMessage(event: ComposerKey, { isTouch, sendKey }: Writing): boolean {
  if (event.key !== "Enter") return false;
  if (event.ctrlKey || event.metaKey) return true;
  return sendKey === "enter" && !event.shiftKey && !event.altKey && !isTouch;
}

/** Whether the device has only a touch screen. One with a pointer too has a keyboard that can send. */
export const isTouchOnly = () =>
  globalThis.matchMedia("(hover: none) and (pointer: coarse)").matches;
