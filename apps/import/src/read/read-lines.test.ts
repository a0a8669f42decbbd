import { expect, test } from "vitest";
import { createSplitter, type Line } from "./read-lines.ts";

/** The lines of a text that arrives in chunks of the given length. */
function split(text: string, { size, max = 100 }: { size: number; max?: number }): Line[] {
  const bytes = Buffer.from(text);
  const splitter = createSplitter(max);
  const lines: Line[] = [];
  for (let from = 0; from < bytes.length; from += size) {
    lines.push(...splitter.push(bytes.subarray(from, from + size)));
  }
  return [...lines, ...splitter.rest()];
}

const shown = (lines: readonly Line[]) =>
  lines.map(({ number, bytes }) => [number, bytes?.toString()]);

test("lines are the same wherever the chunks end", () => {
  const text = 'first\n\n{"ü": "日本"}\r\nlast';
  for (let size = 1; size <= text.length + 8; size += 1) {
    const lines = split(text, { size });
    expect(shown(lines)).toEqual([
      [1, "first"],
      [2, ""],
      [3, '{"ü": "日本"}\r'],
      [4, "last"],
    ]);
    for (const { start, end, bytes } of lines) {
      expect(Buffer.from(text).subarray(start, end)).toEqual(bytes);
    }
  }
});

test("a line end at the end of the file starts no further line", () => {
  expect(shown(split("one\ntwo\n", { size: 3 }))).toEqual([
    [1, "one"],
    [2, "two"],
  ]);
  expect(split("", { size: 1 })).toEqual([]);
});

test("a line that is too long is not kept, and its position in the file is known", () => {
  const text = `short\n${"x".repeat(50)}\nafter`;
  for (const size of [1, 7, 100]) {
    const lines = split(text, { size, max: 10 });
    expect(shown(lines)).toEqual([
      [1, "short"],
      [2, undefined],
      [3, "after"],
    ]);
    expect([lines[1]?.start, lines[1]?.end]).toEqual([6, 56]);
  }
});
