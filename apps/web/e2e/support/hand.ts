import type { Locator, Page } from "playwright-core";

/**
 * Seconds of the keystroke-level model of Card, Moran and Newell (1980): deciding, pointing, pressing a mouse button, moving a hand
 * between mouse and keyboard, and a key of an average typist.
 */
const seconds = { decide: 1.35, point: 1.1, press: 0.2, reach: 0.4, key: 0.28 };

/** What a task costs a user. */
export interface Effort {
  readonly clicks: number;
  readonly keys: number;
  /** What the user needs by the model, in seconds: the product's own time is not in it. */
  readonly seconds: number;
}

/** A user's mouse and keyboard: acts on a page, and counts. */
export interface Hand {
  /** Points at something and clicks it: in its middle, or where it starts. */
  click(target: Locator, where?: "start"): Promise<void>;
  /** Points at something. */
  point(target: Locator): Promise<void>;
  /** Writes a text where the focus is. */
  write(text: string): Promise<void>;
  press(key: string): Promise<void>;
  effort(): Effort;
}

/** The hand of a user of a page. */
export function createHand(page: Page): Hand {
  const count = { clicks: 0, keys: 0, seconds: 0 };
  let device: "mouse" | "keyboard" = "mouse";
  const move = (next: typeof device, cost: number) => {
    count.seconds += cost + (next === device ? 0 : seconds.reach);
    device = next;
  };
  const strike = (keys: number, cost: number) => {
    move("keyboard", cost + keys * seconds.key);
    count.keys += keys;
  };
  return {
    async click(target, where) {
      move("mouse", seconds.decide + seconds.point + seconds.press);
      count.clicks += 1;
      await target.click(where === "start" ? { position: { x: 16, y: 16 } } : {});
    },
    async point(target) {
      move("mouse", seconds.point);
      await target.hover();
    },
    async write(text) {
      strike(text.length, seconds.decide);
      await page.keyboard.type(text);
    },
    async press(key) {
      strike(1, 0);
      await page.keyboard.press(key);
    },
    effort: () => ({ ...count, seconds: Math.round(count.seconds) }),
  };
}
