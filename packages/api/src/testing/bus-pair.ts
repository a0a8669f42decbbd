import type { StreamEvent } from "@parley/contract/events";
import type { Bus, Delivery } from "../bus/bus.ts";
import type { Transport, Hint } from "../bus/transport.ts";
import { createBus } from "../bus/create-bus.ts";
import type { Tracer } from "../tracer.ts";

/** A log in memory that two processes share, like the database. */
export function createSharedLog() {
  const streams = new Map<string, StreamEvent[]>();
  const accounts = new Map<string, string>();
  const readings: (readonly Hint[])[] = [];
  return {
    readings,
    /** As after a commit that closes an account or revokes its tokens. */
    closeAccount: (userId: string) => void accounts.set(userId, "deactivated"),
    /** As after a commit: the event is in the log, and the result is passed to the bus. */
    append(userId: string, event: StreamEvent): Delivery {
      const stream = streams.get(userId) ?? [];
      streams.set(userId, stream);
      stream.push(event);
      return { userId, seq: stream.length, event };
    },
    async loadEvents(hints: readonly Hint[]): Promise<Delivery[]> {
      readings.push(hints);
      return hints.flatMap(({ userId, first, last }) =>
        (streams.get(userId) ?? [])
          .slice(first - 1, last)
          .map((event, at) => ({ userId, seq: first + at, event })),
      );
    },
    async loadStreamHeads(userIds: readonly string[]) {
      return userIds.map((userId) => ({
        userId,
        head: streams.get(userId)?.length ?? 0,
        account: accounts.get(userId) ?? "",
      }));
    },
  };
}
type SharedLog = ReturnType<typeof createSharedLog>;

/** Two buses over one log: what one publishes, subscribers of the other receive. */
export interface BusPair extends AsyncDisposable {
  readonly log: SharedLog;
  readonly one: Bus;
  readonly other: Bus;
  readonly faults: unknown[];
}

interface Options {
  /** Opens the connection between the two; without it they are one and the same. */
  readonly openTransport?: (() => Promise<Transport>) | undefined;
  readonly reconcileEvery?: number | undefined;
  readonly tracer?: Tracer | undefined;
}

export async function openBusPair({
  openTransport,
  reconcileEvery = 3_600_000,
  tracer,
}: Options): Promise<BusPair> {
  const log = createSharedLog();
  const faults: unknown[] = [];
  const open = async (): Promise<Bus> =>
    createBus({
      loadEvents: log.loadEvents,
      tracer,
      onFault: (fault) => faults.push(fault),
      peers: openTransport && {
        transport: await openTransport(),
        loadStreamHeads: log.loadStreamHeads,
        reconcileEvery,
      },
    });
  const one = await open();
  const other = openTransport === undefined ? one : await open();
  return {
    log,
    one,
    other,
    faults,
    async [Symbol.asyncDispose]() {
      await one.close();
      if (other !== one) await other.close();
    },
  };
}
