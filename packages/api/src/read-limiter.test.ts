import { expect, test } from "vitest";
import { createConcurrencyLimiter } from "./read-limiter.ts";

function hold() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { work: () => promise, end: resolve };
}

test("RATE-8: concurrent reads are limited, the others queue in order", async () => {
  const limiter = createConcurrencyLimiter({ permits: 2 });
  const holds = Array.from({ length: 5 }, hold);
  const done: number[] = [];
  const all = holds.map(({ work }, nth) => limiter.run(work).then(() => void done.push(nth)));
  expect(limiter.waiting).toBe(3);
  for (const { end } of holds.toReversed()) end();
  await Promise.all(all);
  expect(new Set(done)).toEqual(new Set([0, 1, 2, 3, 4]));
  expect(limiter.waiting).toBe(0);
});

test("RATE-8: a failed read releases its permit", async () => {
  const limiter = createConcurrencyLimiter({ permits: 1 });
  await expect(limiter.run(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await limiter.run(async () => "yes")).toBe("yes");
});

test("RATE-8: beyond the bound of the queue, a read is refused with a retry delay", async () => {
  const limiter = createConcurrencyLimiter({ permits: 1, waitingMax: 1 });
  const first = hold();
  const all = [limiter.run(first.work), limiter.run(async () => undefined)];
  const refused = await limiter.run(async () => undefined).catch((fault: unknown) => fault);
  expect(refused).toMatchObject({ reason: "unavailable" });
  expect(Object(refused).retryAfterMs).toBeGreaterThan(0);
  first.end();
  await Promise.all(all);
});
