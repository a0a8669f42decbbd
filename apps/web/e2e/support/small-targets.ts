import type { Page } from "playwright-core";

/** Size of a touch target, in pixels: 44, of which one can be lost at each edge between two. */
const FINGER = 42;

/**
 * Every interactive element that is smaller than a touch target, with its size, on the screen or in what a selector
 * matches. A link within a text is as high as its line.
 */
export function smallTargets(page: Page, within = "html"): Promise<string[]> {
  return page.evaluate(
    ({ finger, root }) => {
      const pressable = "button, a[href], input, select, textarea, summary, [role=option]";
      const isOf = (target: Element, x: number, y: number) => {
        const hit = document.elementFromPoint(x, y);
        return hit !== null && (target.contains(hit) || hit.closest("label")?.contains(target));
      };
      /** Distance from a point within which the same element is hit. */
      const reach = (
        target: Element,
        from: readonly [number, number],
        step: readonly [number, number],
      ) => {
        let far = 0;
        while (far < finger) {
          const next = far + 1;
          if (isOf(target, from[0] + step[0] * next, from[1] + step[1] * next) !== true) break;
          far = next;
        }
        return far;
      };
      /** Whether all of it is on the screen, and nothing covers it. */
      const isWhole = (target: Element) => {
        const { left, top, right, bottom, width, height } = target.getBoundingClientRect();
        const [x, y] = [left + width / 2, top + height / 2];
        const edges = [
          [left + 1, y],
          [right - 1, y],
          [x, top + 1],
          [x, bottom - 1],
        ] as const;
        return width > 2 && height > 2 && edges.every((edge) => isOf(target, ...edge) === true);
      };
      return [...(document.querySelector(root)?.querySelectorAll(pressable) ?? [])].flatMap(
        (target) => {
          if (!isWhole(target) || target.matches("p a, span a")) return [];
          const { left, top, width, height } = target.getBoundingClientRect();
          const center = [left + width / 2, top + height / 2] as const;
          const wide = 1 + reach(target, center, [1, 0]) + reach(target, center, [-1, 0]);
          const high = 1 + reach(target, center, [0, 1]) + reach(target, center, [0, -1]);
          if (wide >= finger && high >= finger) return [];
          const name = target.getAttribute("aria-label") ?? target.textContent;
          return [`${target.localName} ${name.trim().slice(0, 40)}: ${wide} by ${high}`];
        },
      );
    },
    { finger: FINGER, root: within },
  );
}
