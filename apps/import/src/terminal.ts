import type { WriteStream } from "node:tty";

const numbers = new Intl.NumberFormat("en-GB");

/** A number with separators: 18,972. */
export const formatNumber = (value: number): string => numbers.format(value);

/** Thrown when the user ends the program. The code is what shells expect after Ctrl-C. */
export class Interrupted extends Error {
  static readonly exitCode = 130;
}

/** The first signal writes `notice` and aborts with `Interrupted`; the second one ends the process. */
export function interruptOnSignal(notice: string): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.once(name, () => {
      process.stderr.write(`\n${notice}\n`);
      controller.abort(new Interrupted());
    });
  }
  return controller.signal;
}

/** `done` of `total`, and a text that names them. */
export interface Step {
  readonly done: number;
  readonly total: number;
  readonly text: string;
}

/** Shows the progress of a run. */
export interface Progress {
  show(step: Step): void;
  /** Ends the line of the bar, so that other output begins on the next one. */
  end(): void;
}

/** Where progress is written: a terminal, or any text output. */
export type Output = Pick<WriteStream, "write"> & {
  readonly isTTY?: boolean;
  readonly columns?: number;
};

const BAR_WIDTH = 28;
/** Between two redraws of the bar, in milliseconds. */
const REDRAW = 80;

/** A bar that is redrawn on a terminal; elsewhere a line for every tenth. */
export function createProgress(output: Output, now: () => number): Progress {
  let drawnAt = -Infinity;
  let printed = 0;
  const drawBar = (percent: number, text: string) => {
    drawnAt = now();
    const bar = "█".repeat(Math.round((percent * BAR_WIDTH) / 100)).padEnd(BAR_WIDTH, "░");
    const line = `${bar} ${String(percent).padStart(3)} %  ${text}`;
    output.write(`\r\u001B[K${line.slice(0, (output.columns ?? 80) - 1)}`);
  };
  const printTenth = (percent: number, text: string) => {
    const tenth = percent - (percent % 10);
    // The next stage of the run.
    if (tenth < printed) printed = 0;
    if (tenth <= printed) return;
    printed = tenth;
    output.write(`${tenth} %  ${text}\n`);
  };
  return {
    show({ done, total, text }) {
      const percent = Math.floor((done * 100) / Math.max(total, 1));
      if (output.isTTY !== true) printTenth(percent, text);
      else if (done === total || now() - drawnAt >= REDRAW) drawBar(percent, text);
    },
    end: () => void (drawnAt === -Infinity || output.write("\n")),
  };
}
