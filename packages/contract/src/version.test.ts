import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { expect, test } from "vitest";
import * as z from "zod";
import { closeCodes } from "./close-codes.ts";
import { limits, meetingLimits } from "./limits.ts";
import { CONTRACT_VERSION } from "./version.ts";

const pinned = {
  version: 2,
  hash: "d3ad065e0c21e888418a2b121fc1b4ba432d979aa4591ca9f0a717917347bb94",
};

const advice = `The contract changed, and something outside of this repository may speak the old one.
Can a client of the last release still read everything, and send what it sent?
  yes: put the new hash into version.test.ts
  no:  raise CONTRACT_VERSION in version.ts as well, and put both into version.test.ts`;

/** The same text for the same value, independent of the order of its keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** Every schema that the package exports, as JSON Schema, by the name of its module and its own. */
async function describeSchemas(): Promise<Record<string, unknown>> {
  const described: Record<string, unknown> = {};
  const files = readdirSync(import.meta.dirname).filter((file) => /^[a-z-]+\.ts$/.test(file));
  for (const file of files.toSorted()) {
    const module: Record<string, unknown> = await import(`./${basename(file, ".ts")}.ts`);
    for (const [name, value] of Object.entries(module)) {
      if (!(value instanceof z.ZodType)) continue;
      described[`${file}#${name}`] = [
        z.toJSONSchema(value, { io: "input" }),
        z.toJSONSchema(value, { io: "output" }),
      ];
    }
  }
  return described;
}

test("the contract matches its version", async () => {
  const schemas = await describeSchemas();
  // Limits of text are refinements, which JSON Schema does not show.
  const text = canonical({ schemas, limits, meetingLimits, closeCodes });
  const hash = createHash("sha256").update(text).digest("hex");
  expect({ version: CONTRACT_VERSION, hash }, advice).toEqual(pinned);
});

test("the version covers every module", async () => {
  const names = Object.keys(await describeSchemas());
  expect(names).toEqual(
    expect.arrayContaining(["events.ts#streamEventSchema", "messages.ts#sendMessageInput"]),
  );
  expect(names.length).toBeGreaterThan(30);
});
