import type { WriteStream } from "node:tty";

/** How far a run has come: `done` of `total`, and the words for it. */
export interface Step {
  readonly done: number;
  readonly total: number;
  readonly text: string;
}

/** Shows how far a run has come. */
export interface Progress {
  show(step: Step): void;
  /** Leaves the screen ready for the next line. */
  end(): void;
}

/** Where progress is written: a terminal, or anything else that takes text. */
export type Output = Pick<WriteStream, "write"> & {
  readonly isTTY?: boolean;
  readonly columns?: number;
};

const BAR_WIDTH = 28;
/** Between two drawings of the bar: often enough to look alive, in milliseconds. */
const REDRAW = 80;
/** Between two lines where nothing can be drawn again, in percent. */
const STEP = 10;

const percentOf = ({ done, total }: Step) => Math.floor((done * 100) / Math.max(total, 1));

function createBar(output: Output, now: () => number): Progress {
  let drawnAt = -Infinity;
  let lastDrawn = "";
  const draw = (step: Step) => {
    const filled = Math.round((percentOf(step) * BAR_WIDTH) / 100);
    const bar = "█".repeat(filled).padEnd(BAR_WIDTH, "░");
    const line = `${bar} ${String(percentOf(step)).padStart(3)} %  ${step.text}`;
    const shown = line.slice(0, (output.columns ?? 80) - 1);
    if (shown === lastDrawn) return;
    lastDrawn = shown;
    output.write(`\r\u001B[K${shown}`);
  };
  return {
    show(step) {
      const isLast = step.done === step.total;
      if (!isLast && now() - drawnAt < REDRAW) return;
      drawnAt = now();
      draw(step);
    },
    end: () => void (lastDrawn === "" || output.write("\n")),
  };
}

function createLines(output: Output): Progress {
  let told = 0;
  return {
    show(step) {
      const percent = Math.floor(percentOf(step) / STEP) * STEP;
      // Less than before is the beginning of another part.
      if (percent < told) told = 0;
      if (percent <= told) return;
      told = percent;
      output.write(`${percent} %  ${step.text}\n`);
    },
    end() {},
  };
}

/** A bar that is drawn over and over on a terminal; elsewhere a line for every tenth of the way. */
export function createProgress(output: Output, now: () => number): Progress {
  return output.isTTY === true ? createBar(output, now) : createLines(output);
}
