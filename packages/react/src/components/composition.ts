import type { KeyboardEvent as ReactKeyboardEvent } from "react";

type KeyEvent = KeyboardEvent | ReactKeyboardEvent;

/**
 * Whether a key event belongs to an input method that is composing a character. Safari ends the composition before the key event
 * that ends it, and only sets the key code 229.
 */
export function isComposing(event: KeyEvent): boolean {
  const { isComposing: isOpen, keyCode } = "nativeEvent" in event ? event.nativeEvent : event;
  return isOpen || keyCode === 229;
}

/** Wraps a key handler so that it ignores keys of an input method. Every key handler is created with it. */
export const unlessComposing =
  <Event extends KeyEvent>(onKey: (event: Event) => void) =>
  (event: Event): void => {
    if (!isComposing(event)) onKey(event);
  };

/** Stops keys of an input method in the capture phase, before handlers that do not know of compositions. */
export function stopComposing(event: KeyEvent): void {
  if (!isComposing(event)) return;
  event.stopPropagation();
  // Otherwise the Enter that accepts a word also submits its form.
  if (event.key === "Enter") event.preventDefault();
}
