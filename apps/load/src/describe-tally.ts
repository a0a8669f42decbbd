import { doneOf, refusedOf, type Tally } from "./tally.ts";
import { formatNumber, type Step } from "@parley/import/terminal";

/** "8,120 of 18,972 messages", and those that were not first sends. */
export function describeTally(tally: Tally): string {
  const refused = refusedOf(tally);
  const parts = [`${formatNumber(doneOf(tally))} of ${formatNumber(tally.total)} messages`];
  if (tally.alreadyThere > 0) parts.push(`${formatNumber(tally.alreadyThere)} already there`);
  if (refused > 0) parts.push(`${formatNumber(refused)} refused`);
  return parts.join(", ");
}

/** A tally as progress shows it. */
export const toStep = (tally: Tally): Step => ({
  done: doneOf(tally),
  total: tally.total,
  text: describeTally(tally),
});
