import type { Role } from "@parley/contract/people";
import type { Database } from "@parley/db/database";
import type { Gatherer } from "../gatherer.ts";
import type { Bus } from "../events/bus.ts";
import type { Meter } from "../meter.ts";
import type { SendQueue } from "./messages/send-queue.ts";
import type { PresenceBoard } from "./events/presence-board.ts";
import type { Tracer } from "../tracer.ts";
import type { Turnstile } from "../turnstile.ts";
import type { Policy } from "./policy/policy.ts";
import type { Account } from "./users/accounts.ts";

/** Every reading of the time goes through here, so that tests decide what time it is. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** What lives as long as the process and is shared by every call. */
export interface Platform {
  readonly db: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly policy: Policy;
  readonly sends: SendQueue;
  /** The accounts of those who call. */
  readonly accounts: Gatherer<string, Account>;
  readonly presence: PresenceBoard;
  readonly meter: Meter;
  /** Absent where nothing is traced. */
  readonly tracer?: Tracer | undefined;
  /** Where reads that can wait take their turn. */
  readonly reads: Turnstile;
}

/** What a verified token says. The database decides what its bearer may do. */
export interface Session {
  readonly userId: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  /** The host platform itself, by a token of scope `parley:service`: acts with an ADMIN's rights. */
  readonly isService?: boolean | undefined;
  /** Claims by which the first sight of a person may create them; absent where that is switched off. */
  readonly profile?:
    | { readonly name: string; readonly email: string; readonly role: Role }
    | undefined;
}

/** The active person on whose behalf a verb runs. */
export interface Actor {
  readonly id: string;
  readonly role: Role;
  readonly sharesReceipts: boolean;
  readonly sharesPresence: boolean;
}

/** What a verb may use: the platform, and who asks. */
export interface ActorContext extends Platform {
  readonly actor: Actor;
}

/** The calling convention of every verb. */
export interface Call<Input> {
  readonly ctx: ActorContext;
  readonly input: Input;
}
