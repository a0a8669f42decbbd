import type { StreamEvent } from "@parley/contract";
import { streamEventSchema } from "@parley/contract/events";
import { eventSamples, sampleConversation, sampleOf } from "@parley/contract/testing/event-samples";
import fc from "fast-check";
import { expect, test } from "vitest";
import { applyEvent, readableEvent } from "./apply-event.ts";
import { emptySnapshot, type Snapshot } from "./snapshot.ts";
import { message } from "./testing/server-model.ts";

const { id } = sampleConversation;

/** A screen that has loaded everything that an event can change. */
function screen(): Snapshot {
  const { members, membershipChanges, ...row } = structuredClone(sampleConversation);
  const { me } = sampleOf("user.updated");
  const { contacts } = sampleOf("contact.added");
  return {
    ...emptySnapshot("me"),
    me: me === null ? undefined : { ...me, cursor: "1" },
    conversations: { conversations: [row], nextCursor: null },
    details: { [id]: { ...row, members, membershipChanges } },
    windows: {
      [id]: { messages: [message(id, 1), message(id, 2)], hasOlder: false, hasNewer: false },
    },
    contacts: { contacts },
    blocked: { blocked: [] },
    groups: { groups: [] },
  };
}

type Path = readonly string[];
const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === "object" && value !== null ? Object.entries(value) : [];
const pathsOf = (value: unknown, path: Path = []): Path[] =>
  entriesOf(value).flatMap(([key, part]) => [[...path, key], ...pathsOf(part, [...path, key])]);

/** A copy with another value at one path; undefined removes the field. */
function changed(value: unknown, [key, ...rest]: Path, to: unknown): unknown {
  if (key === undefined) return to;
  const entries = entriesOf(value).flatMap(([name, part]) => {
    const next = name === key ? changed(part, rest, to) : part;
    return next === undefined ? [] : [[name, next] as const];
  });
  return Array.isArray(value) ? entries.map(([, part]) => part) : Object.fromEntries(entries);
}

const sample = fc.constantFrom(...eventSamples);
/** A new value of an enumeration, a field of another type, a missing field. */
const junk = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, "", "COACH", "not a time", 0, -1, 1.5, 1e300, true),
  fc.constantFrom<unknown>({}, [], [null], [{}], { type: "poll" }, "__proto__"),
  fc.jsonValue(),
);
const damaged = sample.chain((event) =>
  fc
    .record({ path: fc.constantFrom([] as Path, ...pathsOf(event)), to: junk })
    .map(({ path, to }) => changed(event, path, to)),
);
/** What may arrive: any JSON, whatever the type is. */
const received = fc.oneof({ weight: 9, arbitrary: damaged }, { weight: 1, arbitrary: junk });
// The tests pass what the types exclude and the network does not.
const asEvent = (value: unknown) => value as StreamEvent;

test("every event of the contract is readable, also with fields of a newer server", () => {
  for (const event of eventSamples) {
    expect(streamEventSchema.parse(event)).toEqual(event);
    expect(readableEvent(event)).toBe(event);
    const objects = [[], ...pathsOf(event)].filter((path) => {
      const part = path.reduce<unknown>((whole, key) => new Map(entriesOf(whole)).get(key), event);
      return typeof part === "object" && part !== null && !Array.isArray(part);
    });
    for (const path of objects) {
      const newer = asEvent(changed(event, [...path, "colour"], "blue"));
      const withField = asEvent(withKey(event, path));
      expect(readableEvent(newer).type).toBe(event.type);
      expect(readableEvent(withField)).toBe(withField);
    }
  }
});

/** A copy with one extra field in the object at a path. */
function withKey(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) return { ...Object.fromEntries(entriesOf(value)), colour: { of: "blue" } };
  const entries = entriesOf(value).map(
    ([name, part]) => [name, name === key ? withKey(part, rest) : part] as const,
  );
  return Array.isArray(value) ? entries.map(([, part]) => part) : Object.fromEntries(entries);
}

test("VER-3: what is not understood changes nothing and makes everything missing", () => {
  for (const type of ["poll.created", "", "toString", "__proto__", "constructor", 7, null]) {
    const before = screen();
    const event = asEvent({ type, message: message(id, 3) });
    expect(applyEvent(before, event)).toEqual({
      snapshot: before,
      missing: [{ part: "everything" }],
    });
    expect(applyEvent(before, event).snapshot).toBe(before);
  }
  for (const value of [null, undefined, 7, "resync", [], {}]) {
    expect(readableEvent(asEvent(value))).toEqual({ type: "resync" });
  }
});

test("VER-3: after any event, of an unknown type or malformed, the next ones are applied as usual", () => {
  fc.assert(
    fc.property(fc.array(received, { minLength: 1, maxLength: 4 }), (events) => {
      let snapshot = screen();
      for (const event of events) {
        const before = structuredClone(snapshot);
        const applied = applyEvent(snapshot, asEvent(event));
        // Never mutated, and only JSON that the screen can sort and format.
        expect(snapshot).toEqual(before);
        snapshot = applied.snapshot;
      }
      for (const next of eventSamples) {
        snapshot = applyEvent(snapshot, next).snapshot;
        for (const window of Object.values(snapshot.windows)) {
          const seqs = window.messages.map(({ seq }) => seq);
          expect(seqs.every((seq) => Number.isSafeInteger(seq) && seq > 0)).toBe(true);
          expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b));
          const times = window.messages.map(({ createdAt }) => Date.parse(createdAt));
          expect(times.some(Number.isNaN)).toBe(false);
        }
        const rows = snapshot.conversations?.conversations ?? [];
        expect(rows.some(({ activeAt }) => Number.isNaN(Date.parse(activeAt)))).toBe(false);
        const people = Object.values(snapshot.details).flatMap(({ members }) => members);
        expect(people.every(({ person }) => typeof person.name === "string")).toBe(true);
      }
    }),
    { numRuns: 1_000 },
  );
});
