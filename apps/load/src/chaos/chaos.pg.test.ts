import { tmpdir } from "node:os";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { expect, test } from "vitest";
import { type ChaosOptions, type ChaosResult, runChaos } from "./run.ts";

const SECONDS = process.env["PARLEY_CHAOS_SECONDS"];
const HOURS_8 = 8 * 3_600_000;

/** Seven faults once each, or, for the time that the environment names, all of them in an order of the seed. */
const options: ChaosOptions =
  SECONDS === undefined
    ? {
        seed: 1,
        // The list ends the run, not the time.
        seconds: 100_000,
        faults: ["kill", "cut", "half-open", "freeze", "read-only", "nats", "drain"],
      }
    : {
        seed: Number(process.env["PARLEY_CHAOS_SEED"] ?? Math.floor(Date.now() / 1_000)),
        seconds: Number(SECONDS),
        say: console.log,
      };

const inSeconds = (milliseconds: number) => `${(milliseconds / 1_000).toFixed(2)} s`;

/** How often each fault happened and how long users took to recover, as a table for docs/reliability.md. */
function summaryOf({ acknowledged, faults }: ChaosResult): string {
  const names = [...new Set(faults.map(({ name }) => name))].toSorted();
  const rows = names.map((name) => {
    const times = faults
      .filter((fault) => fault.name === name)
      .map(({ recovery }) => recovery)
      .toSorted((a, b) => a - b);
    const median = times[Math.floor(times.length / 2)] ?? 0;
    return `| ${name} | ${times.length} | ${inSeconds(median)} | ${inSeconds(times.at(-1) ?? 0)} |`;
  });
  return [
    `${acknowledged} messages acknowledged, ${faults.length} faults`,
    "| Fault | Times | Recovery, median | Worst |",
    "| --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

const suite = await describePostgres();

suite(`a chaos run with seed ${options.seed}`, () => {
  test(
    "CHS-2: killed and drained servers, network failures, a frozen and a read-only database lose no message and no order",
    // No retry: a message lost once is lost.
    { retry: 0, timeout: HOURS_8 },
    async () => {
      const result = await runChaos(tmpdir(), options);
      options.say?.(summaryOf(result));
      const names = result.faults.map(({ name }) => name);
      if (options.faults === undefined) expect(names).not.toEqual([]);
      else expect(names).toEqual(options.faults);
      expect({ violations: result.violations, complaints: result.complaints }).toEqual({
        violations: [],
        complaints: [],
      });
      // Before the faults, during, and after each of them.
      expect(result.acknowledged).toBeGreaterThan(100);
    },
  );
});
