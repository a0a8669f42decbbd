/** The part of a keyboard event that decides what Enter does. */
export interface ComposerKey {
  readonly key: string;
  readonly keyCode: number;
  readonly isComposing: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/**
 * Whether a key press sends. While an input method composes, Enter belongs to it; Safari ends the
 * composition before the key event and leaves only the key code 229. On a touch keyboard Enter breaks the
 * line. Ctrl or Cmd with Enter sends everywhere.
 */
export function sendsMessage(event: ComposerKey, isTouch: boolean): boolean {
  if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return false;
  if (event.ctrlKey || event.metaKey) return true;
  return !event.shiftKey && !event.altKey && !isTouch;
}

/** Whether the person writes on glass. A device with both has a keyboard that can send. */
export const isTouchOnly = () =>
  globalThis.matchMedia("(hover: none) and (pointer: coarse)").matches;
