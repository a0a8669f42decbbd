import type { LoadGenerator } from "../load-generator/commands.ts";
import type { Layout } from "../processes/cores.ts";
import type { Database } from "../processes/database.ts";
import type { RunningSubject, StartOptions, SubjectName } from "../processes/subjects.ts";
import type { Screen } from "./screen.ts";
import { seedDataset, type Dataset } from "../seed/dataset.ts";
import type { LoadProcesses } from "./load-processes.ts";

/** Durations of the parts of a run. */
export interface Pace {
  /** Interleaved repetitions of each measurement; the median counts. */
  readonly rounds: number;
  readonly warmUp: number;
  readonly seconds: number;
  /** Divides numbers of users and stored messages, for a run that only shows that everything works. */
  readonly shrink: number;
}

/** Shared by all scenarios. */
export interface BenchContext {
  readonly layout: Layout;
  readonly processes: LoadProcesses;
  readonly database: Database;
  readonly pace: Pace;
  readonly screen: Screen;
  /** Sizes of the databases whose reads are measured, in messages. */
  readonly messages: readonly number[];
  /** Clients whose network fails, and for how many seconds. */
  readonly jitter: { readonly people: number; readonly seconds: number };
  /** Creates a database of a dataset, once, and returns its name, to be copied. */
  dataset(dataset: Dataset): Promise<string>;
}

const nameOf = ({ people, reach }: Dataset) => `town_${people}_${reach}`;

/** Caches each requested dataset, so that it is created once. */
export function datasetsOf({
  database,
  processes,
}: Pick<BenchContext, "database" | "processes">): BenchContext["dataset"] {
  const made = new Map<string, Promise<string>>();
  return (dataset) => {
    const name = nameOf(dataset);
    const make = async () => {
      await database.create(name);
      await seedDataset(database.urlOf(name), dataset);
      // At its first start a server checks all conversations, which is not part of a measurement.
      const server = await processes.server("parley", { databaseUrl: database.urlOf(name) });
      await server.stop();
      return name;
    };
    const known = made.get(name) ?? make();
    made.set(name, known);
    return known;
  };
}

/** The number of users, each of whom has up to fifty contacts. */
export function datasetOf(people: number, shrink: number): Dataset {
  const inhabitants = Math.max(8, Math.round(people / shrink));
  return { people: inhabitants, reach: Math.min(25, Math.floor((inhabitants - 1) / 2)) };
}

/** The database that a scenario fills; a new copy each time. */
export const RUN = "run";

export interface RunningServers {
  readonly servers: readonly RunningSubject[];
  readonly generator: LoadGenerator;
}

export interface ServerOptions {
  readonly subject: SubjectName;
  readonly count?: number;
  readonly env?: StartOptions["env"];
}

/** Starts the servers and a generator on an existing database, and ends them in any case. */
export async function withServers<Result>(
  { processes, database }: BenchContext,
  { subject, count = 1, env = {} }: ServerOptions,
  act: (running: RunningServers) => Promise<Result>,
): Promise<Result> {
  const servers: RunningSubject[] = [];
  let generator: LoadGenerator | undefined;
  try {
    const start = { databaseUrl: database.urlOf(RUN), env };
    while (servers.length < count) servers.push(await processes.server(subject, start));
    generator = await processes.generator();
    return await act({ servers, generator });
  } finally {
    await generator?.stop();
    for (const server of servers) await server.stop();
  }
}
