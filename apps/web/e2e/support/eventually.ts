import { expect } from "vitest";

/** As long as a busy machine may need to show something, in milliseconds. */
const PATIENCE = 30_000;

/** Like `expect`, for what becomes true by itself: asks until it is. */
export function eventually<Value>(read: () => Value | Promise<Value>) {
  return expect.poll(read, { timeout: PATIENCE });
}
