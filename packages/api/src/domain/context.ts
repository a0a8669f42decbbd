import type { BatchLoader } from "@parley/concurrency/batch-loader";
import type { Role } from "@parley/contract/people";
import type { Database } from "@parley/db/database";
import type { Bus } from "../bus/bus.ts";
import type { Meter } from "../meter.ts";
import type { Clock } from "./clock.ts";
import type { FileStore } from "./files/file-store.ts";
import type { SendQueue } from "./messages/send-queue.ts";
import type { PresenceBoard } from "./presence/presence-board.ts";
import type { Tracer } from "../tracer.ts";
import type { ConcurrencyLimiter } from "../read-limiter.ts";
import type { Policy } from "./policy/policy.ts";
import type { SendPush } from "./push/send-push.ts";
import type { Jobs } from "../jobs/jobs.ts";
import type { Notifications } from "./notifications/channels.ts";
import type { Account } from "./users/accounts.ts";

/** Shared by all calls of a process. */
export interface Platform {
  readonly db: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly policy: Policy;
  readonly notifications: Notifications;
  /** Absent if browsers get no push messages. */
  readonly sendPush?: SendPush | undefined;
  /** Where the bytes of files are. Absent if messages cannot have files. */
  readonly files?: FileStore | undefined;
  readonly jobs: Jobs;
  readonly sends: SendQueue;
  /** The users who see the presence of each other, by user. */
  readonly audiences: BatchLoader<string, string[]>;
  /** The heads of the users' streams. */
  readonly heads: BatchLoader<string, number>;
  /** The accounts of callers. */
  readonly accounts: BatchLoader<string, Account>;
  readonly presence: PresenceBoard;
  readonly meter: Meter;
  /** Absent if tracing is off. */
  readonly tracer?: Tracer | undefined;
  /** The read limiter. */
  readonly reads: ConcurrencyLimiter;
}

/** A verified token of a user. The database decides what the user may do. */
export interface UserSession {
  readonly kind: "user";
  /** `host` if the host's `authenticate` returned the user; a token if absent. */
  readonly source?: "host" | undefined;
  readonly userId: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  /** Claims from which the user can be created on their first call; absent if that is switched off. */
  readonly profile?:
    | {
        readonly name: string;
        readonly email: string | null;
        readonly role: Role;
        readonly picture?: string | undefined;
      }
    | undefined;
  /** Names the host's own session, if that is what authenticated the user. */
  readonly sessionKey?: string | undefined;
  /** The session of the web app's own sign-in, if that is what authenticated the user. */
  readonly webSessionId?: string | undefined;
  /** Why the claims of the token cannot create a user, if creation is switched on. */
  readonly profileProblem?: string | undefined;
}

/**
 * A verified token of scope `parley:service`: the host platform. `name` is its `sub`, which names a service and never a
 * user, even if a user has the same id.
 */
export interface ServiceSession {
  readonly kind: "service";
  readonly name: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** Who calls, as a valid token says: a user, or the host platform. */
export type Session = UserSession | ServiceSession;

/** The active user for whom a verb runs. */
export interface Actor {
  readonly kind: "user";
  readonly id: string;
  readonly role: Role;
  readonly sharesReceipts: boolean;
  readonly sharesPresence: boolean;
}

/** What a verb may use that checks the account of its caller in its own statement. */
export interface SessionContext extends Platform {
  readonly session: UserSession;
  /** Loads the caller. Throws the reason if their account refuses the session. */
  readonly loadActor: () => Promise<Actor>;
}

/** The host platform. It has no id, so that no verb can take it for a user. */
export interface ServiceActor {
  readonly kind: "service";
}

/** What a verb may use that needs to know how its caller signed in. */
export interface SignedInContext extends ActorContext {
  readonly session: UserSession;
}

/** What a verb may use: the platform, and the calling user. */
export interface ActorContext extends Platform {
  readonly actor: Actor;
}

/** The context of the verbs that the host platform may call too. */
export interface StaffContext extends Platform {
  readonly actor: Actor | ServiceActor;
}

/** The calling convention of every verb. */
export interface Call<Input, Context = ActorContext> {
  readonly ctx: Context;
  readonly input: Input;
}

/** The calling convention of the verbs that check the account of their caller in their own statement. */
export type SessionCall<Input> = Call<Input, SessionContext>;

/** The calling convention of the verbs that the host platform may call too. */
export type StaffCall<Input> = Call<Input, StaffContext>;
