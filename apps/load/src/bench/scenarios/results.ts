import type { Account } from "../load-generator/ledger.ts";
import type { Spread } from "../load-generator/quantiles.ts";
import type { SubjectName } from "../processes/subjects.ts";

/** CPU seconds for a thousand messages. */
export interface Cost {
  readonly server: number;
  readonly database: number;
}

/** How many messages a second at most: a closed loop, the better of two numbers of messages under way. */
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

/** How late messages come at a fixed rate: an open loop, timed from when each was due. */
export interface Latency {
  readonly kind: "latency";
  readonly subject: SubjectName;
  readonly people: number;
  readonly round: number;
  /** Servers, and what carries news between them. */
  readonly servers: number;
  readonly bus: "memory" | "postgres" | "nats";
  readonly perSecond: number;
  readonly delivery: Spread;
  readonly cost: Cost;
  readonly account: Account;
}

/** What a connected person costs while nothing happens. */
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

/** The server is killed under everybody, and comes back: the real client, its own waits included. */
export interface MassCut {
  readonly kind: "mass-cut";
  readonly people: number;
  readonly round: number;
  /** Seconds from when the server listened again until everybody was back and had everything. */
  readonly seconds: number;
  /** Seconds until each was connected again. */
  readonly back: Spread;
  readonly account: Account;
}

/** A client that was away reads its log: the real client. */
export interface CatchUp {
  readonly kind: "catch-up";
  readonly round: number;
  readonly events: number;
  readonly seconds: number;
}

/** Servers are restarted one after the other under a steady rate: the real client. */
export interface RollingRestart {
  readonly kind: "rolling-restart";
  readonly people: number;
  readonly servers: number;
  readonly round: number;
  readonly perSecond: number;
  readonly delivery: Spread;
  readonly account: Account;
}

/** A scenario that this machine or this version cannot run. */
export interface Skipped {
  readonly kind: "skipped";
  readonly what: string;
  readonly why: string;
}

/** A part that ended with a fault. */
export interface Failed {
  readonly kind: "failed";
  readonly what: string;
  readonly why: string;
}

/** The guard of the gathered path: a count, which says the same on every machine. */
export interface Batching {
  readonly kind: "batching";
  readonly round: number;
  readonly underWay: number;
  readonly sends: number;
  readonly statements: number;
  readonly account: Account;
}

/** What the floor did right before a part: how much of the machine there was. */
export interface Baseline {
  readonly kind: "baseline";
  readonly part: string;
  readonly perSecond: number;
  /** Processes that wanted a core in the minute before. */
  readonly load: number;
  readonly account: Account;
}

export type Result =
  | Saturation
  | Latency
  | Idle
  | HotGroup
  | MassCut
  | CatchUp
  | RollingRestart
  | Batching
  | Baseline
  | Skipped
  | Failed;

/** Results of one kind. */
export type Of<Kind extends Result["kind"]> = Extract<Result, { kind: Kind }>;

export const ofKind = <Kind extends Result["kind"]>(
  results: readonly Result[],
  kind: Kind,
): Of<Kind>[] => results.filter((result): result is Of<Kind> => result.kind === kind);
