import { useSyncExternalStore } from "react";

const isVisible = () => document.visibilityState === "visible";
const isAttentive = () => isVisible() && document.hasFocus();
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

/** Whether the user can be reading: the page is visible and its window has the focus. */
export function useAttention(): boolean {
  return useSyncExternalStore(watch, isAttentive, onServer);
}

/** Whether the page is visible. */
export function useVisibility(): boolean {
  return useSyncExternalStore(watch, isVisible, onServer);
}
