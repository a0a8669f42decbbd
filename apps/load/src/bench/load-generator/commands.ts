import { fileURLToPath } from "node:url";
import { type Actor, startActor } from "../processes/actor.ts";
import type { Layout } from "../processes/cores.ts";
import type { Dataset } from "../seed/dataset.ts";
import type { Connected } from "./people.ts";
import type { Outcome } from "./traffic.ts";

/** Protocols between the load generator and the server under test. */
export type Protocol = "parley-socket" | "parley-http" | "floor";

interface Stretch {
  /** Seconds of warm-up, and of measurement. */
  readonly warmUp: number;
  readonly seconds: number;
}

/** Commands to a load generator. */
export type Command =
  | {
      readonly do: "connect";
      readonly protocol: Protocol;
      /** Users are assigned to servers round-robin. */
      readonly urls: readonly string[];
      readonly dataset: Dataset;
      readonly atOnce: number;
    }
  | (Stretch & { readonly do: "closedLoop"; readonly underWay: number })
  | (Stretch & { readonly do: "openLoop"; readonly perSecond: number })
  | (Stretch & {
      readonly do: "group";
      readonly conversationId: string;
      readonly members: number;
      readonly perSecond: number;
    });

export interface Answers {
  readonly connect: Connected;
  readonly closedLoop: Outcome;
  readonly openLoop: Outcome;
  readonly group: Outcome;
}

export type LoadGenerator = Actor<Command, Answers>;

/** Starts a load generator in a separate process. */
export const startLoadGenerator = (layout: Layout): Promise<LoadGenerator> =>
  startActor(layout, fileURLToPath(new URL("generator-process.ts", import.meta.url)));
