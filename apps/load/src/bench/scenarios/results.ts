import type { Account } from "../load-generator/ledger.ts";
import type { Spread } from "../load-generator/quantiles.ts";
import type { SubjectName } from "../processes/subjects.ts";
import type { Shaken } from "../jitter/commands.ts";
import type { ReadName, Way } from "../reads/catalog.ts";

/** CPU seconds per thousand messages. */
export interface Cost {
  readonly server: number;
  readonly database: number;
}

/** Maximum messages per second: a closed loop, the better of two numbers of messages in flight. */
export interface Saturation {
  readonly kind: "saturation";
  readonly subject: SubjectName;
  readonly people: number;
  readonly round: number;
  /** Messages in the database before. */
  readonly stored: number;
  readonly underWay: number;
  readonly perSecond: number;
  readonly cost: Cost;
  readonly account: Account;
}

/** Latency at a fixed rate: an open loop, timed from when each message was due. */
export interface Latency {
  readonly kind: "latency";
  readonly subject: SubjectName;
  readonly people: number;
  readonly round: number;
  /** Servers, and the transport between them. */
  readonly servers: number;
  readonly bus: "memory" | "postgres" | "nats";
  readonly perSecond: number;
  readonly delivery: Spread;
  readonly cost: Cost;
  readonly account: Account;
}

/** The cost of an idle connected user. */
export interface Idle {
  readonly kind: "idle";
  readonly subject: SubjectName;
  readonly people: number;
  readonly round: number;
  readonly kibPerPerson: number;
  readonly connect: Spread;
}

/** One group, from when a message was due until the last member had it. */
export interface HotGroup {
  readonly kind: "hot-group";
  readonly members: number;
  readonly round: number;
  readonly perSecond: number;
  readonly delivery: Spread;
  readonly account: Account;
}

/** The server is killed while all users are connected, and restarts: the real client, its own delays included. */
export interface MassDisconnect {
  readonly kind: "mass-disconnect";
  readonly people: number;
  readonly round: number;
  /** Seconds from when the server listened again until all users had reconnected and received everything. */
  readonly seconds: number;
  /** Seconds until each had reconnected. */
  readonly back: Spread;
  readonly account: Account;
}

/** A client that was offline reads its log: the real client. */
export interface CatchUp {
  readonly kind: "catch-up";
  readonly round: number;
  readonly events: number;
  readonly seconds: number;
}

/** Servers are restarted one after the other at a steady rate: the real client. */
export interface RollingRestart {
  readonly kind: "rolling-restart";
  readonly people: number;
  readonly servers: number;
  readonly round: number;
  readonly perSecond: number;
  /** Seconds from the signal to a server until it has ended and all users are connected again; the longest. */
  readonly back: number;
  /** Seconds for which a user was not connected at all. */
  readonly outages: Spread;
  /** Sends that a client has given up. */
  readonly failed: number;
  readonly delivery: Spread;
  readonly account: Account;
}

/** A scenario that this machine or this version cannot run. */
export interface Skipped {
  readonly kind: "skipped";
  readonly what: string;
  readonly why: string;
}

/** A part that failed. */
export interface Failed {
  readonly kind: "failed";
  readonly what: string;
  readonly why: string;
}

/** The check of batching: a count, which is the same on every machine. */
export interface Batching {
  readonly kind: "batching";
  readonly round: number;
  readonly underWay: number;
  readonly sends: number;
  readonly statements: number;
  readonly account: Account;
}

/** One read over one way: a closed loop of some callers. */
export interface ReadTiming {
  readonly kind: "read";
  readonly read: ReadName;
  readonly way: Way;
  readonly round: number;
  /** Messages in the database, of all users together. */
  readonly stored: number;
  readonly callers: number;
  /** Milliseconds of CPU for each call. */
  readonly cost: Cost;
  readonly latency: Spread;
}

/** Bytes for each message of one table or index. */
export interface RelationBytes {
  readonly name: string;
  readonly isIndex: boolean;
  readonly disk: number;
  /** Write-ahead log, without and with the images of whole pages after a checkpoint; absent before PostgreSQL 16. */
  readonly wal: { readonly records: number; readonly pages: number } | undefined;
}

/** Bytes for each message of one way to store it. */
export interface StoredBytes {
  readonly relations: readonly RelationBytes[];
  /** All write-ahead log, commits included, and its images of whole pages, if known. */
  readonly wal: number;
  readonly walPages: number | undefined;
}

/** What a message costs on disk and in the write-ahead log, next to one table as an ORM creates it. */
export interface Storage {
  readonly kind: "storage";
  readonly messages: number;
  readonly parley: StoredBytes;
  readonly reference: StoredBytes;
  readonly account: Account;
}

/** Messages to clients whose network fails again and again. */
export interface Jitter extends Shaken {
  readonly kind: "jitter";
  readonly system: "parley" | "socket.io" | "socket.io-recovery";
  readonly people: number;
  readonly seconds: number;
}

/** The floor's result right before a part: how much of the machine was available. */
export interface Baseline {
  readonly kind: "baseline";
  readonly part: string;
  readonly perSecond: number;
  /** Load average of the last minute before. */
  readonly load: number;
  readonly account: Account;
}

export type Result =
  | Saturation
  | Latency
  | Idle
  | HotGroup
  | MassDisconnect
  | CatchUp
  | RollingRestart
  | Batching
  | ReadTiming
  | Storage
  | Jitter
  | Baseline
  | Skipped
  | Failed;

/** Results of one kind. */
export type Of<Kind extends Result["kind"]> = Extract<Result, { kind: Kind }>;

export const ofKind = <Kind extends Result["kind"]>(
  results: readonly Result[],
  kind: Kind,
): Of<Kind>[] => results.filter((result): result is Of<Kind> => result.kind === kind);
