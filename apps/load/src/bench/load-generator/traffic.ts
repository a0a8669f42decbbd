import { setTimeout as pause } from "node:timers/promises";
import { type Account, Ledger } from "./ledger.ts";
import { type Spread, spreadOf } from "./quantiles.ts";

/** Results of one period of traffic. */
export interface Outcome {
  readonly account: Account;
  readonly reasons: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** Messages completed per measured second. */
  readonly perSecond: number;
  /** From when a message was due until its last recipient had it. */
  readonly delivery: Spread;
}

export interface TrafficOptions {
  /** Sends one message that was due at the given time. */
  readonly send: (due: number) => void;
  readonly begin: (ledger: Ledger) => void;
  readonly warmUp: number;
  readonly seconds: number;
  /** Called at the beginning and the end of the measurement, and periodically with the count so far. */
  readonly onMark: (mark: "begin" | "end") => void;
  readonly onProgress: (complete: number) => void;
}

/** How long stragglers are awaited before they count as lost, in milliseconds. */
const LAST_PATIENCE = 15_000;

/** Yields to the event loop without losing a millisecond to a timer. */
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Measured messages: after the warm-up. */
function createMeasurement({ onMark }: TrafficOptions) {
  const delivery: number[] = [];
  let done = 0;
  let isMeasuring = false;
  let doneWhileMeasuring = 0;
  return {
    onArrived: (milliseconds: number) => void (isMeasuring && delivery.push(milliseconds)),
    onComplete: () => {
      done += 1;
      if (isMeasuring) doneWhileMeasuring += 1;
    },
    done: () => done,
    mark(mark: "begin" | "end") {
      isMeasuring = mark === "begin";
      onMark(mark);
    },
    counted: () => doneWhileMeasuring,
    delivery: () => spreadOf(delivery),
  };
}

/** The results of all messages, once the last has arrived or timed out. */
async function settle(ledger: Ledger): Promise<Account> {
  const end = performance.now() + LAST_PATIENCE;
  while (ledger.underWay > 0 && performance.now() < end) await pause(20);
  // Duplicates arrive soon after the original.
  await pause(100);
  const account = ledger.read();
  if (account.complete > 0) return account;
  throw new Error(`no message arrived: ${JSON.stringify([...ledger.reasons])}`);
}

/** Repeats `step` during warm-up and measurement, and returns the results. */
async function run(
  options: TrafficOptions,
  prepare: (ledger: Ledger) => { step: (now: number) => void; onDone: () => void },
): Promise<Outcome> {
  const measurement = createMeasurement(options);
  let onDone = () => {};
  const ledger = new Ledger({
    onArrived: measurement.onArrived,
    onDone: (isComplete) => {
      if (isComplete) measurement.onComplete();
      onDone();
    },
  });
  options.begin(ledger);
  const { step, onDone: follow } = prepare(ledger);
  onDone = follow;
  const begin = performance.now() + options.warmUp * 1_000;
  const end = begin + options.seconds * 1_000;
  let shown = 0;
  let began = 0;
  for (let now = performance.now(); now < end; now = performance.now()) {
    if (began === 0 && now >= begin) {
      began = now;
      measurement.mark("begin");
    }
    step(now);
    if (now - shown > 250) {
      shown = now;
      options.onProgress(measurement.done());
    }
    await breathe();
  }
  const seconds = (performance.now() - began) / 1_000;
  measurement.mark("end");
  onDone = () => {};
  return {
    account: await settle(ledger),
    reasons: Object.fromEntries(ledger.reasons),
    seconds,
    perSecond: measurement.counted() / seconds,
    delivery: measurement.delivery(),
  };
}

/** Closed loop: a fixed number of messages in flight at any time. The maximum throughput of a server. */
export const closedLoop = (options: TrafficOptions, underWay: number): Promise<Outcome> =>
  run(options, () => {
    const sendNow = () => options.send(performance.now());
    let waiting = underWay;
    return {
      step: () => {
        for (; waiting > 0; waiting -= 1) sendNow();
      },
      onDone: () => void (waiting += 1),
    };
  });

/**
 * Open loop: messages are due at fixed times, whatever happens to earlier ones, and latencies count from then. A server
 * that pauses for a second therefore delays a second's messages, not one.
 */
export const openLoop = (options: TrafficOptions, perSecond: number): Promise<Outcome> =>
  run(options, () => {
    const gap = 1_000 / perSecond;
    let due = performance.now();
    return {
      step: (now) => {
        for (; due <= now; due += gap) options.send(due);
      },
      onDone: () => {},
    };
  });
