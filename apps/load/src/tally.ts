import type { ErrorReason } from "@parley/contract/error-reasons";
import type { Arrival } from "./load-target.ts";

/** Progress of a run. */
export interface Tally {
  readonly total: number;
  readonly sent: number;
  readonly alreadyThere: number;
  readonly refused: ReadonlyMap<ErrorReason, number>;
}

/** Counts messages as they complete, and reports each change. */
export interface Counter {
  read(): Tally;
  arrived(arrival: Arrival): void;
  refused(reason: ErrorReason, count: number): void;
}

export const refusedOf = ({ refused }: Tally): number =>
  refused.values().reduce((sum, count) => sum + count, 0);

export const doneOf = (tally: Tally): number => tally.sent + tally.alreadyThere + refusedOf(tally);

export function createCounter(total: number, onChange: (tally: Tally) => void): Counter {
  const counts = { sent: 0, "already-there": 0 };
  const refused = new Map<ErrorReason, number>();
  const read = () => ({
    total,
    sent: counts.sent,
    alreadyThere: counts["already-there"],
    refused,
  });
  return {
    read,
    arrived(arrival) {
      counts[arrival] += 1;
      onChange(read());
    },
    refused(reason, count) {
      refused.set(reason, (refused.get(reason) ?? 0) + count);
      onChange(read());
    },
  };
}
