import { useSyncExternalStore } from "react";

const isVisible = () => document.visibilityState === "visible";
const isFocused = () => isVisible() && document.hasFocus();
const onServer = () => false;

function watch(onChange: () => void) {
  document.addEventListener("visibilitychange", onChange);
  window.addEventListener("focus", onChange);
  window.addEventListener("blur", onChange);
  return () => {
    document.removeEventListener("visibilitychange", onChange);
    window.removeEventListener("focus", onChange);
    window.removeEventListener("blur", onChange);
  };
}

/** Whether the page is visible and its window has the focus, so that the user may be reading. */
export function usePageFocus(): boolean {
  return useSyncExternalStore(watch, isFocused, onServer);
}

/** Whether the page is visible. */
export function usePageVisibility(): boolean {
  return useSyncExternalStore(watch, isVisible, onServer);
}
