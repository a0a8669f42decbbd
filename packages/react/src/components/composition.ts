import type { KeyboardEvent as ReactKeyboardEvent } from "react";

type KeyEvent = KeyboardEvent | ReactKeyboardEvent;

/**
 * Whether a key belongs to an input method, which composes a character with it. Safari ends the composition before
 * the key event that ended it, and leaves only the key code 229.
 */
export function isComposing(event: KeyEvent): boolean {
  const { isComposing: isOpen, keyCode } = "nativeEvent" in event ? event.nativeEvent : event;
  return isOpen || keyCode === 229;
}

/** A handler of keys that leaves those of an input method alone. Every handler of keys is made with it. */
export const unlessComposing =
  <Event extends KeyEvent>(onKey: (event: Event) => void) =>
  (event: Event): void => {
    if (!isComposing(event)) onKey(event);
  };

/** Keeps the keys of an input method from handlers that know nothing of it, on their way down to them. */
export function stopComposing(event: KeyEvent): void {
  if (!isComposing(event)) return;
  event.stopPropagation();
  // Else the Enter that takes a word also submits its form.
  if (event.key === "Enter") event.preventDefault();
}
