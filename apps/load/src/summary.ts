import { plain } from "@parley/terminal/plain";
import { doneOf, refusedOf, type Tally } from "./tally.ts";

/** What a whole run did, one figure a line. */
export function summarize(tally: Tally, milliseconds: number): string {
  const seconds = milliseconds / 1_000;
  const reasons = [...tally.refused].map(([reason, count]) => `${reason} ${plain(count)}`);
  const why = reasons.length === 0 ? "" : ` (${reasons.join(", ")})`;
  const rows = [
    ["sent", plain(tally.sent)],
    ["already there", plain(tally.alreadyThere)],
    ["refused", `${plain(refusedOf(tally))}${why}`],
    ["seconds", seconds.toFixed(1)],
    ["messages/s", plain(Math.round(doneOf(tally) / Math.max(seconds, 0.001)))],
  ];
  return rows.map(([name = "", value]) => `${name.padEnd(14)} ${value}\n`).join("");
}
