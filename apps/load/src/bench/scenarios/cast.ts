import { type Clients, startClients } from "../clients/commands.ts";
import { type LoadGenerator, startLoadGenerator } from "../load-generator/commands.ts";
import type { Layout } from "../processes/cores.ts";
import {
  type RunningSubject,
  type StartOptions,
  startSubject,
  type SubjectName,
  subjects,
} from "../processes/subjects.ts";

/** Who takes part in a scenario, each in a process of its own. */
export interface Cast {
  server(name: SubjectName, options: Omit<StartOptions, "layout">): Promise<RunningSubject>;
  /** Many connections that speak the protocol by hand. */
  generator(): Promise<LoadGenerator>;
  /** People with the real client. */
  clients(): Promise<Clients>;
}

/** Starts everybody on the core of their part. */
export const createCast = (layout: Layout): Cast => ({
  server: (name, options) => startSubject(subjects[name], { ...options, layout }),
  generator: () => startLoadGenerator(layout),
  clients: () => startClients(layout),
});
