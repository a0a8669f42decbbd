// packages/concurrency/src/coalesce.ts
/**
 * Returns a function that requests a run of `run`. One run at a time: all requests made before a run starts share it, so the
 * run that a caller waits for always starts after its request. An idle `run` starts in the next microtask.
 *
 * The promise settles as its run does, and a failure does not prevent the next run; callers that ignore the promise need a
 * `run` that does not reject. A requested run cannot be cancelled: code that closes sets a flag which `run` checks, and
 * requests one more run, which waits for the one in progress.
 */
function coalesce(run) {
  /** The run that was requested last; settled if idle. */
  let latest = Promise.resolve();
  /** The same until it starts. */
  let next;
  const start = () => {
    next = void 0;
    return run();
  };
  return () => {
    if (next === void 0) {
      next = latest.then(start, start);
      latest = next;
    }
    return next;
  };
}

// packages/api/src/bus/nats-unavailable.ts
/** The address has no reachable NATS server, or one that refuses the credentials. The message is for the operator. */
var NatsUnavailableError = class extends Error {
  name = "NatsUnavailableError";
};

export { coalesce as n, NatsUnavailableError as t };
