import { expect, test } from "vitest";
import { Ledger } from "./ledger.ts";

function createLedger() {
  const arrived: number[] = [];
  const done: boolean[] = [];
  let now = 0;
  const ledger = new Ledger({
    onArrived: (milliseconds) => arrived.push(milliseconds),
    onDone: (isComplete) => done.push(isComplete),
    now: () => now,
  });
  return { ledger, arrived, done, at: (moment: number) => void (now = moment) };
}

test("a message is complete once it is stored and delivered to all recipients, timed from when it was due", () => {
  const { ledger, arrived, done, at } = createLedger();
  ledger.sent("a", { due: 5, receivers: 2 });
  at(10);
  ledger.arrived("a");
  ledger.stored("a");
  expect(ledger.read()).toMatchObject({ complete: 0, lost: 1 });
  at(25);
  ledger.arrived("a");
  expect(arrived).toEqual([20]);
  expect(done).toEqual([true]);
  expect(ledger.read()).toEqual({ sent: 1, complete: 1, lost: 0, repeated: 0, refused: 0 });
});

test("one that arrives before its response is open until the response", () => {
  const { ledger, done } = createLedger();
  ledger.sent("a", { due: 0, receivers: 1 });
  ledger.arrived("a");
  expect(ledger.underWay).toBe(1);
  ledger.stored("a");
  expect(done).toEqual([true]);
});

test("duplicates, before or after it is complete, are counted", () => {
  const { ledger } = createLedger();
  ledger.sent("a", { due: 0, receivers: 1 });
  ledger.arrived("a");
  ledger.arrived("a");
  ledger.stored("a");
  ledger.arrived("a");
  expect(ledger.read()).toMatchObject({ complete: 1, repeated: 2 });
});

test("a refused message is neither complete nor lost, and its reason is recorded", () => {
  const { ledger, done } = createLedger();
  ledger.sent("a", { due: 0, receivers: 1 });
  ledger.refused("a", "blocked");
  expect(done).toEqual([false]);
  expect(ledger.read()).toEqual({ sent: 1, complete: 0, lost: 0, repeated: 0, refused: 1 });
  expect([...ledger.reasons]).toEqual([["blocked", 1]]);
});
