import fc from "fast-check";
import { anyProgramme } from "../generate/any-programme.ts";
import type { Step } from "../semantics/step.ts";
import { shorten } from "./shorten.ts";

/** For how long a programme that fails is made shorter: five minutes. */
const SHORTENING = 5 * 60_000;
/** Programmes of one seed. */
const ROUND = 20;

export interface Exploring {
  /** Plays a programme, and throws where the product and the semantics part. */
  readonly play: (programme: readonly Step[]) => Promise<void>;
  /** The first seed; each round of programmes takes the next. */
  readonly seed: number;
  /** How many steps to take at least. */
  readonly steps: number;
  /** Hears after each round how far it is. */
  readonly onRound: (so: { readonly seed: number; readonly taken: number }) => void;
}

const errorOf = (run: Promise<void>): Promise<unknown> =>
  run.then(
    () => undefined,
    (error: unknown) => error,
  );

/** A failure as somebody can take it up: where it came from, and the shortest programme that shows it. */
async function report(
  { seed, counterexamplePath, counterexample }: fc.RunDetails<[Step[]]>,
  { play }: Exploring,
): Promise<Error> {
  const end = performance.now() + SHORTENING;
  const shortest = await shorten(counterexample?.[0] ?? [], {
    fails: async (programme) => (await errorOf(play(programme))) !== undefined,
    mayGoOn: () => performance.now() < end,
  });
  const lines = shortest.map((step) => `  ${JSON.stringify(step)},`);
  const head = `seed ${seed}, path ${counterexamplePath}, as short as it gets:`;
  return new Error([head, ...lines].join("\n"), { cause: await errorOf(play(shortest)) });
}

/** Plays random programmes until they have taken so many steps. */
export async function explore(exploring: Exploring): Promise<void> {
  let left = exploring.steps;
  for (let seed = exploring.seed; left > 0; seed += 1) {
    const property = fc.asyncProperty(anyProgramme, async (programme) => {
      if (left <= 0) return;
      left -= programme.length;
      await exploring.play(programme);
    });
    // It has its own way of shortening: leaving out steps, which keeps what the others mean.
    const details = await fc.check(property, { seed, numRuns: ROUND, endOnFailure: true });
    if (details.failed) throw await report(details, exploring);
    exploring.onRound({ seed, taken: exploring.steps - left });
  }
}
