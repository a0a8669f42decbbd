import { expect, test } from "vitest";
import { createProgress, describeTally } from "./progress.ts";
import type { Tally } from "./tally.ts";

const tally = (sent: number, more: Partial<Tally> = {}): Tally => ({
  total: 2_000,
  sent,
  alreadyThere: 0,
  refused: new Map(),
  ...more,
});

function createOutput(isTTY: boolean) {
  const written: string[] = [];
  const write = (text: string | Uint8Array) => written.push(String(text)) > 0;
  return { written, output: { isTTY, columns: 80, write } };
}

test("a tally names only what is not zero", () => {
  expect(describeTally(tally(1_200))).toBe("1,200 of 2,000 messages");
  const refused = new Map([["not_found", 3] as const, ["forbidden", 4] as const]);
  expect(describeTally(tally(1_000, { alreadyThere: 500, refused }))).toBe(
    "1,507 of 2,000 messages, 500 already there, 7 refused",
  );
});

test("without a terminal there is a line for every tenth of the way", () => {
  const { written, output } = createOutput(false);
  const progress = createProgress(output, () => 0);
  for (let sent = 0; sent <= 2_000; sent += 1) progress.show(tally(sent));
  progress.end();
  expect(written).toHaveLength(10);
  expect(written[0]).toBe("10 %  200 of 2,000 messages\n");
  expect(written.at(-1)).toBe("100 %  2,000 of 2,000 messages\n");
});

test("on a terminal one line is drawn over, at a bounded pace, and always at the end", () => {
  const { written, output } = createOutput(true);
  let now = 0;
  const progress = createProgress(output, () => now);
  for (let sent = 1; sent <= 2_000; sent += 1) {
    now += 1;
    progress.show(tally(sent));
  }
  progress.end();
  expect(written.length).toBeLessThan(30);
  expect(written.every((text, at) => text.startsWith("\r") || at === written.length - 1)).toBe(
    true,
  );
  expect(written.at(-2)).toContain("100 %  2,000 of 2,000 messages");
  expect(written.at(-1)).toBe("\n");
  for (const text of written) expect(text.length).toBeLessThan(90);
});
