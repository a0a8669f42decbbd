import { setTimeout as sleep } from "node:timers/promises";
import { reasonOf } from "@parley/client";
import type { ErrorReason } from "@parley/contract/error-reasons";
import { LoadProblem } from "./problem.ts";

/** Failures in a row after which a server counts as unavailable: with the delays below, about half a minute. */
const ATTEMPTS = 10;
const LONGEST_PAUSE = 5_000;

/** A refusal that is not retryable. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly reason: ErrorReason;

  constructor(reason: ErrorReason, options: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

/** Waits before a retry. Throws the abort reason of `signal`. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export const realPause: Pause = async (milliseconds, signal) => {
  await sleep(milliseconds, undefined, { signal }).catch(() => signal.throwIfAborted());
};

/** Retryable reasons. An unknown outcome, which has no reason, is retried as well. */
const retryable: ReadonlySet<ErrorReason> = new Set([
  "unavailable",
  "too_many_requests",
  "internal",
]);

export interface RetryOptions {
  readonly signal: AbortSignal;
  readonly pause: Pause;
}

/** Retries a call until it succeeds. Throws a `Refusal`, or a `LoadProblem` if the server stays unavailable. */
export async function withRetry<Answer>(
  ask: () => Promise<Answer>,
  { signal, pause }: RetryOptions,
): Promise<Answer> {
  for (let failures = 0; ; failures += 1) {
    signal.throwIfAborted();
    try {
      return await ask();
    } catch (cause) {
      const reason = reasonOf(cause);
      if (reason !== undefined && !retryable.has(reason)) throw new Refusal(reason, { cause });
      if (failures + 1 >= ATTEMPTS) {
        throw new LoadProblem(`The server does not answer (${reason ?? "no connection"}).`, {
          cause,
        });
      }
    }
    await pause(Math.min(250 * 2 ** failures, LONGEST_PAUSE), signal);
  }
}
