import type { Database } from "@parley/db/database";
import { type Clock, systemClock } from "./domain/clock.ts";
import type { Platform } from "./domain/context.ts";
import { publishLost } from "./domain/presence/publish-presence.ts";
import { createHeads, loadStreamHeads } from "./domain/stream/load-stream-heads.ts";
import { createPresenceBoard, type PresenceBoard } from "./domain/presence/presence-board.ts";
import type { FileStore } from "./domain/files/file-store.ts";
import { loadEvents } from "./domain/stream/read/load-events.ts";
import { createSharedPresence } from "./domain/presence/shared-presence.ts";
import { createAudiences } from "./domain/relations/presence-audience.ts";
import { createSendQueue } from "./domain/messages/send-queue.ts";
import { defaultPolicy, type Policy } from "./domain/policy/policy.ts";
import type { Channels, NotificationLinks } from "./domain/notifications/channels.ts";
import {
  defaultNotificationPolicy,
  type NotificationPolicy,
} from "./domain/notifications/notification-policy.ts";
import type { Jobs } from "./jobs/jobs.ts";
import { createMemoryJobs } from "./jobs/memory-jobs.ts";
import { createPushChannel } from "./domain/push/channel.ts";
import type { SendPush } from "./domain/push/send-push.ts";
import { createAccounts } from "./domain/users/accounts.ts";
import type { Bus } from "./bus/bus.ts";
import type { Transport } from "./bus/transport.ts";
import { createBus } from "./bus/create-bus.ts";
import { type Meter, silentMeter } from "./meter.ts";
import type { Tracer } from "./tracer.ts";
import { createConcurrencyLimiter } from "./read-limiter.ts";

export interface PlatformOptions {
  readonly db: Database;
  /** The connection to other processes on the same database. Without one this process is the only one. */
  readonly transport?: Transport | undefined;
  /** Interval at which events that the transport lost are looked for, in milliseconds. */
  readonly reconcileEvery?: number | undefined;
  readonly clock?: Clock | undefined;
  readonly policy?: Partial<Policy> | undefined;
  /** Sends push messages to browsers. None are sent if absent. */
  readonly sendPush?: SendPush | undefined;
  /** What the installation decides about notifications, where it differs from the default. */
  readonly notifications?: Partial<NotificationPolicy> | undefined;
  /** How users who are away are notified. Nobody is, if there is no channel. */
  readonly channels?: Channels | undefined;
  /** Pages that notifications link to. */
  readonly links?: NotificationLinks | undefined;
  /** The queue of background work. The default one is in memory, and runs nothing until it is told to. */
  readonly jobs?: Jobs | undefined;
  /** Where the bytes of files are. Messages cannot have files if absent. */
  readonly files?: FileStore | undefined;
  readonly presence?: PresenceBoard | undefined;
  /** Milliseconds without a heartbeat after which a process counts as dead. */
  readonly lease?: number | undefined;
  readonly meter?: Meter | undefined;
  readonly tracer?: Tracer | undefined;
  /** For the log: a background fault that is retried. */
  readonly onFault?: ((fault: unknown) => void) | undefined;
}

/** Connections reserved for sends and for streams that resume. */
const RESERVED = 2;
/** However small the pool, one read that hangs must not block all others. */
const PERMITS_MIN = 4;

/** A pool with fewer connections would leave none for sends while reads wait. */
export const CONNECTIONS_MIN = PERMITS_MIN + RESERVED;

const readPermits = ({ $client: { options } }: Database) =>
  Math.max(PERMITS_MIN, (options.max ?? 10) - RESERVED);

const noLinks: NotificationLinks = { conversation: () => "", messages: "", settings: "" };

function busOf({ db, transport, reconcileEvery, meter, tracer, onFault }: PlatformOptions): Bus {
  const peers = transport && {
    transport,
    reconcileEvery,
    loadStreamHeads: (userIds: readonly string[]) => loadStreamHeads(db, userIds),
  };
  return createBus({ peers, meter, tracer, onFault, loadEvents: (hints) => loadEvents(db, hints) });
}

/** Creates everything that a process needs to serve Parley, from a database and the host's overrides. */
export function createPlatform(options: PlatformOptions): Platform {
  const {
    db,
    transport,
    lease,
    clock = systemClock,
    policy = {},
    meter = silentMeter,
    tracer,
    sendPush,
  } = options;
  const { onFault = () => undefined } = options;
  const sharePresence = () =>
    createSharedPresence({
      db,
      lease,
      onLost: (userIds) => publishLost(platform, userIds),
      onFault,
    });
  const reads = createConcurrencyLimiter({ permits: readPermits(db) });
  const fullPolicy = { ...defaultPolicy, ...policy };
  const platform: Platform = {
    db,
    bus: busOf(options),
    clock,
    policy: fullPolicy,
    notifications: {
      policy: { ...defaultNotificationPolicy, ...options.notifications },
      channels: {
        ...options.channels,
        ...(sendPush !== undefined && { push: createPushChannel({ db, clock }, sendPush) }),
      },
      links: options.links ?? noLinks,
    },
    sendPush,
    files: options.files,
    jobs: options.jobs ?? createMemoryJobs(clock),
    accounts: createAccounts(db),
    audiences: createAudiences({ db, policy: fullPolicy, reads }),
    heads: createHeads({ db, reads }),
    sends: createSendQueue({ db, clock, meter, tracer }),
    presence:
      options.presence ?? (transport === undefined ? createPresenceBoard() : sharePresence()),
    meter,
    tracer,
    reads,
  };
  return platform;
}
