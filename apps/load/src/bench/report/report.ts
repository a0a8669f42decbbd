import type { Pace } from "../scenarios/lab.ts";
import type { Result } from "../scenarios/results.ts";
import type { Machine } from "./machine.ts";

/** Everything that one run found: the JSON that it writes. */
export interface Report {
  readonly startedAt: string;
  readonly seconds: number;
  readonly machine: Machine;
  readonly pace: Pace;
  readonly results: readonly Result[];
}
