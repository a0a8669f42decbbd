import { expect, test } from "vitest";
import { describeTally, toStep } from "./describe-tally.ts";
import type { Tally } from "./tally.ts";

const tally = (sent: number, more: Partial<Tally> = {}): Tally => ({
  total: 2_000,
  sent,
  alreadyThere: 0,
  refused: new Map(),
  ...more,
});

test("a tally names only what is not zero", () => {
  expect(describeTally(tally(1_200))).toBe("1,200 of 2,000 messages");
  const refused = new Map([["not_found", 3] as const, ["forbidden", 4] as const]);
  const mixed = tally(1_000, { alreadyThere: 500, refused });
  expect(describeTally(mixed)).toBe("1,507 of 2,000 messages, 500 already there, 7 refused");
  expect(toStep(mixed)).toMatchObject({ done: 1_507, total: 2_000 });
});
