// The benchmark: `npm run bench`. Starts everything that it measures, on loopback, and stops it again.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LoadProblem } from "../problem.ts";
import { type BenchOptions, readOptions } from "./options.ts";
import { parts } from "./parts.ts";
import { chooseLayout } from "./processes/cores.ts";
import { startDatabase } from "./processes/database.ts";
import { describeMachine } from "./report/machine.ts";
import { betweenMarks, type Report, toMarkdown } from "./report/markdown.ts";
import { judge } from "./report/targets.ts";
import { startLoadProcesses } from "./scenarios/load-processes.ts";
import { type BenchContext, datasetsOf } from "./scenarios/context.ts";
import type { Result } from "./scenarios/results.ts";
import { runBaseline } from "./scenarios/baseline.ts";
import { createScreen } from "./scenarios/screen.ts";

const document = fileURLToPath(new URL("../../../../docs/performance.md", import.meta.url));

/** Runs the parts in order. A failing one is reported, and the others still run. */
async function runParts(bench: BenchContext, { parts: names }: BenchOptions): Promise<Result[]> {
  const results: Result[] = [];
  for (const name of names) {
    try {
      bench.screen.part(name);
      results.push(await runBaseline(bench, name), ...(await parts[name](bench)));
    } catch (fault) {
      const why = fault instanceof Error ? fault.message : String(fault);
      bench.screen.say(`failed: ${why}`);
      results.push({ kind: "failed", what: name, why });
    }
  }
  return results;
}

async function measure(options: BenchOptions): Promise<Report> {
  const startedAt = new Date();
  const layout = chooseLayout();
  const screen = createScreen(process.stdout, () => performance.now());
  screen.part("Starting PostgreSQL");
  const database = await startDatabase(options.folder, layout, options.postgres);
  const machine = describeMachine(layout, database.description);
  try {
    const { pace, messages, jitter } = options;
    const processes = startLoadProcesses(layout);
    const dataset = datasetsOf({ database, processes });
    const bench: BenchContext = {
      layout,
      processes,
      database,
      pace,
      messages,
      jitter,
      screen,
      dataset,
    };
    const results = await runParts(bench, options);
    const seconds = (Date.now() - startedAt.getTime()) / 1_000;
    return { startedAt: startedAt.toISOString(), seconds, machine, pace, results };
  } finally {
    await database.stop();
  }
}

async function write(report: Report, { out, writesDocs }: BenchOptions): Promise<string> {
  await mkdir(out, { recursive: true });
  const name = join(out, report.startedAt.replaceAll(/[:.]/g, "-"));
  await writeFile(`${name}.json`, JSON.stringify(report, null, 1));
  const markdown = toMarkdown(report);
  await writeFile(`${name}.md`, `# Parley under load\n\n${markdown}\n`);
  if (writesDocs) {
    await writeFile(document, betweenMarks(await readFile(document, "utf8"), markdown));
  }
  return name;
}

async function main(): Promise<number> {
  try {
    const options = readOptions(process.argv.slice(2));
    const report = await measure(options);
    const name = await write(report, options);
    for (const { work, goal, measured, isReached } of judge(report.results)) {
      process.stdout.write(
        `${isReached ? "reached" : "MISSED "}  ${work}: ${measured} (${goal})\n`,
      );
    }
    process.stdout.write(`\n${name}.md\n${name}.json\n`);
    return report.results.some(({ kind }) => kind === "failed") ? 1 : 0;
  } catch (fault) {
    if (!(fault instanceof LoadProblem)) throw fault;
    process.stderr.write(`${fault.message}\n`);
    return 1;
  }
}

// An interrupt also ends what was started: each child is killed when this process exits.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
process.exitCode = await main();
