import { useSyncExternalStore } from "react";

/** A device with both a touch screen and a pointer has a pointer. */
const TOUCH = "(hover: none)";

function watch(onChange: () => void) {
  const query = globalThis.matchMedia(TOUCH);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}

const isTouch = () => globalThis.matchMedia(TOUCH).matches;
const onServer = () => false;

/** Whether no pointer can hover. */
export const useTouch = () => useSyncExternalStore(watch, isTouch, onServer);
