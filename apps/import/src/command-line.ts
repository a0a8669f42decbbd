import { join } from "node:path";
import { parseArgs } from "node:util";
import { StartupProblem } from "@parley/standalone/startup-problem";

export interface CommandLine {
  readonly folder: string;
  readonly isCheck: boolean;
  /** Folder of the report. */
  readonly report: string;
}

const USAGE = `Usage: npm run import -- FOLDER [--check] [--report FOLDER]

Brings an export of another system into the database of DATABASE_URL, or else into the embedded one.
--check    reads everything, writes nothing to the database, and says what would happen
--report   where the report goes; FOLDER/report by default
The form of an export: docs/moving-over.md`;

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      // pnpm passes its own separator on.
      args: args.filter((arg) => arg !== "--"),
      allowPositionals: true,
      options: { check: { type: "boolean", default: false }, report: { type: "string" } },
    });
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new StartupProblem(`${what}\n\n${USAGE}`, { cause });
  }
}

/** Parses the command line; an error comes with the usage. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { positionals, values } = parse(args);
  const [folder] = positionals;
  if (folder === undefined || folder === "" || positionals.length > 1)
    throw new StartupProblem(USAGE);
  return { folder, isCheck: values.check, report: values.report ?? join(folder, "report") };
}
