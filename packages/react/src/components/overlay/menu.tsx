import { type KeyboardEvent, type ReactNode, type RefObject, useLayoutEffect, useRef } from "react";
import { moveInMenu } from "./menu-keys.ts";
import { placeMenu } from "./place-menu.ts";
import { useDismissal } from "./use-dismissal.ts";
import { unlessComposing } from "../composition.ts";

/** One action of a menu. */
export interface MenuAction {
  readonly label: string;
  readonly icon?: ReactNode;
  /** It deletes or removes something. */
  readonly isGrave?: boolean | undefined;
  readonly onChoose: () => void;
}

/** Where a menu was opened. */
export interface MenuOrigin {
  /** Gets the focus when it closes. */
  readonly trigger: HTMLElement;
  /** Position of the pointer; without it the menu is placed at the trigger. */
  readonly point?: { readonly x: number; readonly y: number } | undefined;
}

export interface MenuProps {
  readonly label: string;
  readonly actions: readonly MenuAction[];
  readonly origin: MenuOrigin;
  readonly onClose: () => void;
}

/** Shows the menu in the top layer next to its origin, and focuses its first item. */
function usePlace(menu: RefObject<HTMLElement | null>, { trigger, point }: MenuOrigin) {
  useLayoutEffect(() => {
    const element = menu.current;
    if (element === null) return;
    // Without popover support the menu is placed the same way, inside the page.
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

/** A menu that follows the ARIA practices. It returns the focus to its trigger. */
export function Menu({ label, actions, origin, onClose }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  usePlace(menu, origin);
  useDismissal({ menu, trigger: origin.trigger, onClose });
  const leave = () => {
    origin.trigger.focus({ preventScroll: true });
    onClose();
  };
  const onKeyDown = unlessComposing((event: KeyboardEvent<HTMLDivElement>) => {
    // Keys pressed in the menu must not reach the list below it.
    event.stopPropagation();
    if (event.key === "Escape") event.preventDefault();
    // Tab continues from the trigger.
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
        <MenuItem
          key={action.label}
          action={action}
          onPress={() => {
            leave();
            action.onChoose();
          }}
        />
      ))}
    </div>
  );
}

interface MenuItemProps {
  readonly action: MenuAction;
  readonly onPress: () => void;
}

/** An action with its icon, in a menu. */
export function MenuItem({ action: { label, icon, isGrave }, onPress }: MenuItemProps) {
  return (
    <button
      type="button"
      role="menuitem"
      className="parley-menu__item"
      data-grave={isGrave}
      tabIndex={-1}
      onClick={onPress}
    >
      {icon}
      <span>{label}</span>
    </button>
  );
}
