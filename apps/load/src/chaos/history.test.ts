import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Arrival,
  findViolations,
  type History,
  type Reader,
  type Sent,
  type Stored,
} from "./history.ts";

const people = ["ada", "ben", "cleo"];

/** The history of a run without faults: each message is acknowledged, stored, and received by all. */
function soundHistory(senders: readonly number[]): History {
  const sent: Sent[] = [];
  const stored: Stored[] = [];
  for (const [at, sender] of senders.entries()) {
    const message = { id: `m${at}`, conversationId: "north", seq: at + 1 };
    stored.push(message);
    sent.push({ ...message, sender: people[sender] ?? "ada" });
  }
  const readers = people.map((id, nth): Reader => {
    const cursor = nth * 10;
    const arrivals = stored.map((message, at): Arrival => ({
      kind: "message",
      cursor: cursor + at + 1,
      message,
    }));
    return { id, cursor, conversationIds: ["north"], arrivals };
  });
  return { sent, stored, readers };
}

const senders = fc.array(fc.nat(2), { minLength: 4, maxLength: 40 });

test("CHS-1: a history without faults violates no guarantee, also if responses are missing", () => {
  fc.assert(
    fc.property(senders, fc.nat(), (who, some) => {
      const history = soundHistory(who);
      expect(findViolations(history)).toEqual([]);
      // A message without a response may be stored or not.
      const sent = history.sent.map((each, at) =>
        at % 3 === some % 3 ? { ...each, seq: null } : each,
      );
      const never: Sent = { id: "never", sender: "ada", conversationId: "north", seq: null };
      expect(findViolations({ ...history, sent: [...sent, never] })).toEqual([]);
    }),
  );
});

/** The given reader sees something else. */
const seenBy = (
  history: History,
  change: (arrivals: readonly Arrival[]) => readonly Arrival[],
): History => ({
  ...history,
  readers: history.readers.map((reader, at) =>
    at === 1 ? { ...reader, arrivals: change(reader.arrivals) } : reader,
  ),
});

const without = <Item>(items: readonly Item[], at: number) =>
  items.filter((_, index) => index !== at);
const swapped = <Item>(items: readonly Item[], at: number): Item[] => {
  const copy = [...items];
  const [first, second] = copy.slice(at, at + 2);
  if (first !== undefined && second !== undefined) copy.splice(at, 2, second, first);
  return copy;
};

/** Each corrupts a valid history, and names what has to be detected. */
const damages: readonly {
  readonly kind: string;
  readonly what: string;
  readonly damage: (history: History, at: number) => History;
}[] = [
  {
    kind: "lost",
    what: "an acknowledged message is not stored",
    damage: (history, at) => ({ ...history, stored: without(history.stored, at) }),
  },
  {
    kind: "doubled",
    what: "a message is stored a second time at the end",
    damage: (history, at) => ({
      ...history,
      stored: [
        ...history.stored,
        ...history.stored
          .slice(at, at + 1)
          .map((row) => ({ ...row, seq: history.stored.length + 1 })),
      ],
    }),
  },
  {
    kind: "doubled",
    what: "two messages have one place",
    damage: (history, at) => ({
      ...history,
      stored: history.stored.map((row, index) =>
        index === at + 1 ? { ...row, seq: at + 1 } : row,
      ),
    }),
  },
  {
    kind: "moved",
    what: "a message is at another place than was answered",
    damage: (history, at) => ({
      ...history,
      sent: history.sent.map((each, index) => (index === at ? { ...each, seq: 99 } : each)),
    }),
  },
  {
    kind: "invented",
    what: "a message is stored that no user wrote",
    damage: (history, at) => ({ ...history, sent: without(history.sent, at) }),
  },
  {
    kind: "gap",
    what: "a place of the conversation is empty",
    damage: (history, at) => ({
      ...history,
      stored: history.stored.map((row, index) =>
        index >= at ? { ...row, seq: row.seq + 1 } : row,
      ),
    }),
  },
  {
    kind: "reordered",
    what: "a sender's messages are stored in another order than they were written",
    damage: (history, at) => ({
      ...history,
      sent: swapped(
        history.sent.map((each) => ({ ...each, sender: "ada", seq: null })),
        at,
      ),
    }),
  },
  {
    kind: "reordered",
    what: "one reader gets two messages in another order",
    damage: (history, at) =>
      seenBy(history, (arrivals) =>
        swapped(arrivals, at).map((arrival, index) => ({ ...arrival, cursor: 11 + index })),
      ),
  },
  {
    kind: "gap",
    what: "a stream leaves a number out",
    damage: (history, at) => seenBy(history, (arrivals) => without(arrivals, at)),
  },
  {
    kind: "gap",
    what: "a reader has to fetch anew",
    damage: (history, at) =>
      seenBy(history, (arrivals) => arrivals.toSpliced(at, 1, { kind: "resync", cursor: 11 + at })),
  },
  {
    kind: "repeated",
    what: "a stream brings an event twice",
    damage: (history, at) =>
      seenBy(history, (arrivals) => [...arrivals.slice(0, at + 1), ...arrivals.slice(at)]),
  },
  {
    kind: "repeated",
    what: "a message comes twice under two numbers",
    damage: (history, at) =>
      seenBy(history, (arrivals) =>
        [...arrivals, ...arrivals.slice(at, at + 1)].map((arrival, index) => ({
          ...arrival,
          cursor: 11 + index,
        })),
      ),
  },
  {
    kind: "unseen",
    what: "a message never reaches a reader, whose numbers are whole",
    damage: (history, at) =>
      seenBy(history, (arrivals) => arrivals.toSpliced(at, 1, { kind: "other", cursor: 11 + at })),
  },
  {
    kind: "differs",
    what: "a reader gets another message at a place than is stored there",
    damage: (history, at) =>
      seenBy(history, (arrivals) =>
        arrivals.map((arrival, index) =>
          index === at && arrival.kind === "message"
            ? { ...arrival, message: { ...arrival.message, id: "another" } }
            : arrival,
        ),
      ),
  },
];

test.each(damages)("CHS-1: it is detected that $what ($kind)", ({ kind, damage }) => {
  fc.assert(
    fc.property(senders, fc.nat(), (who, place) => {
      // Neither the first nor the last message: a stream that begins late or ends early is another case.
      const at = 1 + (place % (who.length - 3));
      const history = soundHistory(who);
      expect(findViolations(history)).toEqual([]);
      const kinds = findViolations(damage(history, at)).map((violation) => violation.kind);
      expect(kinds).toContain(kind);
    }),
  );
});

test("CHS-1: a stream that ends early is detected by what is missing", () => {
  const history = soundHistory([0, 1, 2, 0]);
  expect(findViolations(seenBy(history, (arrivals) => arrivals.slice(0, -1)))).toEqual([
    { kind: "unseen", detail: "ben never got m3" },
  ]);
});
