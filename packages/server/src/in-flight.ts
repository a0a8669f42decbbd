/** Counts operations in progress, and resolves when there are none. */
export interface InFlight {
  /** Starts an operation, which ends when the result is called. */
  begin(): () => void;
  /** Resolves once no operation is in progress. */
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
