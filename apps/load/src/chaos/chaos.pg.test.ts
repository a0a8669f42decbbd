import { tmpdir } from "node:os";
import { describePostgres } from "@parley/db/testing";
import { expect, test } from "vitest";
import { runChaos } from "./run.ts";

const suite = await describePostgres();

suite("a short chaos run", () => {
  // No retry: a message lost once is lost.
  test(
    "CHS-2: killed and drained servers, network failures, a frozen and a read-only database lose no message and no order",
    { retry: 0 },
    async () => {
      const faults = ["kill", "cut", "half-open", "freeze", "read-only", "nats", "drain"] as const;
      // The list ends the run, not the time.
      const result = await runChaos(tmpdir(), { seed: 1, seconds: 100_000, faults });
      expect(result.faults.map(({ name }) => name)).toEqual(faults);
      expect({ violations: result.violations, complaints: result.complaints }).toEqual({
        violations: [],
        complaints: [],
      });
      // Before the faults, during, and after each of them.
      expect(result.acknowledged).toBeGreaterThan(100);
    },
  );
});
