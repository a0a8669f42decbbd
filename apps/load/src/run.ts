import type { LoadTarget } from "./load-target.ts";
import { withRetry, type RetryOptions, type Pause, realPause, Refusal } from "./retry.ts";
import type { Lane } from "./plan.ts";
import type { Counter } from "./tally.ts";

/** Concurrent lanes. Within a lane each message waits for the response to the one before. */
const LANES_AT_ONCE = 8;

export interface RunOptions {
  readonly lanes: readonly Lane[];
  readonly target: LoadTarget;
  readonly counter: Counter;
  /** Stops the run between two messages. */
  readonly signal: AbortSignal;
  readonly pause?: Pause | undefined;
}

interface Attempt extends RetryOptions {
  readonly target: LoadTarget;
  readonly counter: Counter;
}

/** Counts refusals, and throws every other failure. */
async function unlessRefused(
  act: () => Promise<void>,
  { counter, count }: { counter: Counter; count: number },
): Promise<void> {
  try {
    await act();
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    counter.refused(fault.reason, count);
  }
}

async function runLane({ pair, messages }: Lane, attempt: Attempt): Promise<void> {
  const { target, counter } = attempt;
  const openAndSend = async () => {
    const conversationId = await withRetry(() => target.open(pair), attempt);
    for (const message of messages) {
      const send = async () => {
        counter.arrived(await withRetry(() => target.send(conversationId, message), attempt));
      };
      await unlessRefused(send, { counter, count: 1 });
    }
  };
  await unlessRefused(openAndSend, { counter, count: messages.length });
}

/**
 * Sends every lane, several at a time, each in order. Ends early, throwing the cause, when `signal` is aborted or the
 * server stays unavailable; messages in flight are still awaited.
 */
export async function runLanes({
  lanes,
  target,
  counter,
  signal,
  pause,
}: RunOptions): Promise<void> {
  const broken = new AbortController();
  const attempt: Attempt = {
    target,
    counter,
    pause: pause ?? realPause,
    signal: AbortSignal.any([signal, broken.signal]),
  };
  // One iterator for all workers: each takes the next free lane.
  const waiting = lanes.values();
  const work = async () => {
    try {
      for (const lane of waiting) await runLane(lane, attempt);
    } catch (fault) {
      broken.abort(fault);
      throw fault;
    }
  };
  const workers = Array.from({ length: LANES_AT_ONCE }, work);
  const outcomes = await Promise.allSettled(workers);
  if (outcomes.some(({ status }) => status === "rejected")) attempt.signal.throwIfAborted();
}
