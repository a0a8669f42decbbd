import fc from "fast-check";
import { expect, test } from "vitest";
import { serialPerKey } from "./serial-per-key.ts";

test("for every interleaving: work of one key runs in order and one at a time, and each caller gets its own outcome", async () => {
  const works = fc.array(fc.record({ key: fc.constantFrom("a", "b"), fails: fc.boolean() }), {
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), works, async (s, all) => {
      const running = new Map<string, number>();
      const done: number[] = [];
      const inTurn = serialPerKey<string>();
      const outcomes = all.map(async ({ key, fails }, nth) => {
        // Some work is queued while other work runs.
        if (nth % 3 === 2) await s.schedule(Promise.resolve(), "queue");
        const result = inTurn(key, async () => {
          running.set(key, (running.get(key) ?? 0) + 1);
          expect(running.get(key)).toBe(1);
          await s.schedule(Promise.resolve(), key);
          running.set(key, 0);
          done.push(nth);
          if (fails) throw new Error(String(nth));
          return nth;
        });
        if (fails) await expect(result).rejects.toThrow(String(nth));
        else expect(await result).toBe(nth);
      });
      await s.waitFor(Promise.all(outcomes));
      for (const key of ["a", "b"]) {
        const immediate = done.filter((nth) => all[nth]?.key === key && nth % 3 !== 2);
        expect(immediate).toEqual(immediate.toSorted((one, other) => one - other));
      }
    }),
  );
});

test("work that queues more work of its key does not run alongside it", async () => {
  const inTurn = serialPerKey<string>();
  const seen: string[] = [];
  let inner: Promise<unknown> | undefined;
  await inTurn("a", async () => {
    inner = inTurn("a", async () => seen.push("inner"));
    await Promise.resolve();
    seen.push("outer");
  });
  await inner;
  expect(seen).toEqual(["outer", "inner"]);
});

test("keys do not wait for each other", async () => {
  const inTurn = serialPerKey<string>();
  const blocked = Promise.withResolvers<void>();
  const started: string[] = [];
  const start = (name: string, until?: Promise<void>) => () => {
    started.push(name);
    return until ?? Promise.resolve();
  };
  const first = inTurn("a", start("a1", blocked.promise));
  const second = inTurn("a", start("a2"));
  await inTurn("b", start("b1"));
  expect(started).toEqual(["a1", "b1"]);
  blocked.resolve();
  await Promise.all([first, second]);
  expect(started).toEqual(["a1", "b1", "a2"]);
});
