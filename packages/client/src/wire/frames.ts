import { limits } from "@parley/contract/limits";

const encoder = new TextEncoder();

/**
 * Splits tRPC's frames into frames that the server accepts: all calls of one tick are one batch, and the server refuses
 * a batch with too many calls or bytes as a whole.
 */
export function framesOf(data: string): string[] {
  if (!data.startsWith("[")) return [data];
  // A batch is an array of requests that tRPC has just serialised.
  const requests = (JSON.parse(data) as readonly unknown[]).map((request) =>
    JSON.stringify(request),
  );
  const frames: string[][] = [];
  let room = 0;
  for (const request of requests) {
    const size = encoder.encode(request).byteLength + 1;
    const frame = frames.at(-1);
    if (frame === undefined || size > room || frame.length === limits.batchMax) {
      frames.push([request]);
      room = limits.frameBytesMax - 1 - size;
    } else {
      frame.push(request);
      room -= size;
    }
  }
  return frames.map((frame) => (frame.length === 1 ? frame.join() : `[${frame.join()}]`));
}
