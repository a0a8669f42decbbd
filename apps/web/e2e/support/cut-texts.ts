import type { Page } from "playwright-core";

/**
 * Elements that are wider than their space and cut without an ellipsis, the page itself if it scrolls horizontally, and
 * the time of a message if it overlaps the button that shows the rest.
 */
export function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const told = (element: Element) => {
      const text = element instanceof HTMLInputElement ? element.value : element.textContent;
      return `${element.localName}.${element.className} "${text.trim().slice(0, 40)}"`;
    };
    /** An element for screen readers only takes one pixel, or is clipped. */
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
