import { expect, test } from "vitest";
import { createProgress } from "./terminal.ts";

const step = (done: number, text = `${done} done`) => ({ done, total: 2_000, text });

function createOutput(isTTY: boolean) {
  const written: string[] = [];
  const write = (text: string | Uint8Array) => written.push(String(text)) > 0;
  return { written, output: { isTTY, columns: 80, write } };
}

test("without a terminal there is a line for every tenth", () => {
  const { written, output } = createOutput(false);
  const progress = createProgress(output, () => 0);
  for (let done = 0; done <= 2_000; done += 1) progress.show(step(done));
  progress.end();
  expect(written).toHaveLength(10);
  expect(written[0]).toBe("10 %  200 done\n");
  expect(written.at(-1)).toBe("100 %  2000 done\n");
});

test("the next stage starts its lines from the beginning", () => {
  const { written, output } = createOutput(false);
  const progress = createProgress(output, () => 0);
  for (const done of [0, 1_000, 2_000]) progress.show(step(done, "reading"));
  for (const done of [0, 1_000, 2_000]) progress.show(step(done, "writing"));
  expect(written).toEqual([
    "50 %  reading\n",
    "100 %  reading\n",
    "50 %  writing\n",
    "100 %  writing\n",
  ]);
});

test("on a terminal one line is redrawn, at a bounded rate, and always at the end", () => {
  const { written, output } = createOutput(true);
  let now = 0;
  const progress = createProgress(output, () => now);
  for (let done = 1; done <= 2_000; done += 1) {
    now += 1;
    progress.show(step(done));
  }
  progress.end();
  expect(written.length).toBeLessThan(30);
  expect(written.every((text, at) => text.startsWith("\r") || at === written.length - 1)).toBe(
    true,
  );
  expect(written.at(-2)).toContain("100 %  2000 done");
  expect(written.at(-1)).toBe("\n");
  for (const text of written) expect(text.length).toBeLessThan(90);
});
