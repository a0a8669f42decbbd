import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { coalesce } from "./coalesce.ts";

test("for every interleaving: one run at a time, each request waits for a run that starts after it, and none is superfluous", async () => {
  const waits = fc.array(fc.nat(3), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      waits,
      fc.infiniteStream(fc.boolean()),
      async (s, at, fails) => {
        let running = 0;
        let started = 0;
        let pending = 0;
        const request = coalesce(async () => {
          started += 1;
          const nth = started;
          expect(pending, "this run was requested").toBeGreaterThan(0);
          pending = 0;
          running += 1;
          expect(running).toBe(1);
          await s.schedule(Promise.resolve(), "run");
          running -= 1;
          if (fails.next().value) throw new Error("failed");
          return nth;
        });
        const requests = at.map(async (turns, nth) => {
          for (let turn = 0; turn < turns; turn += 1) {
            await s.schedule(Promise.resolve(), `request ${nth}`);
          }
          const before = started;
          pending += 1;
          const result = await request().catch(() => Infinity);
          expect(result).toBeGreaterThan(before);
        });
        await s.waitFor(Promise.all(requests));
        expect(running).toBe(0);
        expect(started).toBeLessThanOrEqual(at.length);
      },
    ),
  );
});

test("requests of one turn share a run, and a request from inside a run is for the next one", async () => {
  const seen: string[] = [];
  let left = 3;
  const request = coalesce(async () => {
    seen.push(`run ${left}`);
    left -= 1;
    if (left > 0) void request();
  });
  const first = request();
  seen.push("requested");
  expect(request()).toBe(first);
  await vi.waitFor(() => expect(left).toBe(0));
  expect(seen).toEqual(["requested", "run 3", "run 2", "run 1"]);
});

test("a request in the same turn in which a run ends does not start a second run alongside the next one", async () => {
  let running = 0;
  const request = coalesce(async () => {
    running += 1;
    expect(running).toBe(1);
    await Promise.resolve();
    running -= 1;
  });
  const first = request();
  const late = first.then(() => request());
  await Promise.all([request(), late, request()]);
});

test("a failure reaches those who wait for that run, also one that is thrown synchronously", async () => {
  let runs = 0;
  const request = coalesce<number>(() => {
    runs += 1;
    if (runs === 1) throw new Error("away");
    return Promise.resolve(runs);
  });
  const first = request();
  const second = first.catch(() => request());
  await expect(first).rejects.toThrow("away");
  expect(await second).toBe(2);
});
