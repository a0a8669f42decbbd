import type { Page } from "playwright-core";

/**
 * What on the screen is wider than its room and cut without an ellipsis, the page itself when it scrolls sideways,
 * and the time of a message where it lies over the button that shows the rest.
 */
export function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const told = (element: Element) => {
      const text = element instanceof HTMLInputElement ? element.value : element.textContent;
      return `${element.localName}.${element.className} "${text.trim().slice(0, 40)}"`;
    };
    /** An element for screen readers alone takes one pixel, or is clipped away. */
    const isSeen = (element: Element) => {
      const { visibility, clipPath, clip } = getComputedStyle(element);
      const isClipped = clipPath !== "none" || clip !== "auto";
      return visibility === "visible" && !isClipped && element.clientWidth > 2;
    };
    const cut = [...document.body.querySelectorAll("*")].filter((element) => {
      if (!(element instanceof HTMLElement) || !isSeen(element)) return false;
      const { overflowX, textOverflow } = getComputedStyle(element);
      const hides = overflowX === "hidden" || overflowX === "clip";
      return hides && textOverflow !== "ellipsis" && element.scrollWidth > element.clientWidth + 1;
    });
    const root = document.documentElement;
    const sideways =
      root.scrollWidth > root.clientWidth
        ? [`the page: ${root.scrollWidth} > ${root.clientWidth}`]
        : [];
    const overlaps = [
      ...document.querySelectorAll(".parley-bubble__unfold + .parley-bubble__meta"),
    ].filter((meta) => {
      const button = meta.previousElementSibling;
      if (button === null) return false;
      const words = document.createRange();
      words.selectNodeContents(button);
      const [a, b] = [words.getBoundingClientRect(), meta.getBoundingClientRect()];
      return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    });
    return [
      ...sideways,
      ...cut.map(told),
      ...overlaps.map((meta) => `over a button: ${told(meta)}`),
    ];
  });
}
