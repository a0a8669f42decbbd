import type { StreamEvent } from "@parley/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { applyEvent } from "./apply-event.ts";
import { comparePlaces } from "./apply/conversation-rows.ts";
import { upsertConversation } from "./apply/conversation.ts";
import type { Snapshot } from "./snapshot.ts";
import { ServerModel, type Step } from "./testing/server-model.ts";

const person = fc.constantFrom("me" as const, "ann" as const, "bob" as const);
const at = fc.nat({ max: 4 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ do: fc.constant("open" as const), at }) },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant("send" as const), at, by: person, tick: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("read" as const),
      at,
      by: person,
      upTo: fc.nat({ max: 12 }),
    }),
  },
);

/** A history, a time at which a screen fetched, and an earlier time from which events are repeated. */
const story = fc
  .record({
    steps: fc.array(step, { minLength: 1, maxLength: 60 }),
    fetchedAt: fc.double({ min: 0, max: 1, noNaN: true }),
    repeatFrom: fc.double({ min: 0, max: 1, noNaN: true }),
    lateness: fc.array(fc.nat({ max: 8 }), { minLength: 1, maxLength: 10 }),
    pageSize: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ steps, fetchedAt, repeatFrom, lateness, pageSize }) => {
    const model = new ServerModel();
    model.run([{ do: "open", at: 0 }, ...steps]);
    const end = model.version;
    const fetched = Math.floor(fetchedAt * end);
    const asOf = (own: number) => Math.min(end, own + (lateness[own % lateness.length] ?? 0));
    const events = model.events({ from: Math.floor(repeatFrom * fetched), to: end, asOf });
    return { model, end, events, snapshot: model.fetch(fetched, { pageSize }) };
  });

function fillGaps(snapshot: Snapshot, model: ServerModel): Snapshot {
  const filled = Object.entries(snapshot.windows).map(([id, window]) => [
    id,
    window.hasNewer ? model.window(model.version, id, window.messages.length + 60) : window,
  ]);
  return { ...snapshot, windows: Object.fromEntries(filled) };
}

/** Applies events as a caller does: what is missing is fetched, here from the end of the history. */
function play(start: Snapshot, events: readonly StreamEvent[], model: ServerModel): Snapshot {
  let snapshot = start;
  for (const event of events) {
    const applied = applyEvent(snapshot, event);
    snapshot = applied.snapshot;
    // Only a conversation that opens may report a gap in its window.
    if (event.type === "conversation.opened") snapshot = fillGaps(snapshot, model);
    for (const missing of applied.missing) {
      if (missing.part !== "conversation") throw new Error("the model never resyncs");
      snapshot = upsertConversation(snapshot, model.detail(model.version, missing.conversationId));
    }
  }
  return snapshot;
}

test("a snapshot plus events, some repeated, some late, equals a fresh fetch", () => {
  fc.assert(
    fc.property(story, ({ model, end, events, snapshot }) => {
      const after = play(snapshot, events, model);
      const held = new Map(after.conversations?.conversations.map((row) => [row.id, row]));
      const fresh = model.rows(end);
      expect([...held.values()]).toEqual(fresh.filter(({ id }) => held.has(id)));
      for (const [id, detail] of Object.entries(after.details)) {
        expect(detail).toEqual(model.detail(end, id));
      }
      for (const [id, window] of Object.entries(after.windows)) {
        expect(window.hasNewer).toBe(false);
        expect(window.messages).toEqual(model.window(end, id, window.messages.length).messages);
      }
    }),
    { numRuns: 400 },
  );
});

test("every conversation that sorts before the end of the loaded pages is in the list", () => {
  fc.assert(
    fc.property(story, ({ model, end, events, snapshot }) => {
      const { conversations } = play(snapshot, events, model);
      const cursor = conversations?.nextCursor ?? null;
      const loaded = model
        .rows(end)
        .filter((row) => cursor === null || comparePlaces(row, cursor) <= 0);
      const held = new Set(conversations?.conversations.map(({ id }) => id));
      expect(loaded.every(({ id }) => held.has(id))).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test("EVT-10: applying any event is idempotent, and the second time changes no reference", () => {
  fc.assert(
    fc.property(story, ({ events, snapshot }) => {
      let current = snapshot;
      for (const event of events) {
        current = applyEvent(current, event).snapshot;
        expect(applyEvent(current, event).snapshot).toBe(current);
      }
    }),
    { numRuns: 200 },
  );
});

test("EVT-10: any old event on the newest state returns the very same snapshot", () => {
  fc.assert(
    fc.property(story, fc.integer({ min: 1, max: 6 }), ({ model, end }, pageSize) => {
      const newest = model.fetch(end, { pageSize });
      for (const event of model.events({ from: 0, to: end, asOf: (own) => own })) {
        const applied = applyEvent(newest, event).snapshot;
        expect(applied.conversations).toBe(newest.conversations);
        expect(applied.windows).toBe(newest.windows);
        for (const [id, detail] of Object.entries(newest.details)) {
          expect(applied.details[id]).toBe(detail);
        }
        // An opened conversation includes its details, at least as new as its row in the list.
        for (const row of newest.conversations?.conversations ?? []) {
          expect(applied.details[row.id] ?? row).toMatchObject(row);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test("a snapshot is never mutated", () => {
  fc.assert(
    fc.property(story, ({ model, events, snapshot }) => {
      const copy = structuredClone(snapshot);
      play(snapshot, events, model);
      expect(snapshot).toEqual(copy);
    }),
    { numRuns: 100 },
  );
});
