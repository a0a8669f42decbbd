import type { ImportResult } from "./run-import.ts";
import { type Counts, pendingOf } from "./summary.ts";
import { parts } from "./tables/table.ts";
import { formatNumber } from "./terminal.ts";

interface Column {
  readonly title: string;
  readonly of: (counts: Counts) => number;
}

const columnsOf = ({ state }: ImportResult): Column[] => [
  { title: "lines", of: ({ lines }) => lines },
  { title: state === "checked" ? "would be imported" : "imported", of: ({ imported }) => imported },
  { title: "already there", of: ({ alreadyThere }) => alreadyThere },
  { title: "refused", of: ({ refused }) => refused },
  { title: "derived", of: ({ derived }) => derived },
  ...(state === "interrupted" ? [{ title: "still to come", of: pendingOf }] : []),
];

const NAME_WIDTH = 14;

function tableOf(result: ImportResult): string[] {
  const columns = columnsOf(result);
  const row = (name: string, cells: readonly string[]) =>
    name.padEnd(NAME_WIDTH) + cells.map((cell, at) => cell.padStart(widths[at] ?? 0)).join("  ");
  const cellsOf = (counts: Counts) => columns.map((column) => formatNumber(column.of(counts)));
  const bodies = parts.map((part) => ({ part, cells: cellsOf(result.summary[part]) }));
  const widths = columns.map(({ title }, at) =>
    Math.max(title.length, ...bodies.map(({ cells }) => cells[at]?.length ?? 0)),
  );
  const head = row(
    "",
    columns.map(({ title }) => title),
  );
  return [head, ...bodies.map(({ part, cells }) => row(part, cells))];
}

const refusedIn = ({ summary }: ImportResult) =>
  parts.reduce((sum, part) => sum + summary[part].refused, 0);

/** Whether every line of the export is, or would be, in the database. */
export const isComplete = (result: ImportResult): boolean =>
  result.state !== "interrupted" && refusedIn(result) === 0;

const headings = {
  checked: "Checked. Nothing was written to the database.",
  complete: "Imported.",
  interrupted: "Stopped. Run the same command again to go on from there.",
} as const;

const megabytes = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(1)} MB`;

function filesOf({ state, files: counts }: ImportResult, report: string): string[] {
  const { files, bytes, imported, alreadyThere, leftOut } = counts;
  if (files === 0) return [];
  const done = state === "checked" ? "would be imported" : "imported";
  const outcomes = [
    `${formatNumber(imported)} ${done}`,
    `${formatNumber(alreadyThere)} already there`,
    `${formatNumber(leftOut)} left out`,
  ];
  return [
    `${formatNumber(files)} files (${megabytes(bytes)}): ${outcomes.join(", ")}.`,
    ...(leftOut > 0 ? [`Why files are left out is in ${report}/findings.jsonl.`] : []),
  ];
}

/** The text printed at the end. */
export function describeResult(
  result: ImportResult,
  { report, unread, seconds }: { report: string; unread: readonly string[]; seconds: number },
): string {
  const { state, summary, merged, readonly } = result;
  const lines = [headings[state], "", ...tableOf(result), ""];
  lines.push(...filesOf(result, report));
  if (merged > 0)
    lines.push(
      `${formatNumber(merged)} conversations are merged with another one of the same users, by time.`,
    );
  if (readonly > 0)
    lines.push(
      `${formatNumber(readonly)} direct conversations are read-only: the contact policy does not connect the two.`,
    );
  if (refusedIn(result) > 0)
    lines.push(
      `Refused lines are in ${report}/refused, each with its reason in ${report}/findings.jsonl.`,
    );
  if (unread.length > 0) lines.push(`Not read: ${unread.join(", ")}.`);
  const pace = Math.round(summary.messages.imported / Math.max(seconds, 0.001));
  const speed = state === "checked" ? "" : `, ${formatNumber(pace)} messages a second`;
  lines.push(`It took ${seconds.toFixed(1)} s${speed}.`);
  return `${lines.join("\n")}\n`;
}
