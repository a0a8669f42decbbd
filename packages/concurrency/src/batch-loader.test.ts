import { expect, test, vi } from "vitest";
import { createBatchLoader } from "./batch-loader.ts";

/** A loader whose batches end when the test releases them. */
function holdRounds() {
  const rounds: {
    keys: readonly string[];
    answer: (found: Record<string, number>) => void;
    fail: () => void;
  }[] = [];
  const loader = createBatchLoader<string, number>((keys) => {
    const { promise, resolve, reject } = Promise.withResolvers<ReadonlyMap<string, number>>();
    rounds.push({
      keys,
      answer: (found) => resolve(new Map(Object.entries(found))),
      fail: () => reject(new Error("away")),
    });
    return promise;
  });
  return { loader, rounds };
}

test("ID-9: a single lookup runs at once, and concurrent ones are batched, each once", async () => {
  const { loader, rounds } = holdRounds();
  const first = loader.load("ada");
  await Promise.resolve();
  expect(rounds.map(({ keys }) => keys)).toEqual([["ada"]]);
  const others = ["ben", "ada", "ben", "cleo"].map((key) => loader.load(key));
  expect(rounds).toHaveLength(1);
  rounds[0]?.answer({ ada: 1 });
  expect(await first).toBe(1);
  await vi.waitFor(() => expect(rounds[1]?.keys).toEqual(["ben", "ada", "cleo"]));
  // A caller that asked after the first batch had started does not get its result.
  rounds[1]?.answer({ ada: 2, ben: 3 });
  expect(await Promise.all(others)).toEqual([3, 2, 3, undefined]);
});

test("ID-9: a failing batch fails its callers, and the next one is run", async () => {
  const { loader, rounds } = holdRounds();
  const first = loader.load("ada");
  await Promise.resolve();
  const second = loader.load("ada");
  rounds[0]?.fail();
  await expect(first).rejects.toThrow("away");
  await vi.waitFor(() => expect(rounds).toHaveLength(2));
  rounds[1]?.answer({ ada: 2 });
  expect(await second).toBe(2);
});

test("ID-9: more keys than a batch takes are loaded in several, one after the other", async () => {
  const batches: (readonly number[])[] = [];
  const loader = createBatchLoader<number, number>(
    async (keys) => {
      batches.push(keys);
      return new Map(keys.map((key) => [key, key * 10]));
    },
    { max: 2 },
  );
  const found = await Promise.all([1, 2, 3, 4, 5].map((key) => loader.load(key)));
  expect(found).toEqual([10, 20, 30, 40, 50]);
  expect(batches).toEqual([[1, 2], [3, 4], [5]]);
});
