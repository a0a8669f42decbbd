import { coalesce } from "@parley/concurrency/coalesce";
import type { Listened, LocalDelivery } from "./local-delivery.ts";

/** A user's stream head and account in the database. */
export interface StreamStatus {
  readonly userId: string;
  readonly head: number;
  /** A text that differs whenever the account or its tokens change; empty if every token is valid. */
  readonly account: string;
}

export type LoadStreamHeads = (userIds: readonly string[]) => Promise<readonly StreamStatus[]>;

/** The number of users whose stream was behind here, and the largest lag in events. */
export interface Drift {
  readonly behind: number;
  readonly lag: number;
}

interface Options {
  readonly local: LocalDelivery;
  readonly loadStreamHeads: LoadStreamHeads;
}

/** Users of one query. */
const PAGE = 5_000;

function compareAccount(local: LocalDelivery, person: Listened, { account }: StreamStatus) {
  if (person.account === account) return;
  person.account = account;
  local.authority(person.userId);
}

/** Returns the lag of a user in events. Before their first event here it is unknown: they are notified, not counted. */
function compareStream(
  local: LocalDelivery,
  { userId, seq }: Listened,
  { head }: StreamStatus,
): number {
  if (head <= seq) return 0;
  if (seq === 0) {
    local.notify(userId, head);
    return 0;
  }
  local.take({ userId, first: seq + 1, last: head, at: Date.now() });
  return head - seq;
}

/**
 * Compares the sequence numbers published here with the stream heads in the database, for every subscribed user, and
 * publishes what the transport has lost. One query for thousands of users.
 */
async function reconcile({ local, loadStreamHeads }: Options): Promise<Drift> {
  const userIds = [...local.people.keys()];
  let behind = 0;
  let lag = 0;
  for (let from = 0; from < userIds.length; from += PAGE) {
    for (const status of await loadStreamHeads(userIds.slice(from, from + PAGE))) {
      const person = local.people.get(status.userId);
      if (person === undefined) continue;
      compareAccount(local, person, status);
      const missing = compareStream(local, person, status);
      if (missing > 0) behind += 1;
      lag = Math.max(lag, missing);
    }
  }
  return { behind, lag };
}

interface ReconcilerOptions extends Options {
  /** Interval in milliseconds. */
  readonly every: number;
  readonly onDrift: (drift: Drift) => void;
  readonly onFault: (fault: unknown) => void;
}

/** Reconciles periodically. */
export interface Reconciler {
  /** Reconciles now; if a run is in progress, once more after it. */
  wake(): void;
  close(): Promise<void>;
}

/** Delay after a failed run, in milliseconds. */
const RETRY_AFTER = 1_000;

/** Starts periodic reconciliation. One run at a time. */
export function startReconciler(options: ReconcilerOptions): Reconciler {
  let isClosed = false;
  let retry: NodeJS.Timeout | undefined;
  const run = coalesce(async () => {
    if (isClosed) return;
    try {
      options.onDrift(await reconcile(options));
    } catch (fault) {
      options.onFault(fault);
      retry = setTimeout(wake, RETRY_AFTER).unref();
    }
  });
  const wake = () => void run();
  const timer = setInterval(wake, options.every);
  timer.unref();
  return {
    wake,
    async close() {
      clearInterval(timer);
      isClosed = true;
      await run();
      clearTimeout(retry);
    },
  };
}
