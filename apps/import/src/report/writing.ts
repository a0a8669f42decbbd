import { once } from "node:events";
import { createWriteStream } from "node:fs";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";

/** Writes, and waits where the disk is slower than we are. */
export async function write(to: Writable, data: string | Uint8Array): Promise<void> {
  if (!to.write(data)) await once(to, "drain");
}

/** Opens a file, lets it be written, and sees it closed. */
export async function writing(path: string, work: (to: Writable) => Promise<void>): Promise<void> {
  const stream = createWriteStream(path);
  const closed = finished(stream);
  // Heard below; until then a fault must not end the process.
  closed.catch(() => undefined);
  await work(stream);
  stream.end();
  await closed;
}
