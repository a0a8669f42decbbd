import fc from "fast-check";
import { expect, test } from "vitest";
import { singleFlight } from "./single-flight.ts";

test("for every interleaving: one call at a time, whose outcome all callers of the meantime get", async () => {
  const waits = fc.array(fc.nat(3), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      waits,
      fc.infiniteStream(fc.boolean()),
      async (s, at, fails) => {
        let running = 0;
        let started = 0;
        const call = singleFlight(async () => {
          started += 1;
          const nth = started;
          running += 1;
          expect(running).toBe(1);
          await s.schedule(Promise.resolve(), "call");
          running -= 1;
          if (fails.next().value) throw new Error(String(nth));
          return nth;
        });
        const callers = at.map(async (turns, nth) => {
          for (let turn = 0; turn < turns; turn += 1) {
            await s.schedule(Promise.resolve(), `caller ${nth}`);
          }
          const expected = running === 0 ? started + 1 : started;
          const result = await call().catch((fault: unknown) =>
            fault instanceof Error ? Number(fault.message) : fault,
          );
          expect(result).toBe(expected);
          // A caller that has a result and calls again gets another one.
          expect(await call().catch(() => Infinity)).toBeGreaterThan(expected);
        });
        await s.waitFor(Promise.all(callers));
        expect(running).toBe(0);
      },
    ),
  );
});

test("a call from inside the call shares it", async () => {
  let inner: Promise<number> | undefined;
  const call: () => Promise<number> = singleFlight(async () => {
    inner = call();
    return 7;
  });
  const outer = call();
  expect(await outer).toBe(7);
  expect(inner).toBe(outer);
});

test("what is thrown synchronously is a rejection, and the next call starts anew", async () => {
  let isAway = true;
  const call = singleFlight<number>(() => {
    if (isAway) throw new Error("away");
    return Promise.resolve(7);
  });
  await expect(call()).rejects.toThrow("away");
  isAway = false;
  expect(await call()).toBe(7);
});
