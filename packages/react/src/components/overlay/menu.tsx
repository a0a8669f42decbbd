import { type KeyboardEvent, type ReactNode, type RefObject, useLayoutEffect, useRef } from "react";
import { moveInMenu } from "./menu-keys.ts";
import { placeMenu } from "./place-menu.ts";
import { useDismissal } from "./use-dismissal.ts";
import { unlessComposing } from "../composition.ts";

/** One thing that can be done from a menu. */
export interface MenuAction {
  readonly label: string;
  readonly icon?: ReactNode;
  /** It takes something away. */
  readonly isGrave?: boolean | undefined;
  readonly onChoose: () => void;
}

/** Where a menu was asked for. */
export interface MenuOrigin {
  /** Gets the focus back. */
  readonly trigger: HTMLElement;
  /** Where the pointer asked for it; at the trigger's own edge without. */
  readonly point?: { readonly x: number; readonly y: number } | undefined;
}

export interface MenuProps {
  readonly label: string;
  readonly actions: readonly MenuAction[];
  readonly origin: MenuOrigin;
  readonly onClose: () => void;
}

/** Puts the menu above everything else and beside its origin, and the focus on its first item. */
function usePlace(menu: RefObject<HTMLElement | null>, { trigger, point }: MenuOrigin) {
  useLayoutEffect(() => {
    const element = menu.current;
    if (element === null) return;
    // Where the browser has no popovers, the menu still stands in its place, among its own page.
    if ("showPopover" in element) element.showPopover();
    const { left, top } = placeMenu({
      anchor: point
        ? { left: point.x, right: point.x, top: point.y, bottom: point.y }
        : trigger.getBoundingClientRect(),
      menu: { width: element.offsetWidth, height: element.offsetHeight },
      window: { width: window.innerWidth, height: window.innerHeight },
      isRtl: getComputedStyle(element).direction === "rtl",
    });
    element.style.left = `${left}px`;
    element.style.top = `${top}px`;
    element.querySelector<HTMLElement>("[role=menuitem]")?.focus({ preventScroll: true });
  }, [menu, trigger, point]);
}

/** A menu by the rules of the ARIA practices. It gives the focus back to what opened it. */
export function Menu({ label, actions, origin, onClose }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  usePlace(menu, origin);
  useDismissal({ menu, trigger: origin.trigger, onClose });
  const leave = () => {
    origin.trigger.focus({ preventScroll: true });
    onClose();
  };
  const onKeyDown = unlessComposing((event: KeyboardEvent<HTMLDivElement>) => {
    // What is pressed in the menu is no key of the list below it.
    event.stopPropagation();
    if (event.key === "Escape") event.preventDefault();
    // With Tab the browser goes on from the trigger.
    if (event.key === "Escape" || event.key === "Tab") leave();
    else moveInMenu(event);
  });
  return (
    <div
      ref={menu}
      popover="manual"
      role="menu"
      className="parley-menu"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {actions.map((action) => (
        <button
          key={action.label}
          type="button"
          role="menuitem"
          className="parley-menu__item"
          data-grave={action.isGrave}
          tabIndex={-1}
          onClick={() => {
            leave();
            action.onChoose();
          }}
        >
          {action.icon}
          <span>{action.label}</span>
        </button>
      ))}
    </div>
  );
}
