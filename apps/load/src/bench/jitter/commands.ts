import { fileURLToPath } from "node:url";
import type { Spread } from "../load-generator/quantiles.ts";
import { type Actor, startActor } from "../processes/actor.ts";
import type { Layout } from "../processes/cores.ts";
import type { Membership, openClient } from "./jitter-clients.ts";

/** Commands to clients whose network fails. */
export interface Command {
  readonly do: "jitter";
  readonly system: keyof typeof openClient;
  readonly server: string;
  readonly members: readonly Membership[];
  /** Messages per second to each group. */
  readonly perSecond: number;
  readonly seconds: number;
}

/** What happened to the messages. */
export interface Shaken {
  /** How often a client's network failed. */
  readonly cuts: number;
  /** Messages times the clients of their groups whose network fails. */
  readonly deliveries: number;
  readonly lost: number;
  readonly repeated: number;
  /** Of missed messages: from when the network was there again, or from the sending if that was later. */
  readonly replay: Spread;
  readonly live: Spread;
}

export interface Answers {
  readonly jitter: Shaken;
}

/** Starts the clients in a separate process. */
export const startJitterClients = (layout: Layout): Promise<Actor<Command, Answers>> =>
  startActor(layout, fileURLToPath(new URL("jitter-process.ts", import.meta.url)));
