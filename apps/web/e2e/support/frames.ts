import type { JSHandle, Locator } from "playwright-core";

/** What a log showed in one frame. */
export interface Frame {
  /** Distance of the watched message from the log's upper edge, in pixels; null once it is not rendered. */
  readonly offset: number | null;
  /** Messages that are at least partly in the visible part of the log. */
  readonly shown: number;
  /** Messages in the document. */
  readonly elements: number;
}

interface FrameWatch {
  /** Watches the first message that is entirely visible in the log, from now on. */
  pick(): void;
  /** All frames since the last call, once the log has been still for some frames. */
  settled(): Promise<Frame[]>;
  stop(): void;
}

/** Frames without any change after which a log counts as still. */
const STILL = 6;

/** Inspects a log in every frame that the browser renders, inside the page. */
export function watchFrames(log: Locator): Promise<JSHandle<FrameWatch>> {
  return log.evaluateHandle((element, still): FrameWatch => {
    let frames: Frame[] = [];
    let watched: Element | undefined;
    let before = "";
    let unchanged = 0;
    let waiting: (() => void) | undefined;
    let request = 0;

    const messages = () => [...element.querySelectorAll("article")];
    const offsetOf = (message: Element) =>
      message.getBoundingClientRect().top - element.getBoundingClientRect().top;
    const look = (): Frame => {
      const all = messages();
      const { top, bottom } = element.getBoundingClientRect();
      const shown = all.map((one) => one.getBoundingClientRect());
      return {
        offset: watched?.isConnected === true ? offsetOf(watched) : null,
        shown: shown.filter((rect) => rect.bottom > top && rect.top < bottom).length,
        elements: all.length,
      };
    };
    const onFrame = () => {
      const frame = look();
      frames.push(frame);
      const now = JSON.stringify([frame, element.scrollTop, element.scrollHeight]);
      unchanged = now === before ? unchanged + 1 : 0;
      before = now;
      if (unchanged >= still) waiting?.();
      request = requestAnimationFrame(onFrame);
    };
    onFrame();
    return {
      pick() {
        watched = messages().find((message) => offsetOf(message) >= 0);
      },
      async settled() {
        unchanged = 0;
        await new Promise<void>((resolve) => {
          waiting = resolve;
        });
        waiting = undefined;
        const seen = frames;
        frames = [];
        return seen;
      },
      stop: () => cancelAnimationFrame(request),
    };
  }, STILL);
}
