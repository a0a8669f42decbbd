import { useEffect, useRef } from "react";
import { unlessComposing } from "../../components/composition.ts";

interface Shortcuts {
  readonly onSwitch: () => void;
  /** To the next unread conversation below (1) or above (-1) the open one. */
  readonly onNextUnread: (step: 1 | -1) => void;
}

const isSwitch = ({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent) =>
  key.toLowerCase() === "k" && (ctrlKey || metaKey) && !shiftKey && !altKey;

function stepOf({ key, altKey, shiftKey, ctrlKey, metaKey }: KeyboardEvent): 1 | -1 | null {
  if (!altKey || !shiftKey || ctrlKey || metaKey) return null;
  if (key === "ArrowDown") return 1;
  return key === "ArrowUp" ? -1 : null;
}

/** Ctrl or Cmd with K, and Alt and Shift with the arrows, wherever the focus is. */
export function useShortcuts(shortcuts: Shortcuts) {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    const onKeyDown = unlessComposing((event: KeyboardEvent) => {
      // The host has handled this key.
      if (event.defaultPrevented) return;
      const step = stepOf(event);
      if (step === null && !isSwitch(event)) return;
      event.preventDefault();
      if (step === null) latest.current.onSwitch();
      else latest.current.onNextUnread(step);
    });
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
