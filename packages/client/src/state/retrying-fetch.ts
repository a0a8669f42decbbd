import { reasonOf, retryAfterOf } from "../errors.ts";
import { retryDelay } from "../retry-delay.ts";
import { retryPolicyOf } from "../retry-policy.ts";

/** Attempts after the first one, before a fetch counts as failed. */
const RETRIES = 3;
/** A failed fetch is retried after this many milliseconds; "Try again" does that at once. */
const AGAIN_AFTER = 20_000;
/** At least half of each delay: a failure is reported after several attempts, which must not all be made at once. */
const jitter = () => 0.5 + Math.random() / 2;

/** Whether an error is temporary. Only those are retried. */
const mayPass = (error: unknown): boolean => retryPolicyOf(reasonOf(error)) === "again";

/** Resolves after a time, or once the signal aborts. */
function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, ms);
    function end() {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    }
    signal.addEventListener("abort", end);
  });
}

/** Resolves once the device has a network, or once the signal aborts. Outside of browsers it always has one. */
function whenOnline(signal: AbortSignal): Promise<void> | undefined {
  const { window, navigator } = globalThis;
  if (window === undefined || navigator.onLine) return undefined;
  return new Promise((resolve) => {
    const end = () => {
      window.removeEventListener("online", end);
      signal.removeEventListener("abort", end);
      resolve();
    };
    window.addEventListener("online", end);
    signal.addEventListener("abort", end);
  });
}

interface Attempts {
  readonly signal: AbortSignal;
  /** Called before each wait, with the number of failures so far. */
  readonly onFailure?: ((error: unknown, failures: number) => void) | undefined;
}

/** Calls until it succeeds, is refused, or has failed too often. Rejects with the last error. */
export async function withRetries<Result>(
  call: () => Promise<Result>,
  { signal, onFailure }: Attempts,
): Promise<Result> {
  for (let failures = 1; ; failures += 1) {
    try {
      // Attempts are sequential by definition.
      // oxlint-disable-next-line no-await-in-loop
      await whenOnline(signal);
      signal.throwIfAborted();
      // oxlint-disable-next-line no-await-in-loop
      return await call();
    } catch (error) {
      if (signal.aborted || failures > RETRIES || !mayPass(error)) throw error;
      onFailure?.(error, failures);
      const wait = Math.max(retryAfterOf(error), retryDelay(failures - 1, jitter));
      // oxlint-disable-next-line no-await-in-loop
      await delay(wait, signal);
      if (signal.aborted) throw error;
    }
  }
}

export interface FetchOptions {
  /** One attempt. It applies its result only if `isCurrent` still returns true. */
  readonly attempt: (run: {
    readonly signal: AbortSignal;
    readonly isCurrent: () => boolean;
  }) => Promise<void>;
  readonly onStart?: (() => void) | undefined;
  /** An attempt failed, and another one follows. */
  readonly onFailure?: ((error: unknown, failures: number) => void) | undefined;
  /** No further attempt follows before `AGAIN_AFTER`, or for good if it was refused. */
  readonly onFailed: (error: unknown) => void;
}

/** A fetch that can be repeated and retried. */
export interface RetryingFetch {
  readonly isRunning: boolean;
  readonly hasFailed: boolean;
  /** Starts unless an attempt is running. */
  start(): Promise<boolean>;
  /** Starts again and supersedes a running attempt. Resolves to whether it succeeded. */
  restart(): Promise<boolean>;
  /** Aborts a running attempt, and schedules no more. */
  stop(): void;
}

type State =
  | { readonly status: "idle" }
  | {
      readonly status: "running";
      readonly controller: AbortController;
      readonly done: Promise<boolean>;
    }
  | { readonly status: "failed"; readonly timer: ReturnType<typeof setTimeout> | undefined };

/** Single flight with retries: exponential backoff, then one attempt every 20 seconds while it may still succeed. */
export function createRetryingFetch(options: FetchOptions): RetryingFetch {
  let state: State = { status: "idle" };
  const end = () => {
    if (state.status === "running") state.controller.abort();
    if (state.status === "failed") clearTimeout(state.timer);
    state = { status: "idle" };
  };
  const fail = (isTemporary: boolean) => {
    const again = () => {
      // A hidden page does not need it yet.
      if (globalThis.document?.visibilityState === "hidden") fail(true);
      else void restart();
    };
    const timer = isTemporary ? setTimeout(again, AGAIN_AFTER) : undefined;
    state = { status: "failed", timer };
  };
  const run = async (controller: AbortController): Promise<boolean> => {
    const { signal } = controller;
    const isCurrent = () => !signal.aborted;
    try {
      await withRetries(() => options.attempt({ signal, isCurrent }), {
        signal,
        onFailure: options.onFailure,
      });
      if (isCurrent()) state = { status: "idle" };
      return isCurrent();
    } catch (error) {
      if (!isCurrent()) return false;
      fail(mayPass(error));
      options.onFailed(error);
      return false;
    }
  };
  const restart = (): Promise<boolean> => {
    end();
    const controller = new AbortController();
    options.onStart?.();
    const done = run(controller);
    state = { status: "running", controller, done };
    return done;
  };
  return {
    get isRunning() {
      return state.status === "running";
    },
    get hasFailed() {
      return state.status === "failed";
    },
    start: () => (state.status === "running" ? state.done : restart()),
    restart,
    stop: end,
  };
}
