// The chaos run: `npm run chaos -- --seconds 180 --seed 1`. Starts everything into which it injects faults, on
// loopback, and stops it again.
import { parseArgs } from "node:util";
import { LoadProblem } from "../problem.ts";
import { type ChaosResult, runChaos } from "./run.ts";

const USAGE = `Usage: npm run chaos [-- OPTIONS]

--seconds N       how long faults go on (180)
--seed N          which faults, and when (the time)
--folder FOLDER   where the database lies (/var/tmp)`;

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new LoadProblem(`--${name} ${text} is not a whole number.\n\n${USAGE}`);
}

function readOptions(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: args.filter((arg) => arg !== "--"),
      options: {
        seconds: { type: "string", default: "180" },
        seed: { type: "string", default: String(Math.floor(Date.now() / 1_000)) },
        folder: { type: "string", default: "/var/tmp" },
      },
    });
    return {
      ...values,
      seconds: wholeNumber("seconds", values.seconds),
      seed: wholeNumber("seed", values.seed),
    };
  } catch (cause) {
    if (cause instanceof LoadProblem) throw cause;
    throw new LoadProblem(`${cause instanceof Error ? cause.message : String(cause)}\n\n${USAGE}`, {
      cause,
    });
  }
}

const inSeconds = (milliseconds: number) => `${(milliseconds / 1_000).toFixed(2)} s`;

function describe({ acknowledged, faults, violations, complaints }: ChaosResult): string {
  const names = [...new Set(faults.map(({ name }) => name))].toSorted();
  const lines = names.map((name) => {
    const times = faults
      .filter((fault) => fault.name === name)
      .map(({ recovery }) => recovery)
      .toSorted((a, b) => a - b);
    const median = times[Math.floor(times.length / 2)] ?? 0;
    return `| ${name} | ${times.length} | ${inSeconds(median)} | ${inSeconds(times.at(-1) ?? 0)} |`;
  });
  const bad = [...violations.map(({ kind, detail }) => `${kind}: ${detail}`), ...complaints];
  return [
    "| Fault | Times | Recovery, median | Worst |",
    "| --- | --- | --- | --- |",
    ...lines,
    "",
    `${acknowledged} messages acknowledged, ${faults.length} faults, ${violations.length} promises broken, ${complaints.length} complaints`,
    ...bad,
  ].join("\n");
}

try {
  const { folder, seconds, seed } = readOptions(process.argv.slice(2));
  console.log(`Seed ${seed}, ${seconds} s of faults`);
  const result = await runChaos(folder, { seconds, seed, say: console.log });
  console.log(describe(result));
  const isWell =
    result.violations.length === 0 && result.complaints.length === 0 && result.faults.length > 0;
  process.exit(isWell ? 0 : 1);
} catch (fault) {
  console.error(fault instanceof LoadProblem ? fault.message : fault);
  process.exit(1);
}
