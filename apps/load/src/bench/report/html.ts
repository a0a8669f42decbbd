import { subjects } from "../processes/subjects.ts";
import { ofKind, type Result } from "../scenarios/results.ts";
import { type Bar, barChart, escape, percentileChart } from "./charts.ts";
import { costOf, figureOf, memoryOf, rateOf } from "./figures.ts";
import { toMarkdown } from "./markdown.ts";
import type { Report } from "./report.ts";
import { style } from "./style.ts";
import { judge } from "./targets.ts";

const plain = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

function peopleIn(results: readonly Result[]): number[] {
  const counts = ofKind(results, "saturation").flatMap((run) =>
    run.stored === 0 ? [run.people] : [],
  );
  return [...new Set(counts)].toSorted((one, other) => one - other);
}

interface Chart {
  readonly title: string;
  readonly read: typeof rateOf;
  readonly write: (value: number) => string;
}

function bySubject(
  results: readonly Result[],
  people: number,
  { title, read, write }: Chart,
): string {
  const bars = Object.values(subjects).flatMap(({ name, label }): Bar[] => {
    const figure = read(results, { subject: name, people });
    if (figure === undefined) return [];
    const isOurs = name.startsWith("parley");
    return [{ label, value: figure.median, text: write(figure.median), isOurs }];
  });
  return bars.length === 0 ? "" : barChart(title, bars);
}

const charts = (people: number): Chart[] => [
  {
    title: `Messages a second, ${plain.format(people)} people, saturated`,
    read: rateOf,
    write: (value) => plain.format(value),
  },
  {
    title: `CPU seconds for 1,000 messages, ${plain.format(people)} people`,
    read: costOf,
    write: (value) => value.toFixed(3),
  },
  {
    title: `KiB of memory for each of ${plain.format(people)} connected people`,
    read: memoryOf,
    write: (value) => plain.format(value),
  },
];

/** The round in the middle: its whole curve is shown. */
function deliveryCharts(results: readonly Result[]): string[] {
  const runs = ofKind(results, "latency");
  const keyOf = (run: (typeof runs)[number]) =>
    `${plain.format(run.people)} people at ${run.perSecond}/s`;
  return [...Map.groupBy(runs, keyOf)].map(([title, group]) => {
    const nameOf = (run: (typeof runs)[number]) =>
      run.servers === 1 ? run.subject : `two servers, ${run.bus}`;
    const curves = [...Map.groupBy(group, nameOf)].map(([label, rounds]) => {
      const ordered = rounds.toSorted((one, other) => one.delivery.p99 - other.delivery.p99);
      const middle = ordered[Math.floor((ordered.length - 1) / 2)];
      return { label, values: middle?.delivery.curve.slice(0, 100) ?? [] };
    });
    return percentileChart(`Delivery from when a message was due, ${title}`, curves);
  });
}

function growthChart(results: readonly Result[]): string {
  const runs = ofKind(results, "saturation").filter(({ stored }) => stored > 0);
  const bars = [...Map.groupBy(runs, ({ stored }) => stored)].flatMap(([stored, group]): Bar[] => {
    const figure = figureOf(group.map(({ perSecond }) => perSecond));
    if (figure === undefined) return [];
    const label = `${plain.format(stored)} messages`;
    return [
      { label, value: figure.median, text: `${plain.format(figure.median)}/s`, isOurs: true },
    ];
  });
  return bars.length === 0
    ? ""
    : barChart("The same rate, beside few and many stored messages", bars);
}

function verdictTable(results: readonly Result[]): string {
  const rows = judge(results).map(
    ({ work, goal, measured, isReached }) =>
      `<tr><td>${escape(work)}</td><td>${escape(goal)}</td><td>${escape(measured)}</td><td class="${isReached ? "yes" : "no"}">${isReached ? "reached" : "missed"}</td></tr>`,
  );
  return `<table><thead><tr><th>Work</th><th>To reach</th><th>Measured</th><th></th></tr></thead><tbody>${rows.join("\n")}</tbody></table>`;
}

/** The whole report as one page that needs nothing else. */
export function toHtml(report: Report): string {
  const { results, startedAt } = report;
  const people = peopleIn(results);
  const body = [
    verdictTable(results),
    ...people.flatMap((count) => charts(count).map((chart) => bySubject(results, count, chart))),
    ...deliveryCharts(results),
    growthChart(results),
    `<details><summary>Tables</summary><pre>${escape(toMarkdown(report))}</pre></details>`,
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Parley under load, ${startedAt.slice(0, 10)}</title>
<style>${style}</style>
</head>
<body>
<h1>Parley under load</h1>
<p>${escape(startedAt)} · commit ${escape(report.machine.commit)} · ${escape(report.machine.cpu)}, ${report.machine.cores} cores · ${escape(report.machine.database)} · ${escape(report.machine.layout)}</p>
${body.filter((part) => part !== "").join("\n")}
</body>
</html>
`;
}
