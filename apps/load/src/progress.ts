import type { WriteStream } from "node:tty";
import { doneOf, refusedOf, type Tally } from "./tally.ts";

/** Shows how far a run has come. */
export interface Progress {
  show(tally: Tally): void;
  /** Leaves the screen ready for the next line. */
  end(): void;
}

export type Output = Pick<WriteStream, "write"> & {
  readonly isTTY?: boolean;
  readonly columns?: number;
};

const BAR_WIDTH = 28;
/** Between two drawings of the bar: often enough to look alive, in milliseconds. */
const REDRAW = 80;
/** Between two lines where nothing can be drawn again, in percent. */
const STEP = 10;

const number = new Intl.NumberFormat("en-GB");
const percentOf = (tally: Tally) => Math.floor((doneOf(tally) * 100) / Math.max(tally.total, 1));

export const plain = (value: number): string => number.format(value);

/** "8,120 of 18,972", and what did not go as a first sending does. */
export function describeTally(tally: Tally): string {
  const refused = refusedOf(tally);
  const parts = [`${plain(doneOf(tally))} of ${plain(tally.total)} messages`];
  if (tally.alreadyThere > 0) parts.push(`${plain(tally.alreadyThere)} already there`);
  if (refused > 0) parts.push(`${plain(refused)} refused`);
  return parts.join(", ");
}

function createBar(output: Output, now: () => number): Progress {
  let drawnAt = -Infinity;
  let lastDrawn = "";
  const draw = (tally: Tally) => {
    const filled = Math.round((percentOf(tally) * BAR_WIDTH) / 100);
    const bar = "█".repeat(filled).padEnd(BAR_WIDTH, "░");
    const line = `${bar} ${String(percentOf(tally)).padStart(3)} %  ${describeTally(tally)}`;
    const shown = line.slice(0, (output.columns ?? 80) - 1);
    if (shown === lastDrawn) return;
    lastDrawn = shown;
    output.write(`\r\u001B[K${shown}`);
  };
  return {
    show(tally) {
      const isLast = doneOf(tally) === tally.total;
      if (!isLast && now() - drawnAt < REDRAW) return;
      drawnAt = now();
      draw(tally);
    },
    end: () => void (lastDrawn === "" || output.write("\n")),
  };
}

function createLines(output: Output): Progress {
  let told = 0;
  return {
    show(tally) {
      const step = Math.floor(percentOf(tally) / STEP) * STEP;
      if (step <= told) return;
      told = step;
      output.write(`${step} %  ${describeTally(tally)}\n`);
    },
    end() {},
  };
}

/** A bar that is drawn over and over on a terminal; elsewhere a line for every tenth of the way. */
export function createProgress(output: Output, now: () => number): Progress {
  return output.isTTY === true ? createBar(output, now) : createLines(output);
}
