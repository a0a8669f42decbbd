import { doneOf, refusedOf, type Tally } from "./tally.ts";
import { formatNumber } from "@parley/import/terminal";

/** Totals of a whole run, one figure per line. */
export function summarize(tally: Tally, milliseconds: number): string {
  const seconds = milliseconds / 1_000;
  const reasons = [...tally.refused].map(([reason, count]) => `${reason} ${formatNumber(count)}`);
  const why = reasons.length === 0 ? "" : ` (${reasons.join(", ")})`;
  const rows = [
    ["sent", formatNumber(tally.sent)],
    ["already there", formatNumber(tally.alreadyThere)],
    ["refused", `${formatNumber(refusedOf(tally))}${why}`],
    ["seconds", seconds.toFixed(1)],
    ["messages/s", formatNumber(Math.round(doneOf(tally) / Math.max(seconds, 0.001)))],
  ];
  return rows.map(([name = "", value]) => `${name.padEnd(14)} ${value}\n`).join("");
}
