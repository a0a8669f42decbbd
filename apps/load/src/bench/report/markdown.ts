import { subjects, type SubjectName } from "../processes/subjects.ts";
import type { Pace } from "../scenarios/context.ts";
import {
  type Jitter,
  ofKind,
  type RelationBytes,
  type Result,
  type Storage,
  type StoredBytes,
} from "../scenarios/results.ts";
import {
  costOf,
  deliveryOf,
  faultsOf,
  type Figure,
  latencies,
  memoryOf,
  rateOf,
  ratioOf,
  readOf,
  readRatioOf,
  readSizes,
} from "./figures.ts";
import { measuredAs, type ReadName, readNames, type Way } from "../reads/catalog.ts";
import type { Machine } from "./machine.ts";
import { judge } from "./targets.ts";

/** The result of one run: the JSON that it writes. */
export interface Report {
  readonly startedAt: string;
  readonly seconds: number;
  readonly machine: Machine;
  readonly pace: Pace;
  readonly results: readonly Result[];
}

const plain = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

/** A table in Markdown, its columns aligned. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, at) =>
    Math.max(3, title.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  const rule = widths.map((width) => "-".repeat(width));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

const or = (figure: Figure | undefined, write: (figure: Figure) => string) =>
  figure === undefined ? "–" : write(figure);

function deliveryAt(
  results: readonly Result[],
  who: { subject: SubjectName; people: number },
  rate: number,
) {
  const runs = latencies(results, { ...who, bus: "memory", perSecond: rate });
  const found = deliveryOf(runs.map(({ delivery }) => delivery));
  return found === undefined
    ? "–"
    : [found.p50, found.p95, found.p99].map((value) => value.toFixed(1)).join(" / ");
}

function comparison(results: readonly Result[], people: number): string {
  const names = [...new Set(ofKind(results, "saturation").map(({ subject }) => subject))];
  const rows = names.flatMap((subject) => {
    const who = { subject, people };
    const rate = rateOf(results, who);
    if (rate === undefined) return [];
    return [
      [
        subjects[subject].label,
        plain.format(rate.median),
        `${plain.format(rate.low)}–${plain.format(rate.high)}`,
        or(ratioOf(results, people, [subject, "floor-one"]), ({ median }) => median.toFixed(2)),
        deliveryAt(results, who, 200),
        deliveryAt(results, who, 1_000),
        or(costOf(results, who), ({ median }) => median.toFixed(3)),
        or(memoryOf(results, who), ({ median }) => plain.format(median)),
      ],
    ];
  });
  return table(
    [
      `${plain.format(people)} users`,
      "messages/s",
      "range",
      "relative to floor",
      "at 200/s: p50 / p95 / p99 ms",
      "at 1,000/s",
      "CPU s per 1,000",
      "KiB per user",
    ],
    rows,
  );
}

function readRows(results: readonly Result[], stored: number, read: ReadName): string[][] {
  const { label, callers: counts, ways } = measuredAs(read);
  const bare = ways.find((way) => way === "plain" || way === "trigram") ?? "plain";
  return counts.flatMap((callers) => {
    const turn = { read, stored, callers, way: "socket" } as const;
    const timed = (way: Way) => {
      const found = readOf(results, { ...turn, way });
      if (found === undefined) return "–";
      const { cpu, latency } = found;
      return `${cpu.median.toFixed(2)}; ${latency.p50.toFixed(1)} / ${latency.p95.toFixed(1)}`;
    };
    const over = (by: "cpu" | "p50") =>
      or(readRatioOf(results, turn, { to: { way: bare }, by }), ({ median }) => median.toFixed(2));
    const row = [timed("socket"), timed("http"), timed(bare), timed("tsvector")];
    if (row.every((cell) => cell === "–")) return [];
    return [[label, String(callers), ...row, over("cpu"), over("p50")]];
  });
}

function readTables(results: readonly Result[]): string {
  const sizes = readSizes(results);
  if (sizes.length === 0) return "";
  const tables = sizes.map((stored) =>
    table(
      [
        `${plain.format(stored)} messages`,
        "callers",
        "Parley, socket",
        "Parley, HTTP",
        "plain; `pg_trgm`",
        "`tsvector`",
        "CPU, socket over plain",
        "p50, the same",
      ],
      [...readNames, "opening" as const].flatMap((read) => readRows(results, stored, read)),
    ),
  );
  const what =
    "Milliseconds: CPU of server and database per call; latency p50 / p95. The plain way of a search is an index of `pg_trgm`.";
  return ["### Reads", what, ...tables].join("\n\n");
}

/** Smaller shares are summed in one row, in bytes per message. */
const RELATION_MIN = 1;

function storageTable({ parley, reference }: Storage): string {
  const bytes = (value: number | undefined) => (value === undefined ? "–" : plain.format(value));
  const rowsOf = (title: string, { relations, wal, walPages }: StoredBytes) => {
    const sum = (of: readonly RelationBytes[], read: (relation: RelationBytes) => number) =>
      of.reduce((total, relation) => total + read(relation), 0);
    const row = (name: string, of: readonly RelationBytes[]) => [
      name,
      bytes(sum(of, ({ disk }) => disk)),
      ...(of.every((relation) => relation.wal === undefined)
        ? ["–", "–"]
        : [
            bytes(sum(of, (relation) => relation.wal?.records ?? 0)),
            bytes(sum(of, (relation) => relation.wal?.pages ?? 0)),
          ]),
    ];
    const isLarge = ({ disk, wal: logged }: RelationBytes) =>
      disk + (logged?.records ?? 0) >= RELATION_MIN;
    const named = relations.filter(isLarge);
    const others = relations.filter((relation) => !isLarge(relation));
    return [
      [
        `**${title}**`,
        `**${bytes(sum(relations, ({ disk }) => disk))}**`,
        `**${bytes(wal - (walPages ?? 0))}**`,
        bytes(walPages),
      ],
      ...named.map((relation) =>
        row(`${relation.isIndex ? "index" : "table"} \`${relation.name}\``, [relation]),
      ),
      ...(others.length === 0 ? [] : [row("others", others)]),
    ];
  };
  return table(
    ["bytes per message", "disk", "WAL", "WAL, whole pages"],
    [...rowsOf("Parley", parley), ...rowsOf("one table as Prisma creates it", reference)],
  );
}

function storage(results: readonly Result[]): string {
  const tables = ofKind(results, "storage").map(storageTable);
  return tables.length === 0 ? "" : ["### Storage", ...tables].join("\n\n");
}

const systems: Readonly<Record<Jitter["system"], string>> = {
  parley: "Parley",
  "socket.io": "Socket.IO",
  "socket.io-recovery": "Socket.IO with connection state recovery",
};

function jitterTable(results: readonly Result[]): string {
  const runs = ofKind(results, "jitter");
  const [first] = runs;
  if (first === undefined) return "";
  const rows = runs.map(({ system, cuts, deliveries, lost, repeated, replay, live }) => [
    systems[system],
    ...[cuts, deliveries, lost, repeated].map((count) => plain.format(count)),
    replay.count === 0
      ? "–"
      : [replay.p50, replay.p95, replay.p99].map((value) => plain.format(value)).join(" / "),
    live.p99.toFixed(1),
  ]);
  const head = [
    `${plain.format(first.people)} clients, ${first.seconds} s`,
    "failures",
    "deliveries",
    "lost",
    "duplicated",
    "missed ones: p50 / p95 / p99 ms",
    "others: p99 ms",
  ];
  return ["### Networks that fail", table(head, rows)].join("\n\n");
}

function baselines(results: readonly Result[]): string {
  const rows = ofKind(results, "baseline").map(({ part, perSecond, load }) => [
    part,
    plain.format(perSecond),
    load.toFixed(2),
  ]);
  return rows.length === 0 ? "" : table(["before", "floor, messages/s", "load average"], rows);
}

function rest(results: readonly Result[]): string {
  const lines = ofKind(results, "rolling-restart").map(
    ({ delivery, account, people, servers, perSecond, back, outages, failed }) =>
      `- Rolling restart of ${servers} servers under ${plain.format(people)} users at ${perSecond}/s: p50 ${delivery.p50.toFixed(1)} ms, longest ${plain.format(delivery.max)} ms; ${account.lost} lost, ${account.repeated} duplicated, ${failed} failed; all connected again after ${back.toFixed(2)} s, ${plain.format(outages.count)} times a user was not connected, for up to ${outages.max.toFixed(2)} s.`,
  );
  const skipped = ofKind(results, "skipped").map(
    ({ what, why }) => `- Not run: ${what}, because ${why}.`,
  );
  const failed = ofKind(results, "failed").map(
    ({ what, why }) => `- Failed: ${what}: ${why.split("\n")[0] ?? ""}`,
  );
  return [...lines, ...skipped, ...failed].join("\n");
}

/** The part of docs/performance.md that a run writes. */
export function toMarkdown({ startedAt, seconds, machine, pace, results }: Report): string {
  const faults = faultsOf(results);
  const quick =
    pace.shrink > 1
      ? " A quick run: smaller than it should be, its figures are not to be quoted."
      : "";
  const verdicts = judge(results).map(({ work, goal, measured, isReached }) => [
    work,
    goal,
    measured,
    isReached ? "yes" : "no",
  ]);
  const people = [
    ...new Set(
      ofKind(results, "saturation").flatMap((run) => (run.stored === 0 ? [run.people] : [])),
    ),
  ];
  const parts = [
    `Run of ${startedAt.slice(0, 10)} at commit ${machine.commit}, ${Math.round(seconds / 60)} minutes, ${pace.rounds} interleaved rounds of ${pace.seconds} s, medians.${quick}`,
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGib} GiB, ${machine.system}; Node ${machine.node}; ${machine.database}. Layout ${machine.layout}. Load average before: ${machine.loadBefore.toFixed(2)}.`,
    `${plain.format(faults.messages)} messages in ${faults.runs} runs: ${faults.lost} lost, ${faults.repeated} duplicated, ${faults.refused} refused.`,
    "### Targets",
    verdicts.length === 0 ? "" : table(["measurement", "target", "measured", "reached"], verdicts),
    people.length === 0 ? "" : "### Comparison",
    ...people.map((count) => comparison(results, count)),
    readTables(results),
    storage(results),
    jitterTable(results),
    "### Load of the machine",
    baselines(results),
    rest(results),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

const BEGIN = "<!-- bench: begin -->";
const END = "<!-- bench: end -->";

/** A document with the text between the two marks replaced. Fails unless each mark occurs once. */
export function betweenMarks(document: string, content: string): string {
  const [before, ...afterBegin] = document.split(BEGIN);
  const [, ...after] = afterBegin.join(BEGIN).split(END);
  if (before === undefined || afterBegin.length !== 1 || after.length !== 1) {
    throw new Error(`the document has to have ${BEGIN} and ${END}, each once`);
  }
  return `${before}${BEGIN}\n\n${content}\n\n${END}${after[0] ?? ""}`;
}
