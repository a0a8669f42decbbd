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

/** The processes of a scenario. */
export interface LoadProcesses {
  server(name: SubjectName, options: Omit<StartOptions, "layout">): Promise<RunningSubject>;
  /** Many connections that implement the protocol directly. */
  generator(): Promise<LoadGenerator>;
  /** Users with the real client. */
  clients(): Promise<Clients>;
}

/** Starts all processes on the core of their role. */
export const startLoadProcesses = (layout: Layout): LoadProcesses => ({
  server: (name, options) => startSubject(subjects[name], { ...options, layout }),
  generator: () => startLoadGenerator(layout),
  clients: () => startClients(layout),
});
