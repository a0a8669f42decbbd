import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createBus } from "@parley/api/import-support";
import { defaultPolicy, isTransientDatabaseFault, systemClock } from "@parley/api/platform";
import { connect } from "@parley/db/connect";
import { migrate } from "@parley/db/migrate";
import { databaseTarget } from "@parley/standalone/database-target";
import { readDatabaseEnv } from "@parley/standalone/env";
import { openFileStore } from "@parley/standalone/open-file-store";
import { explain } from "@parley/standalone/explain";
import { type CommandLine, readCommandLine } from "./command-line.ts";
import { describeResult, isComplete } from "./describe-result.ts";
import { openExport } from "./export-folder.ts";
import { openReport } from "./report/write-report.ts";
import { type ImportResult, runImport } from "./run-import.ts";
import { Interrupted, interruptOnSignal, createProgress } from "./terminal.ts";

const STOPPING = "Stopping when the current batch is stored. Press again to stop at once.";
const LOST = "The database went away. Run the same command again to go on from there.";

async function importFolder({ folder, isCheck, report }: CommandLine, signal: AbortSignal) {
  const source = await openExport(resolve(folder));
  await openReport(report);
  const read = readDatabaseEnv();
  const database = await connect(databaseTarget(read), { schema: read.databaseSchema });
  const where = [database.description, ...database.warnings].join(" ");
  process.stderr.write(`Database: ${where}\n`);
  const progress = createProgress(process.stderr, () => performance.now());
  try {
    if (!isCheck) await migrate(database.direct);
    const began = performance.now();
    const result = await runImport({
      database: database.db,
      source,
      report,
      isCheck,
      policy: defaultPolicy,
      clock: systemClock,
      files: openFileStore(),
      bus: createBus(),
      signal,
      show: progress.show,
    }).finally(() => progress.end());
    return { result, unread: source.unread, seconds: (performance.now() - began) / 1_000 };
  } finally {
    await database.close();
  }
}

const exitCodeOf = (result: ImportResult) => {
  if (result.state === "interrupted") return Interrupted.exitCode;
  return isComplete(result) ? 0 : 1;
};

async function main(): Promise<number> {
  const signal = interruptOnSignal(STOPPING);
  try {
    const commandLine = readCommandLine(process.argv.slice(2));
    const { report } = commandLine;
    const { result, unread, seconds } = await importFolder(commandLine, signal);
    await writeFile(
      join(report, "summary.json"),
      `${JSON.stringify({ ...result, seconds }, null, 2)}\n`,
    );
    process.stdout.write(describeResult(result, { report, unread, seconds }));
    return exitCodeOf(result);
  } catch (fault) {
    if (fault instanceof Interrupted) {
      process.stderr.write("Stopped before anything was imported.\n");
      return Interrupted.exitCode;
    }
    const why = explain(fault, undefined) ?? (isTransientDatabaseFault(fault) ? LOST : undefined);
    if (why === undefined) throw fault;
    process.stderr.write(`${why}\n`);
    return 1;
  }
}

process.exitCode = await main();
