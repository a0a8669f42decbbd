/**
 * Returns a function that requests a run of `run`. One run at a time: all requests made before a run starts share it, so the
 * run that a caller waits for always starts after its request. An idle `run` starts in the next microtask.
 *
 * The promise settles as its run does, and a failure does not prevent the next run; callers that ignore the promise need a
 * `run` that does not reject. A requested run cannot be cancelled: code that closes sets a flag which `run` checks, and
 * requests one more run, which waits for the one in progress.
 */
export function coalesce<Result>(run: () => Promise<Result>): () => Promise<Result> {
  /** The run that was requested last; settled if idle. */
  let latest: Promise<unknown> = Promise.resolve();
  /** The same until it starts. */
  let next: Promise<Result> | undefined;

  // Cleared in the step that starts the run: a request can neither join a run that has started nor miss one that has not.
  const start = () => {
    next = undefined;
    return run();
  };

  return () => {
    if (next === undefined) {
      next = latest.then(start, start);
      latest = next;
    }
    return next;
  };
}
