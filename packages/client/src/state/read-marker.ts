/** Tells the server how far a conversation was read. */
export interface ReadMarker {
  /** Everything up to `seq` was on the screen. `keepsMark`: the reader's own mark stays all the same. */
  seen(seq: number, keepsMark?: boolean): void;
  /** The server knows this much. */
  known(seq: number): void;
  /** The place where reading ended is to be reported again: the reader had marked it as unread. */
  again(): void;
  /** Sends what could not be sent. */
  retry(): void;
  /** Sends what still waits, and ends. */
  finish(): void;
}

/** Between two reports pass at least so many milliseconds: reading is not worth a call for each row. */
const REPORT_EVERY = 500;

/** Max-merges what was seen, and reports the highest place, one call at a time. */
export function createReadMarker(
  report: (seq: number, keepsMark: boolean) => Promise<void>,
  knownAtFirst: number,
): ReadMarker {
  let seen = knownAtFirst;
  let known = knownAtFirst;
  let isKept = false;
  let isBusy = false;
  let pause: ReturnType<typeof setTimeout> | undefined;

  const flush = async () => {
    if (isBusy || pause !== undefined || seen <= known) return;
    const seq = seen;
    isBusy = true;
    try {
      await report(seq, isKept);
      known = Math.max(known, seq);
      pause = setTimeout(resume, REPORT_EVERY);
    } catch {
      // Lost with the connection: `retry` comes with the next one, and the place only grows.
    } finally {
      isBusy = false;
    }
  };
  const resume = () => {
    clearTimeout(pause);
    pause = undefined;
    void flush();
  };

  return {
    seen(seq, keepsMark = false) {
      if (seq <= seen) return;
      isKept = keepsMark;
      seen = seq;
      void flush();
    },
    known(seq) {
      known = Math.max(known, seq);
    },
    again() {
      [seen, known] = [known - 1, known - 1];
    },
    retry: () => void flush(),
    finish() {
      resume();
      clearTimeout(pause);
    },
  };
}
