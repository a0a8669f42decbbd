import type { AppRouter } from "./app-router.ts";
import { createTRPCClient, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createServerFacts } from "./server-clock.ts";

const policy = { editWindow: 60_000, customContacts: "open", blockNotice: "immediate" };
const time = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) });

/** A server whose response is written after `there` milliseconds, and arrives after `back` more. */
function createNetwork(world: { now: number }, server: (now: number) => unknown) {
  const trip = { there: 0, back: 0 };
  const link: TRPCLink<AppRouter> = () => () =>
    observable((listener) => {
      world.now += trip.there;
      const data = { id: "me", server: server(world.now) };
      world.now += trip.back;
      listener.next({ result: { data } });
      listener.complete();
    });
  return { trip, link };
}

test("TIM-1: the server's time is known to within half of a call, whatever the device's clock does", async () => {
  const step = fc.record({
    there: fc.nat({ max: 5_000 }),
    back: fc.nat({ max: 5_000 }),
    passes: fc.nat({ max: 86_400_000 }),
    deviceSetTo: time,
  });
  await fc.assert(
    fc.asyncProperty(
      time,
      time,
      fc.array(step, { minLength: 1, maxLength: 5 }),
      async (start, device, steps) => {
        const world = { now: start };
        let deviceNow = device;
        const network = createNetwork(world, (now) => ({
          time: new Date(now).toISOString(),
          policy,
        }));
        // A monotonic clock starts at any value.
        const { facts, link } = createServerFacts(
          () => world.now - start + 17.5,
          () => deviceNow,
        );
        const client = createTRPCClient<AppRouter>({ links: [link, network.link] });
        expect(facts.now()).toBe(device);
        expect(facts.policy.get()).toBeUndefined();
        for (const { there, back, passes, deviceSetTo } of steps) {
          Object.assign(network.trip, { there, back });
          await client.users.me.query();
          deviceNow = deviceSetTo;
          world.now += passes;
          expect(Math.abs(facts.now() - world.now)).toBeLessThanOrEqual((there + back) / 2 + 1);
          expect(facts.policy.get()).toEqual(policy);
        }
      },
    ),
  );
});

test("a response without server fields, or with unreadable ones, changes nothing", async () => {
  const answers: unknown[] = [
    undefined,
    null,
    7,
    {},
    { time: "noon", policy },
    { time: null, policy },
  ];
  for (const answer of answers) {
    const network = createNetwork({ now: 0 }, () => answer);
    const { facts, link } = createServerFacts(
      () => 0,
      () => 42,
    );
    const client = createTRPCClient<AppRouter>({ links: [link, network.link] });
    await client.users.me.query();
    expect(facts.now()).toBe(42);
    expect(facts.policy.get()).toBeUndefined();
  }
});
