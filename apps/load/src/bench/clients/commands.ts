import { fileURLToPath } from "node:url";
import type { Account } from "../load-generator/ledger.ts";
import type { Outcome } from "../load-generator/traffic.ts";
import type { Spread } from "../load-generator/quantiles.ts";
import { type Actor, startActor } from "../processes/actor.ts";
import type { Layout } from "../processes/cores.ts";
import type { Dataset } from "../seed/dataset.ts";

/** Commands to users with the real client. */
export type Command =
  | { readonly do: "connect"; readonly urls: readonly string[]; readonly dataset: Dataset }
  /** Every user writes one message to a contact, whether or not they are connected. */
  | { readonly do: "write" }
  /**
   * Resolves once all users are connected and every message has arrived. Times count from `since`, in epoch
   * milliseconds.
   */
  | { readonly do: "untilWhole"; readonly since: number; readonly timeout: number }
  /** When users were not connected so far. */
  | { readonly do: "outages" }
  | {
      readonly do: "openLoop";
      readonly perSecond: number;
      readonly warmUp: number;
      readonly seconds: number;
    }
  /** One user reads this many events of their log. */
  | {
      readonly do: "catchUp";
      readonly url: string;
      readonly cursor: string;
      readonly events: number;
    };

export interface Recovered {
  /** Seconds until each had reconnected. */
  readonly back: Spread;
  /** Seconds until the last had received everything. */
  readonly seconds: number;
  readonly account: Account;
  /** Numbers missing in a user's stream. */
  readonly gaps: number;
}

/** A user was not connected, in epoch milliseconds. */
export interface Outage {
  readonly from: number;
  readonly to: number;
}

export interface Outages {
  readonly outages: readonly Outage[];
  /** Sends that the outbox has given up. */
  readonly failed: number;
}

export interface Answers {
  readonly connect: { readonly people: number };
  readonly write: { readonly written: number };
  readonly untilWhole: Recovered;
  readonly outages: Outages;
  readonly openLoop: Outcome;
  readonly catchUp: { readonly seconds: number };
}

export type Clients = Actor<Command, Answers>;

/** Starts users with the real client in a separate process. */
export const startClients = (layout: Layout): Promise<Clients> =>
  startActor(layout, fileURLToPath(new URL("clients-process.ts", import.meta.url)));
