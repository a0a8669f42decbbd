import { createReadStream } from "node:fs";
import type { Writable } from "node:stream";
import { write } from "./writing.ts";
import { type Line, readLines } from "../read/read-lines.ts";

const END = Buffer.from("\n");

/** A line that is too long for memory is copied from file to file. */
async function copyRange({ path, line, to }: { path: string; line: Line; to: Writable }) {
  const range: AsyncIterable<Buffer> = createReadStream(path, {
    start: line.start,
    end: line.end - 1,
  });
  for await (const chunk of range) await write(to, chunk);
}

/** Copies some lines of a file unchanged. `numbers` are ascending. */
export async function copyLines(
  path: string,
  numbers: AsyncIterator<number, undefined>,
  to: Writable,
): Promise<void> {
  let next = await numbers.next();
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      if (next.done === true) return;
      if (line.number !== next.value) continue;
      if (line.bytes === null) await copyRange({ path, line, to });
      else await write(to, line.bytes);
      await write(to, END);
      next = await numbers.next();
    }
  }
}
