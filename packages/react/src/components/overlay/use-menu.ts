import { type KeyboardEvent, type MouseEvent, useCallback, useState } from "react";
import type { MenuOrigin } from "./menu.tsx";

/** The keys that ask for a menu on every platform. */
export const isMenuKey = ({ key, shiftKey }: KeyboardEvent) =>
  key === "ContextMenu" || (key === "F10" && shiftKey);

/** A pointer's place, or none where a key asked: browsers give that case no button and the middle. */
const pointOf = ({ clientX, clientY, button }: MouseEvent) =>
  button === 2 ? { x: clientX, y: clientY } : undefined;

/** Which of several menus is open, by `key`, and where it was asked for. */
export function useMenu() {
  const [open, setOpen] = useState<{ key: string; origin: MenuOrigin } | null>(null);
  return {
    open,
    close: useCallback(() => setOpen(null), []),
    /** For the button of a menu: a second press closes it. */
    toggle: useCallback(
      (key: string, trigger: HTMLElement) =>
        setOpen((now) => (now?.origin.trigger === trigger ? null : { key, origin: { trigger } })),
      [],
    ),
    /** For the right button of a mouse, a long press and the menu keys. */
    openAt: useCallback((key: string, trigger: HTMLElement, event: MouseEvent | KeyboardEvent) => {
      event.preventDefault();
      const point = "button" in event ? pointOf(event) : undefined;
      setOpen({ key, origin: { trigger, point } });
    }, []),
  };
}
