import {
  formatNumber,
  createProgress,
  type Output,
  type Progress,
  type Step,
} from "@parley/import/terminal";

/** Shows the progress of a run. */
export interface Screen {
  /** Begins a part: a new line, with the time since the beginning. */
  part(title: string): void;
  /** Progress of the part; redrawn on a terminal, and not shown elsewhere. */
  show(step: Step): void;
  /** A result, which stays on the screen. */
  say(line: string): void;
}

const clock = (milliseconds: number): string => {
  const seconds = Math.round(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};

/** Shows a run on a terminal, or as lines of progress and results. */
export function createScreen(output: Output, now: () => number): Screen {
  const begin = now();
  let progress: Progress | undefined;
  const line = (text: string) => {
    progress?.end();
    progress = undefined;
    output.write(`${text}\n`);
  };
  return {
    part: (title) => line(`${clock(now() - begin).padStart(6)}  ${title}`),
    say: (text) => line(`        ${text}`),
    show(step) {
      if (output.isTTY !== true) return;
      progress ??= createProgress(output, now);
      progress.show(step);
    },
  };
}

/** Shows a count of a total. */
export const counted =
  (screen: Screen, total: number, what: string) =>
  (done: number): void =>
    screen.show({ done: Math.min(done, total), total, text: `${formatNumber(done)} ${what}` });

/** Shows the elapsed share of a period, and what was done in it so far. */
export function timed(screen: Screen, seconds: number, what: string): (done: number) => void {
  const begin = performance.now();
  const total = seconds * 1_000;
  return (done) => {
    const passed = Math.min(performance.now() - begin, total);
    screen.show({ done: passed, total, text: `${formatNumber(done)} ${what}` });
  };
}
