import type { Locator, Page } from "playwright-core";
import { eventually } from "./eventually.ts";

/** A phone of the width that most have. */
export const phone = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
} as const;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The finger of a user. Events of the browser itself, which decides what scrolls. */
export async function finger(page: Page) {
  const session = await page.context().newCDPSession(page);
  const dispatch = (
    type: "touchStart" | "touchMove" | "touchEnd" | "touchCancel",
    points: readonly Point[],
  ) => session.send("Input.dispatchTouchEvent", { type, touchPoints: [...points] });
  /** Where it touches an element. */
  const middleOf = async (target: Locator): Promise<Point> => {
    await target.scrollIntoViewIfNeeded();
    const box = await target.boundingBox();
    if (box === null) throw new Error("The element is not on the screen");
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const drag = async (from: Point, way: Point, steps: number) => {
    await dispatch("touchStart", [from]);
    for (let step = 1; step <= steps; step += 1) {
      const part = step / steps;
      await dispatch("touchMove", [{ x: from.x + way.x * part, y: from.y + way.y * part }]);
    }
  };
  return {
    /** Moves by so many pixels without leaving the screen. */
    async hold(target: Locator, way: Point) {
      await drag(await middleOf(target), way, 8);
    },
    async lift() {
      await dispatch("touchEnd", []);
    },
    async swipe(target: Locator, way: Point) {
      await this.hold(target, way);
      await this.lift();
    },
    /** Until the page has loaded what follows swipes; such a short one does nothing. */
    async untilFollowed(target: Locator, x = 40) {
      await eventually(async () => {
        await this.hold(target, { x, y: 2 });
        const count = await page.locator("[data-swiping]").count();
        await this.lift();
        return count;
      }).toBe(1);
    },
    /** A long press, until a menu is open. A browser without a window opens none of its own, as on an iPhone. */
    async press(target: Locator) {
      await this.untilFollowed(target);
      await dispatch("touchStart", [await middleOf(target)]);
      await page.getByRole("menu").waitFor();
      await dispatch("touchEnd", []);
    },
  };
}
