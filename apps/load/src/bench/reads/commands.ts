import { fileURLToPath } from "node:url";
import type { Spread } from "../load-generator/quantiles.ts";
import { type Actor, startActor } from "../processes/actor.ts";
import type { Layout } from "../processes/cores.ts";
import type { ReadTask } from "./read-connections.ts";

/** Commands to the process that reads. */
export type Command =
  | (ReadTask & {
      readonly do: "read";
      readonly callers: number;
      readonly warmUp: number;
      readonly seconds: number;
    })
  /** Fails unless every way returns the same. */
  | { readonly do: "compare"; readonly tasks: readonly ReadTask[] };

export interface Answers {
  /** The calls that were answered within the measurement, and how long each took. */
  readonly read: { readonly latency: Spread };
  readonly compare: { readonly compared: number };
}

export type Reader = Actor<Command, Answers>;

/** Starts the process that reads. */
export const startReader = (layout: Layout): Promise<Reader> =>
  startActor(layout, fileURLToPath(new URL("reader-process.ts", import.meta.url)));
