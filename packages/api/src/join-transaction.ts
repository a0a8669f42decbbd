import type { HostClient } from "@parley/db/host-client";
import { openHostTransaction } from "@parley/db/host-transaction";
import type { Bus, SignalDelivery } from "./bus/bus.ts";
import type { Platform } from "./domain/context.ts";
import { createSendQueue } from "./domain/messages/send-queue.ts";
import { createAudiences } from "./domain/relations/presence-audience.ts";
import { createHeads, loadStreamHeads } from "./domain/stream/load-stream-heads.ts";
import { createAccounts } from "./domain/users/accounts.ts";
import { createConcurrencyLimiter } from "./read-limiter.ts";

/** Calls in a transaction of the host. */
export interface JoinedTransaction {
  /** Its statements run in the transaction, and nothing that it publishes leaves this object before `publish`. */
  readonly platform: Platform;
  /** Runs one call after the other: a transaction has one connection. A call that fails changes nothing. */
  run<Result>(call: () => Promise<Result>): Promise<Result>;
  /**
   * Publishes what was committed. Reads from the database what that is, so that calls which the host rolled back are not
   * published.
   */
  publish(): Promise<void>;
}

/** What would be published. */
function createHeldBus(bus: Bus) {
  const firsts = new Map<string, number>();
  const accounts = new Set<string>();
  const signals: SignalDelivery[] = [];
  const held: Bus = {
    ...bus,
    deliver(deliveries) {
      for (const { userId, seq, first = seq } of deliveries)
        firsts.set(userId, Math.min(first, firsts.get(userId) ?? first));
    },
    signal: (delivery) => void signals.push(delivery),
    authority: (userId) => void accounts.add(userId),
  };
  return { held, firsts, accounts, signals };
}

/** Joins a transaction that the host has begun with a client of node-postgres. */
export function joinTransaction(platform: Platform, client: HostClient): JoinedTransaction {
  const { clock, meter, policy, tracer } = platform;
  const reads = createConcurrencyLimiter({ permits: 1 });
  const { db, run } = openHostTransaction(client, platform.db.schema);
  const { held, firsts, accounts, signals } = createHeldBus(platform.bus);
  return {
    platform: {
      ...platform,
      db,
      bus: held,
      accounts: createAccounts(db),
      audiences: createAudiences({ db, policy, reads }),
      heads: createHeads({ db, reads }),
      sends: createSendQueue({ db, clock, meter, tracer }),
      reads,
    },
    run,
    async publish() {
      const { bus } = platform;
      for (const userId of accounts) bus.authority(userId);
      const heads = await loadStreamHeads(platform.db, [...firsts.keys()]);
      bus.deliver(
        heads.flatMap(({ userId, head }) => {
          const first = firsts.get(userId) ?? head + 1;
          return first <= head ? [{ userId, first, seq: head }] : [];
        }),
      );
      for (const signal of signals) bus.signal(signal);
      firsts.clear();
      accounts.clear();
      signals.length = 0;
    },
  };
}
