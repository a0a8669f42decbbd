import { plain } from "@parley/terminal/plain";
import type { Step } from "@parley/terminal/progress";
import { doneOf, refusedOf, type Tally } from "./tally.ts";

/** "8,120 of 18,972 messages", and what did not go as a first sending does. */
export function describeTally(tally: Tally): string {
  const refused = refusedOf(tally);
  const parts = [`${plain(doneOf(tally))} of ${plain(tally.total)} messages`];
  if (tally.alreadyThere > 0) parts.push(`${plain(tally.alreadyThere)} already there`);
  if (refused > 0) parts.push(`${plain(refused)} refused`);
  return parts.join(", ");
}

/** A tally as progress shows it. */
export const toStep = (tally: Tally): Step => ({
  done: doneOf(tally),
  total: tally.total,
  text: describeTally(tally),
});
