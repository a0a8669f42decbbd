import fc from "fast-check";
import { beforeEach, expect, test, vi } from "vitest";
import { createScriptedServer, type ScriptedOutcome } from "../testing/scripted-server.ts";
import { createOutbox } from "./outbox.ts";
import { createMemoryOutboxStorage } from "./storage.ts";

beforeEach(() => void vi.useFakeTimers());

const passing: ScriptedOutcome[] = [
  "ok",
  "lost",
  "stored-lost",
  "unavailable",
  "hangs",
  "not_signed_in",
];
const conversationId = fc.constantFrom("a", "b", "c");
const act = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("send" as const), conversationId }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("time" as const), ms: fc.nat({ max: 20_000 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("wake" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("pause" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("reload" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("settle" as const) }) },
);

test("OUT-1: under any sequence of failures, every message is stored once, in the order of writing", async () => {
  const story = fc.record({
    acts: fc.array(act, { minLength: 1, maxLength: 40 }),
    outcomes: fc.array(fc.constantFrom(...passing), { minLength: 1, maxLength: 20 }),
    chance: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  let repeats = 0;
  await fc.assert(
    fc.asyncProperty(story, async ({ acts, outcomes, chance }) => {
      let isCalm = false;
      const server = createScriptedServer((_, nth) =>
        isCalm ? "ok" : (outcomes[nth % outcomes.length] ?? "ok"),
      );
      const storage = createMemoryOutboxStorage();
      const open = () =>
        createOutbox({ send: server.send, storage, now: Date.now, random: () => chance });
      let outbox = open();
      const written = new Map<string, string[]>();
      for (const [nth, step] of acts.entries()) {
        switch (step.do) {
          case "send": {
            const body = `message ${nth}`;
            outbox.send({ conversationId: step.conversationId, body });
            const known = written.get(step.conversationId) ?? [];
            written.set(step.conversationId, [...known, body]);
            break;
          }
          case "time":
            await vi.advanceTimersByTimeAsync(step.ms);
            break;
          case "wake":
            outbox.wake();
            break;
          case "pause":
            outbox.pause();
            break;
          case "reload":
            // No page is loaded in the same millisecond in which another one wrote.
            await vi.advanceTimersByTimeAsync(1);
            outbox.pause();
            outbox = open();
            outbox.wake();
            break;
          case "settle":
            outbox.settle([...server.stored.keys()]);
            break;
        }
      }
      isCalm = true;
      outbox.wake();
      await vi.advanceTimersByTimeAsync(20_000);
      for (const [id, bodies] of written) expect(server.bodies(id)).toEqual(bodies);
      outbox.settle([...server.stored.keys()]);
      expect(outbox.entries.get()).toEqual([]);
      expect(await storage.load()).toEqual([]);
      repeats += server.calls.length - server.stored.size;
    }),
    { numRuns: 60 },
  );
  expect(repeats).toBeGreaterThan(0);
});
