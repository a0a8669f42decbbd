/**
 * Returns a function that calls `run`, unless a call is in progress: then it returns the promise of that one. Unlike
 * `coalesce`, a caller may get a result of a call that started before its own.
 *
 * Every caller gets the failure of a call that fails, and the next caller starts a new one. There is no cancellation,
 * since other callers may wait for the same call.
 */
export function singleFlight<Result>(run: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | undefined;
  // `running` is cleared before any caller continues: a caller that calls again starts a new call.
  return () =>
    (running ??= Promise.resolve()
      .then(run)
      .finally(() => (running = undefined)));
}
