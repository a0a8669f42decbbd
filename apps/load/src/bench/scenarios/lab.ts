import type { LoadGenerator } from "../load-generator/commands.ts";
import type { Layout } from "../processes/cores.ts";
import type { Database } from "../processes/database.ts";
import type { RunningSubject, StartOptions, SubjectName } from "../processes/subjects.ts";
import type { Screen } from "../screen.ts";
import { seedDataset, type Dataset } from "../seed/dataset.ts";
import type { Cast } from "./cast.ts";

/** How long the parts of a run take. */
export interface Pace {
  /** Interleaved repetitions of each measurement, of which the median counts. */
  readonly rounds: number;
  readonly warmUp: number;
  readonly seconds: number;
  /** Divides numbers of people and stored messages, for a run that only shows that everything works. */
  readonly shrink: number;
}

/** What every scenario works with. */
export interface Lab {
  readonly layout: Layout;
  readonly cast: Cast;
  readonly database: Database;
  readonly pace: Pace;
  readonly screen: Screen;
  /** Makes a database of a dataset, once, and gives its name, to be copied. */
  dataset(dataset: Dataset): Promise<string>;
}

const nameOf = ({ people, reach }: Dataset) => `town_${people}_${reach}`;

/** Keeps each dataset that was asked for, so that it is made once. */
export function datasetsOf({ database, cast }: Pick<Lab, "database" | "cast">): Lab["dataset"] {
  const made = new Map<string, Promise<string>>();
  return (dataset) => {
    const name = nameOf(dataset);
    const make = async () => {
      await database.create(name);
      await seedDataset(database.urlOf(name), dataset);
      // At its first start a server goes through all the conversations, which belongs to no measurement.
      const server = await cast.server("parley", { databaseUrl: database.urlOf(name) });
      await server.stop();
      return name;
    };
    const known = made.get(name) ?? make();
    made.set(name, known);
    return known;
  };
}

/** How many people, each of whom knows up to fifty others. */
export function datasetOf(people: number, shrink: number): Dataset {
  const inhabitants = Math.max(8, Math.round(people / shrink));
  return { people: inhabitants, reach: Math.min(25, Math.floor((inhabitants - 1) / 2)) };
}

/** The database that a scenario fills; a new copy each time. */
export const RUN = "run";

export interface Stage {
  readonly servers: readonly RunningSubject[];
  readonly generator: LoadGenerator;
}

export interface StageOptions {
  readonly subject: SubjectName;
  readonly count?: number;
  readonly env?: StartOptions["env"];
}

/** Starts the servers and a generator on a database that is there already, and ends them whatever happens. */
export async function onStage<Result>(
  { cast, database }: Lab,
  { subject, count = 1, env = {} }: StageOptions,
  act: (stage: Stage) => Promise<Result>,
): Promise<Result> {
  const servers: RunningSubject[] = [];
  let generator: LoadGenerator | undefined;
  try {
    const start = { databaseUrl: database.urlOf(RUN), env };
    while (servers.length < count) servers.push(await cast.server(subject, start));
    generator = await cast.generator();
    return await act({ servers, generator });
  } finally {
    await generator?.stop();
    for (const server of servers) await server.stop();
  }
}
