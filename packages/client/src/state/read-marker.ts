/** Reports the read position of a conversation to the server. */
export interface ReadMarker {
  /** Everything up to `seq` was on the screen. `keepsMark`: the reader's own unread mark is kept. */
  seen(seq: number, keepsMark?: boolean): void;
  /** The read position that the server has. */
  known(seq: number): void;
  /** Reports the read position again, because the reader had marked the conversation as unread. */
  again(): void;
  /** Retries a failed report. */
  retry(): void;
  /** Sends a pending report, and stops. */
  finish(): void;
}

/** Minimum interval between two reports, in milliseconds. */
const REPORT_EVERY = 500;

/** Reports the highest seen position, one call at a time. */
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
      // Lost with the connection: `retry` is called with the next one, and the position only increases.
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
