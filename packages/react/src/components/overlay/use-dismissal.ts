import { type RefObject, useEffect, useRef } from "react";

interface Dismissal {
  readonly menu: RefObject<HTMLElement | null>;
  /** A press on it is handled by the trigger itself. */
  readonly trigger: HTMLElement;
  readonly onClose: () => void;
}

/** Closes a menu on a press elsewhere, when the window is resized, and when the trigger scrolls away. */
export function useDismissal({ menu, trigger, onClose }: Dismissal) {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const onPress = (event: PointerEvent) => {
      const path = event.composedPath();
      if (![menu.current, trigger].some((own) => own !== null && path.includes(own))) {
        close.current();
      }
    };
    const onScroll = ({ target }: Event) => {
      if (target instanceof Node && target.contains(trigger)) close.current();
    };
    const onResize = () => close.current();
    window.addEventListener("pointerdown", onPress, true);
    window.addEventListener("scroll", onScroll, true);
    window.addEventListener("resize", onResize);
    return () => {
      window.removeEventListener("pointerdown", onPress, true);
      window.removeEventListener("scroll", onScroll, true);
      window.removeEventListener("resize", onResize);
    };
  }, [menu, trigger]);
}
