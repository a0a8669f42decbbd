import type { Database } from "@parley/db/database";
import { type Clock, type Platform, systemClock } from "./domain/context.ts";
import { createPresenceBoard, type PresenceBoard } from "./domain/events/presence-board.ts";
import { createSendQueue } from "./domain/messages/send-queue.ts";
import { defaultPolicy, type Policy } from "./domain/policy/policy.ts";
import type { Bus } from "./events/bus.ts";
import { createMemoryBus } from "./events/memory-bus.ts";

export interface PlatformOptions {
  readonly db: Database;
  readonly bus?: Bus | undefined;
  readonly clock?: Clock | undefined;
  readonly policy?: Partial<Policy> | undefined;
  readonly presence?: PresenceBoard | undefined;
}

/** Everything that a process needs to serve Parley, from a database and whatever a host replaces. */
export function createPlatform({
  db,
  bus = createMemoryBus(),
  clock = systemClock,
  policy = {},
  presence = createPresenceBoard(),
}: PlatformOptions): Platform {
  return {
    db,
    bus,
    clock,
    policy: { ...defaultPolicy, ...policy },
    sends: createSendQueue({ db, clock }),
    presence,
  };
}
