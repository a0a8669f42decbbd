import { expect, test } from "vitest";
import { spreadOf } from "../load-generator/quantiles.ts";
import type { ReadTiming, Result, Saturation } from "../scenarios/results.ts";
import { faultsOf, ratioOf, readRatioOf } from "./figures.ts";
import { betweenMarks, type Report, toMarkdown } from "./markdown.ts";
import { judge } from "./targets.ts";

const account = { sent: 100, complete: 100, lost: 0, repeated: 0, refused: 0 };

function saturation(run: Partial<Saturation>): Saturation {
  return {
    kind: "saturation",
    subject: "parley",
    people: 1_000,
    round: 1,
    stored: 0,
    underWay: 128,
    perSecond: 6_000,
    cost: { server: 0.1, database: 0.05 },
    account,
    ...run,
  };
}

/** `messages.list` of one caller. */
const pageOf = (timing: Pick<ReadTiming, "way" | "round" | "stored">, cpu: number): ReadTiming => ({
  kind: "read",
  read: "end",
  callers: 1,
  ...timing,
  cost: { server: cpu / 2, database: cpu / 2 },
  latency: spreadOf([cpu]),
});

const delivery = spreadOf([1, 1, 1, 2, 30]);
const results: Result[] = [
  saturation({ round: 1, perSecond: 6_000 }),
  saturation({ round: 2, perSecond: 4_000 }),
  saturation({ round: 3, perSecond: 5_500 }),
  saturation({ subject: "floor-one", round: 1, perSecond: 6_000 }),
  saturation({ subject: "floor-one", round: 2, perSecond: 2_000 }),
  saturation({ subject: "floor-one", round: 3, perSecond: 5_000 }),
  saturation({ stored: 1_000, perSecond: 5_000 }),
  saturation({ stored: 10_000_000, perSecond: 4_000 }),
  {
    kind: "latency",
    subject: "parley",
    people: 1_000,
    round: 1,
    servers: 2,
    bus: "nats",
    perSecond: 1_000,
    delivery,
    cost: { server: 0.1, database: 0.05 },
    account: { ...account, lost: 1, repeated: 2 },
  },
  { kind: "batching", round: 1, underWay: 64, sends: 3_000, statements: 100, account },
  { kind: "baseline", part: "traffic", perSecond: 4_321, load: 1.5, account },
  ...[1, 2, 3].flatMap((round) => [
    pageOf({ way: "socket", round, stored: 1_000 }, round),
    pageOf({ way: "socket", round, stored: 1_000_000 }, 2 * round),
    pageOf({ way: "plain", round, stored: 1_000_000 }, round === 3 ? 3 : 1),
  ]),
  {
    kind: "storage",
    messages: 1_000,
    account,
    parley: {
      wal: 1_300,
      walPages: 20,
      relations: [
        { name: "parley.messages", isIndex: false, disk: 344, wal: { records: 355, pages: 2 } },
        { name: "parley.messages_pk", isIndex: true, disk: 54, wal: { records: 104, pages: 0 } },
        { name: "parley.users", isIndex: false, disk: 0, wal: { records: 0.4, pages: 1 } },
        { name: "parley.groups", isIndex: false, disk: 0, wal: { records: 0.4, pages: 1 } },
      ],
    },
    reference: {
      wal: 600,
      walPages: 0,
      relations: [{ name: "reference.messages", isIndex: false, disk: 196, wal: undefined }],
    },
  },
  {
    kind: "jitter",
    system: "parley",
    people: 1_000,
    seconds: 60,
    cuts: 3_500,
    deliveries: 120_000,
    lost: 0,
    repeated: 0,
    replay: spreadOf([900, 2_400, 2_600]),
    live: spreadOf([2]),
  },
  {
    kind: "jitter",
    system: "socket.io",
    people: 1_000,
    seconds: 60,
    cuts: 3_500,
    deliveries: 120_000,
    lost: 20_000,
    repeated: 0,
    replay: spreadOf([]),
    live: spreadOf([2]),
  },
  {
    kind: "rolling-restart",
    people: 1_000,
    servers: 2,
    round: 1,
    perSecond: 200,
    back: 2.4,
    outages: spreadOf([0.5, 1.25]),
    failed: 1,
    delivery,
    account,
  },
  { kind: "failed", what: "growth", why: 'no room in <folder>\nat "somewhere"' },
];

const report: Report = {
  startedAt: "2026-11-25T00:00:00.000Z",
  seconds: 600,
  machine: {
    cpu: "a <CPU>",
    cores: 2,
    memoryGib: 24,
    system: "Linux",
    node: "v24",
    database: "PostgreSQL 18",
    layout: "split",
    loadBefore: 0.1,
    commit: "abc1234",
  },
  pace: { rounds: 3, warmUp: 2, seconds: 6, shrink: 1 },
  results,
};

const verdictOn = (start: string) => judge(results).find(({ work }) => work.startsWith(start));

test("medians are compared with their targets; what was not measured has no verdict", () => {
  expect(verdictOn("durable messages over the socket, 1,000")).toEqual({
    work: "durable messages over the socket, 1,000 users, saturated",
    goal: "≥ 5,000/s",
    measured: "5,500/s (4,000/s–6,000/s)",
    isReached: true,
  });
  expect(verdictOn("the same across two servers, over NATS")).toMatchObject({ isReached: true });
  expect(verdictOn("rate with 10,000,000")).toMatchObject({ measured: "0.80", isReached: false });
  expect(verdictOn("statements for 1,000 sends")).toMatchObject({
    measured: "33",
    isReached: true,
  });
  expect(verdictOn("mass disconnect")).toBeUndefined();
});

test("a ratio is computed round by round, since both ran under the same load", () => {
  expect(ratioOf(results, 1_000, ["parley", "floor-one"])).toEqual({
    median: 1.1,
    low: 1,
    high: 2,
    rounds: 3,
  });
});

test("the report has the totals of losses, duplicates and refusals", () => {
  expect(faultsOf(results)).toMatchObject({ lost: 1, repeated: 2, refused: 0 });
  expect(toMarkdown(report)).toContain("1 lost, 2 duplicated, 0 refused");
});

test("the report has a table of targets and one for each number of users", () => {
  const markdown = toMarkdown(report);
  expect(markdown).toMatch(/^\| 1,000 users +\| messages\/s +\|/m);
  expect(markdown).toContain("- Failed: growth: no room in <folder>");
  expect(markdown).not.toMatch(/NaN|undefined/);
});

test("a read is compared with the plain way round by round, and with itself in the smaller database", () => {
  const turn = { read: "end", callers: 1, way: "socket", stored: 1_000_000 } as const;
  expect(readRatioOf(results, turn, { to: { way: "plain" }, by: "cpu" })).toMatchObject({
    median: 2,
    low: 2,
    high: 4,
  });
  expect(verdictOn("`messages.list`, the end: CPU relative")).toEqual({
    work: "`messages.list`, the end: CPU relative to one plain statement, 1,000,000 messages",
    goal: "≤ 1.30",
    measured: "2.00 (2.00–4.00) with 1",
    isReached: false,
  });
  expect(verdictOn("`messages.list`, the end: CPU with")).toMatchObject({
    goal: "≤ 1.10",
    measured: "2.00 (2.00–2.00)",
  });
  expect(verdictOn("`conversations.list`")).toBeUndefined();
  expect(toMarkdown(report)).toMatch(
    /^\| `messages.list`, the end +\| 1 +\| 4.00; 4.0 \/ 4.0 +\| – +\| 1.00; 1.0 \/ 1.0 +\| – +\| 2.00 +\| 2.00 +\|$/m,
  );
});

test("storage is a table of relations, the smallest ones as one row", () => {
  const markdown = toMarkdown(report);
  expect(markdown).toMatch(/^\| \*\*Parley\*\* +\| \*\*398\*\* +\| \*\*1,280\*\* +\| 20 +\|$/m);
  expect(markdown).toMatch(/^\| index `parley.messages_pk` +\| 54 +\| 104 +\| 0 +\|$/m);
  expect(markdown).toMatch(/^\| others +\| 0 +\| 1 +\| 2 +\|$/m);
  expect(markdown).toMatch(/^\| table `reference.messages` +\| 196 +\| – +\| – +\|$/m);
});

test("networks that fail: losses of Parley miss the target, those of others are shown", () => {
  expect(verdictOn("clients whose network fails")).toMatchObject({
    measured: "0 lost, 2.60 s",
    isReached: false,
  });
  expect(toMarkdown(report)).toMatch(
    /^\| Socket\.IO +\| 3,500 +\| 120,000 +\| 20,000 +\| 0 +\| – +\| 2.0 +\|$/m,
  );
});

test("a rolling restart under a thousand users may fail no send, however soon all are back", () => {
  expect(verdictOn("rolling restart of two servers")).toMatchObject({
    measured: "1 failed, 2.40 s",
    isReached: false,
  });
  expect(toMarkdown(report)).toContain(
    "all connected again after 2.40 s, 2 times a user was not connected, for up to 1.25 s",
  );
});

test("the document keeps everything outside the marks", () => {
  const before = "# Performance\n\nMethod.\n\n";
  const after = "\n\n## Domain figures\n\nOf somebody else.\n";
  const written = betweenMarks(
    `${before}<!-- bench: begin -->\nold\n<!-- bench: end -->${after}`,
    "new",
  );
  expect(written).toBe(`${before}<!-- bench: begin -->\n\nnew\n\n<!-- bench: end -->${after}`);
  expect(betweenMarks(written, "new")).toBe(written);
  expect(() => betweenMarks(before, "new")).toThrow(/each once/);
});
