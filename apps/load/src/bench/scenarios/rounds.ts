import { describe } from "./describe.ts";
import type { BenchContext } from "./context.ts";
import type { Result } from "./results.ts";

/** Repeats a measurement as often as the pace says, and shows the result of each round. */
export async function inRounds<Found extends Result>(
  { pace, screen }: BenchContext,
  title: string,
  measure: (round: number) => Promise<Found>,
): Promise<Found[]> {
  const results: Found[] = [];
  for (let round = 1; round <= pace.rounds; round += 1) {
    screen.part(`${title}, round ${round}`);
    const found = await measure(round);
    screen.say(describe(found));
    results.push(found);
  }
  return results;
}
