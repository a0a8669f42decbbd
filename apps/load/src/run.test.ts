import { expect, test } from "vitest";
import type { LoadTarget } from "./load-target.ts";
import type { Lane, PlannedMessage } from "./plan.ts";
import { runLanes } from "./run.ts";
import { createCounter, type Tally } from "./tally.ts";

const lane = (name: string, count: number): Lane => ({
  pair: [`${name}-a`, `${name}-b`],
  messages: Array.from({ length: count }, (_, at) => ({
    id: `${name}-${at}`,
    senderId: `${name}-a`,
    body: `${at}`,
  })),
});
const lanes = Array.from({ length: 12 }, (_, at) => lane(`lane-${at}`, 5));

const refusal = (reason: string) => Object.assign(new Error(reason), { data: { reason } });

/** A server that stores messages by id, and fails first if `mishap` says so. */
function createFakeTarget(mishap: (message: PlannedMessage) => void = () => {}) {
  const stored = new Map<string, string[]>();
  const underWay = { now: 0, most: 0 };
  const target: LoadTarget = {
    people: () => Promise.reject(new Error("not asked here")),
    open: ([a]) => Promise.resolve(a),
    async send(conversationId, message) {
      underWay.now += 1;
      underWay.most = Math.max(underWay.most, underWay.now);
      await Promise.resolve();
      underWay.now -= 1;
      const log = stored.get(conversationId) ?? [];
      stored.set(conversationId, log);
      if (log.includes(message.id)) return "already-there";
      mishap(message);
      log.push(message.id);
      return "sent";
    },
    close() {},
  };
  return { target, stored, underWay };
}

interface Run {
  readonly target: LoadTarget;
  readonly signal?: AbortSignal;
  readonly onChange?: (tally: Tally) => void;
}

async function run({ target, signal, onChange }: Run) {
  const counter = createCounter(60, onChange ?? (() => {}));
  const pauses: number[] = [];
  const pause = async (milliseconds: number) => void pauses.push(milliseconds);
  const end = await runLanes({
    lanes,
    target,
    counter,
    pause,
    signal: signal ?? new AbortController().signal,
  }).then(
    () => undefined,
    (fault: unknown) => fault,
  );
  return { tally: counter.read(), end, pauses };
}

const inOrder = Object.fromEntries(
  lanes.map(({ pair, messages }) => [pair[0], messages.map(({ id }) => id)]),
);

test("everything arrives in order, with a bounded number of concurrent lanes", async () => {
  const { target, stored, underWay } = createFakeTarget();
  const { tally, end } = await run({ target });
  expect(end).toBeUndefined();
  expect(tally).toMatchObject({ total: 60, sent: 60, alreadyThere: 0 });
  expect(Object.fromEntries(stored)).toEqual(inOrder);
  expect(underWay.most).toBe(8);
});

test("an interrupted run stops between messages, and the next one sends only the rest", async () => {
  const { target, stored } = createFakeTarget();
  const controller = new AbortController();
  const stop = new Error("stop");
  const first = await run({
    target,
    signal: controller.signal,
    onChange: ({ sent }) => sent === 21 && controller.abort(stop),
  });
  expect(first.end).toBe(stop);
  const half = [...stored.values()].flat().length;
  expect(first.tally.sent).toBe(half);
  expect(half).toBeGreaterThanOrEqual(21);
  expect(half).toBeLessThan(60);
  const second = await run({ target });
  expect(second.tally).toMatchObject({ sent: 60 - half, alreadyThere: half });
  expect(Object.fromEntries(stored)).toEqual(inOrder);
});

test("a failure with an unknown outcome is retried until there is a response", async () => {
  const failing = new Map([
    ["lane-3-2", 3],
    ["lane-4-0", 1],
  ]);
  let failures = 0;
  const { target, stored } = createFakeTarget(({ id }) => {
    const left = failing.get(id) ?? 0;
    if (left === 0) return;
    failing.set(id, left - 1);
    failures += 1;
    throw id === "lane-3-2" ? refusal("unavailable") : new Error("socket closed");
  });
  const { tally, pauses } = await run({ target });
  expect(failures).toBe(4);
  expect(pauses.toSorted((a, b) => a - b)).toEqual([250, 250, 500, 1_000]);
  expect(tally.sent).toBe(60);
  expect(Object.fromEntries(stored)).toEqual(inOrder);
});

test("refusals are counted by reason, and the rest continues", async () => {
  const { target } = createFakeTarget(({ id }) => {
    if (id.startsWith("lane-5-")) throw refusal("contact_unavailable");
  });
  const open: LoadTarget["open"] = async (pair) => {
    if (pair[0] === "lane-7-a") throw refusal("not_found");
    return target.open(pair);
  };
  const { tally, end } = await run({ target: { ...target, open } });
  expect(end).toBeUndefined();
  expect(tally.sent).toBe(50);
  expect(Object.fromEntries(tally.refused)).toEqual({ contact_unavailable: 5, not_found: 5 });
});

test("a server that stays unavailable ends the run with a message", async () => {
  let isAway = false;
  const { target } = createFakeTarget(({ id }) => {
    isAway ||= id === "lane-2-3";
    if (isAway) throw new Error("connect ECONNREFUSED");
  });
  const { tally, end } = await run({ target });
  expect(String(end)).toContain("The server does not answer");
  expect(tally.sent).toBeGreaterThan(0);
  expect(tally.sent).toBeLessThan(60);
});
