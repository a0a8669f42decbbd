import { once } from "node:events";
import { createWriteStream } from "node:fs";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";

/** Writes, and waits if the disk is slower. */
export async function write(to: Writable, data: string | Uint8Array): Promise<void> {
  if (!to.write(data)) await once(to, "drain");
}

/** Opens a file, passes a writer to `work`, and closes it. */
export async function writing(path: string, work: (to: Writable) => Promise<void>): Promise<void> {
  const stream = createWriteStream(path);
  const closed = finished(stream);
  // Handled below; until then an error must not end the process.
  closed.catch(() => undefined);
  await work(stream);
  stream.end();
  await closed;
}
