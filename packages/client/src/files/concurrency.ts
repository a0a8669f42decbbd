/** Runs at most so many pieces of work at the same time, the others in order. */
export function createConcurrency(places: number) {
  const waiting: (() => void)[] = [];
  let free = places;
  const next = () => {
    const start = waiting.shift();
    if (start === undefined) free += 1;
    else start();
  };
  return {
    async run(work: () => Promise<void>): Promise<void> {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        await work();
      } finally {
        next();
      }
    },
  };
}
