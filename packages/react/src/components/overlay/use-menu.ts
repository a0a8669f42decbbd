import { type KeyboardEvent, type MouseEvent, useCallback, useState } from "react";
import type { MenuOrigin } from "./menu.tsx";

/** The keys that open a context menu on every platform. */
export const isMenuKey = ({ key, shiftKey }: KeyboardEvent) =>
  key === "ContextMenu" || (key === "F10" && shiftKey);

/** The position of the pointer, or none for a key: browsers then report button -1 and the middle of the element. */
const pointOf = ({ clientX, clientY, button }: MouseEvent) =>
  button === 2 ? { x: clientX, y: clientY } : undefined;

/** Which of several menus is open, by `key`, and where it was opened. */
export function useMenu() {
  const [open, setOpen] = useState<{ key: string; origin: MenuOrigin } | null>(null);
  return {
    open,
    close: useCallback(() => setOpen(null), []),
    /** For a menu button: a second press closes the menu. */
    toggle: useCallback(
      (key: string, trigger: HTMLElement) =>
        setOpen((now) => (now?.origin.trigger === trigger ? null : { key, origin: { trigger } })),
      [],
    ),
    /** For right-click, long press and the menu keys. */
    openAt: useCallback((key: string, trigger: HTMLElement, event: MouseEvent | KeyboardEvent) => {
      event.preventDefault();
      const point = "button" in event ? pointOf(event) : undefined;
      setOpen({ key, origin: { trigger, point } });
    }, []),
  };
}
