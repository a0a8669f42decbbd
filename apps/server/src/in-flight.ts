/** Counts what is under way, and tells when nothing is. */
export interface InFlight {
  /** One thing more is under way, until the result is called. */
  begin(): () => void;
  /** Resolves once nothing is under way. */
  idle(): Promise<void>;
}

export function createInFlight(): InFlight {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    begin() {
      let isOver = false;
      count += 1;
      return () => {
        if (isOver) return;
        isOver = true;
        count -= 1;
        if (count > 0) return;
        for (const tell of waiting) tell();
        waiting = [];
      };
    },
    async idle() {
      if (count === 0) return;
      await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}
