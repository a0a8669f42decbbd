import { parseArgs } from "node:util";
import { LoadProblem } from "../problem.ts";
import type { Pace } from "./scenarios/context.ts";

/** The parts of the standard set, in order. */
export const partNames = [
  "batching",
  "reads",
  "storage",
  "traffic",
  "idle",
  "group",
  "cut",
  "catch-up",
  "servers",
  "restart",
  "avalanche",
  "jitter",
  "growth",
] as const;
export type PartName = (typeof partNames)[number];

export interface BenchOptions {
  readonly parts: readonly PartName[];
  readonly pace: Pace;
  /** Sizes of the databases whose reads are measured, in messages. */
  readonly messages: readonly number[];
  /** Clients whose network fails, and for how many seconds. */
  readonly jitter: { readonly people: number; readonly seconds: number };
  /** Folder of the reports. */
  readonly out: string;
  /** Folder of the databases: on the disk that is to be measured. */
  readonly folder: string;
  /** Directory of the programs of another PostgreSQL than the embedded one. */
  readonly postgres: string | undefined;
  /** Whether docs/performance.md is updated. */
  readonly writesDocs: boolean;
}

const USAGE = `Usage: npm run bench [-- OPTIONS]

--quick           a tenth of everything, once: shows that it all works
--rounds N        interleaved repetitions (3)
--seconds N       length of a measurement (6)
--messages N,M    sizes of the databases whose reads are measured (1000,1000000)
--jitter N,S      clients whose network fails, and for how many seconds (1000,60)
--only A,B        some parts alone: ${partNames.join(", ")}
--out FOLDER      where the reports go (bench-results)
--folder FOLDER   where the databases lie (/var/tmp)
--postgres BIN    another PostgreSQL than the embedded one: the directory of its initdb and postgres
--no-docs         leaves docs/performance.md as it is`;

const isPart = (name: string): name is PartName => partNames.some((part) => part === name);

function wholeNumber(name: string, text: string, most = 600): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new LoadProblem(`--${name} ${text} is not a whole number from 1 to ${most}.\n\n${USAGE}`);
}

const MESSAGES_MAX = 100_000_000;
const PEOPLE_MAX = 10_000;

function readJitter(text: string): BenchOptions["jitter"] {
  const [people = "", seconds = ""] = text.split(",");
  return {
    people: wholeNumber("jitter", people, PEOPLE_MAX),
    seconds: wholeNumber("jitter", seconds),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: args.filter((arg) => arg !== "--"),
      options: {
        quick: { type: "boolean", default: false },
        rounds: { type: "string" },
        seconds: { type: "string" },
        messages: { type: "string", default: "1000,1000000" },
        jitter: { type: "string", default: "1000,60" },
        only: { type: "string", default: partNames.join(",") },
        out: { type: "string", default: "bench-results" },
        folder: { type: "string", default: "/var/tmp" },
        postgres: { type: "string" },
        "no-docs": { type: "boolean", default: false },
      },
    }).values;
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new LoadProblem(`${what}\n\n${USAGE}`, { cause });
  }
}

/** Parses the command line; an error comes with the usage. */
export function readOptions(args: readonly string[]): BenchOptions {
  const values = parse(args);
  const chosen = values.only.split(",").map((name) => name.trim());
  const unknown = chosen.find((name) => !isPart(name));
  if (unknown !== undefined) throw new LoadProblem(`There is no part ${unknown}.\n\n${USAGE}`);
  const { quick, rounds = quick ? "1" : "3", seconds = quick ? "1" : "6" } = values;
  return {
    parts: partNames.filter((name) => chosen.includes(name)),
    pace: {
      rounds: wholeNumber("rounds", rounds),
      warmUp: quick ? 0.5 : 2,
      seconds: wholeNumber("seconds", seconds),
      shrink: quick ? 10 : 1,
    },
    messages: values.messages.split(",").map((size) => wholeNumber("messages", size, MESSAGES_MAX)),
    jitter: readJitter(values.jitter),
    out: values.out,
    folder: values.folder,
    postgres: values.postgres,
    // A run of some parts, or a small one, must not replace a complete one.
    writesDocs: !values["no-docs"] && !quick && chosen.length === partNames.length,
  };
}
