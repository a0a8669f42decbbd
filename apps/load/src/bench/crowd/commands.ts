import { fileURLToPath } from "node:url";
import { type Actor, startActor } from "../processes/actor.ts";
import type { Layout } from "../processes/cores.ts";
import type { Town } from "../seed/dataset.ts";
import type { Connected } from "./people.ts";
import type { Outcome } from "./traffic.ts";

/** How a crowd talks to the server under test. */
export type Protocol = "parley-socket" | "parley-http" | "floor";

interface Stretch {
  /** Seconds before, and of, the measurement. */
  readonly warmUp: number;
  readonly seconds: number;
}

/** What the conductor asks of a crowd. */
export type Command =
  | {
      readonly do: "connect";
      readonly protocol: Protocol;
      /** People take the servers in turn. */
      readonly urls: readonly string[];
      readonly town: Town;
      readonly atOnce: number;
    }
  | (Stretch & { readonly do: "saturate"; readonly underWay: number })
  | (Stretch & { readonly do: "steady"; readonly perSecond: number })
  | (Stretch & {
      readonly do: "group";
      readonly conversationId: string;
      readonly members: number;
      readonly perSecond: number;
    });

export interface Answers {
  readonly connect: Connected;
  readonly saturate: Outcome;
  readonly steady: Outcome;
  readonly group: Outcome;
}

export type Crowd = Actor<Command, Answers>;

/** Starts a crowd in a process of its own. */
export const startCrowd = (layout: Layout): Promise<Crowd> =>
  startActor(layout, fileURLToPath(new URL("crowd-process.ts", import.meta.url)));
