import { type RefObject, useEffect } from "react";

/**
 * Keeps the composer above a touch keyboard that covers the page instead of resizing it: sets the covered height as a custom
 * property, for the padding at the bottom.
 */
export function useKeyboardInset(page: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const element = page.current;
    const viewport = window.visualViewport;
    if (element === null || !viewport) return undefined;
    const update = () => {
      const isZoomed = viewport.scale > 1.01;
      const visibleBottom = viewport.offsetTop + viewport.height;
      const covered = isZoomed ? 0 : element.getBoundingClientRect().bottom - visibleBottom;
      const isKeyboard = window.innerHeight - viewport.height > 80;
      element.style.setProperty("--_keyboard", isKeyboard ? `${Math.max(0, covered)}px` : "0px");
    };
    viewport.addEventListener("resize", update);
    viewport.addEventListener("scroll", update);
    return () => {
      viewport.removeEventListener("resize", update);
      viewport.removeEventListener("scroll", update);
    };
  }, [page]);
}
