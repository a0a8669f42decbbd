import type { Database } from "@parley/db/database";
import { type Clock, systemClock } from "./domain/clock.ts";
import type { Platform } from "./domain/context.ts";
import { announceLost } from "./domain/presence/publish-presence.ts";
import { lookUp } from "./domain/stream/load-stream-heads.ts";
import { createPresenceBoard, type PresenceBoard } from "./domain/presence/presence-board.ts";
import { readNews } from "./domain/stream/read/load-events.ts";
import { SharedPresence } from "./domain/presence/shared-presence.ts";
import { createSendQueue } from "./domain/messages/send-queue.ts";
import { defaultPolicy, type Policy } from "./domain/policy/policy.ts";
import { createAccounts } from "./domain/users/accounts.ts";
import type { Bus } from "./bus/bus.ts";
import type { Carrier } from "./bus/transport.ts";
import { createBus } from "./bus/create-bus.ts";
import { type Meter, silentMeter } from "./meter.ts";
import type { Tracer } from "./tracer.ts";
import { createTurnstile } from "./read-limiter.ts";

export interface PlatformOptions {
  readonly db: Database;
  /** The way to other processes on the same database. Without one this process is the only one. */
  readonly carrier?: Carrier | undefined;
  /** Milliseconds between two looks for what the carrier has lost. */
  readonly lookEvery?: number | undefined;
  readonly clock?: Clock | undefined;
  readonly policy?: Partial<Policy> | undefined;
  readonly presence?: PresenceBoard | undefined;
  /** Milliseconds after which a process that gives no sign of life counts as dead. */
  readonly lease?: number | undefined;
  readonly meter?: Meter | undefined;
  readonly tracer?: Tracer | undefined;
  /** For the log: what went wrong in the background and is put right there. */
  readonly onFault?: ((fault: unknown) => void) | undefined;
}

/** Connections that are kept free of reads: for sends, and for streams that resume. */
const RESERVED = 2;
/** However small a pool is, one read that hangs must not hold up all others. */
const PLACES_MIN = 4;

const readPlaces = ({ $client: { options } }: Database) =>
  Math.max(PLACES_MIN, (options.max ?? 10) - RESERVED);

function busOf({ db, carrier, lookEvery, meter, tracer, onFault }: PlatformOptions): Bus {
  const exchange = carrier && {
    carrier,
    lookEvery,
    lookUp: (userIds: readonly string[]) => lookUp(db, userIds),
  };
  return createBus({ exchange, meter, tracer, onFault, readNews: (hints) => readNews(db, hints) });
}

/** Everything that a process needs to serve Parley, from a database and whatever a host replaces. */
export function createPlatform(options: PlatformOptions): Platform {
  const {
    db,
    carrier,
    lease,
    clock = systemClock,
    policy = {},
    meter = silentMeter,
    tracer,
  } = options;
  const { onFault = () => undefined } = options;
  const sharePresence = () =>
    new SharedPresence({
      db,
      lease,
      onLost: (userIds) => announceLost(platform, userIds),
      onFault,
    });
  const platform: Platform = {
    db,
    bus: busOf(options),
    clock,
    policy: { ...defaultPolicy, ...policy },
    accounts: createAccounts(db),
    sends: createSendQueue({ db, clock, meter, tracer }),
    presence: options.presence ?? (carrier === undefined ? createPresenceBoard() : sharePresence()),
    meter,
    tracer,
    reads: createTurnstile({ places: readPlaces(db) }),
  };
  return platform;
}
