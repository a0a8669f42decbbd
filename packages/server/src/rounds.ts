/** Runs rounds of background work, `interval` milliseconds apart. The result stops it, and waits for the current round. */
export function startRounds(
  run: () => Promise<unknown>,
  { onFault, interval }: { onFault: (fault: unknown) => void; interval: number },
): () => Promise<void> {
  let round: Promise<unknown> = Promise.resolve();
  let isIdle = true;
  const work = async () => {
    try {
      await run();
    } catch (fault) {
      onFault(fault);
    } finally {
      isIdle = true;
    }
  };
  const timer = setInterval(() => {
    if (!isIdle) return;
    isIdle = false;
    round = work();
  }, interval);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await round;
  };
}
