import { createReadStream } from "node:fs";

/** One line of a file, without its line end. */
export interface Line {
  readonly number: number;
  /** Byte offsets in the file: from `start` to before `end`. */
  readonly start: number;
  readonly end: number;
  /** Null for a line that is longer than `LINE_MAX`, which is not kept in memory. */
  readonly bytes: Buffer | null;
}

/** Bytes of the longest line that is read: several times what the limits of the contract allow. */
export const LINE_MAX = 1024 * 1024;

const CHUNK = 256 * 1024;
const LINE_FEED = 10;

/** Splits its input into lines, wherever the chunks end. */
export function createSplitter(max: number) {
  let number = 1;
  let start = 0;
  let length = 0;
  let pieces: Buffer[] = [];
  const take = (piece: Buffer) => {
    length += piece.length;
    if (length <= max) pieces.push(piece);
    else pieces = [];
  };
  const finish = (): Line => {
    const bytes = length > max ? null : Buffer.concat(pieces, length);
    const line = { number, start, end: start + length, bytes };
    number += 1;
    start += length + 1;
    length = 0;
    pieces = [];
    return line;
  };
  return {
    push(chunk: Buffer): Line[] {
      const lines: Line[] = [];
      let from = 0;
      for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, from)) {
        take(chunk.subarray(from, at));
        lines.push(finish());
        from = at + 1;
      }
      take(chunk.subarray(from));
      return lines;
    },
    /** What follows the last line end, if anything does. */
    rest: (): Line[] => (length === 0 ? [] : [finish()]),
  };
}

/** The lines of a file in order, as many at a time as one read returns. */
export async function* readLines(path: string): AsyncGenerator<Line[]> {
  const splitter = createSplitter(LINE_MAX);
  const stream: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: CHUNK });
  for await (const chunk of stream) yield splitter.push(chunk);
  yield splitter.rest();
}
