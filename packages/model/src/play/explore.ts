import fc from "fast-check";
import { anyProgram } from "../generate/any-program.ts";
import type { Step } from "../semantics/step.ts";
import { shorten } from "./shorten.ts";

/** Time limit for shrinking a failing program: five minutes. */
const SHORTENING = 5 * 60_000;
/** Programs of one seed. */
const ROUND = 20;

export interface Exploring {
  /** Plays a program, and throws if product and model differ. */
  readonly play: (program: readonly Step[]) => Promise<void>;
  /** The first seed; each round of programs takes the next. */
  readonly seed: number;
  /** Minimum number of steps. */
  readonly steps: number;
  /** Called with the progress after each round. */
  readonly onRound: (so: { readonly seed: number; readonly taken: number }) => void;
}

const errorOf = (run: Promise<void>): Promise<unknown> =>
  run.then(
    () => undefined,
    (error: unknown) => error,
  );

/** A reproducible failure: its seed, and the shortest program that shows it. */
async function report(
  { seed, counterexamplePath, counterexample }: fc.RunDetails<[Step[]]>,
  { play }: Exploring,
): Promise<Error> {
  const end = performance.now() + SHORTENING;
  const shortest = await shorten(counterexample?.[0] ?? [], {
    fails: async (program) => (await errorOf(play(program))) !== undefined,
    mayGoOn: () => performance.now() < end,
  });
  const lines = shortest.map((step) => `  ${JSON.stringify(step)},`);
  const head = `seed ${seed}, path ${counterexamplePath}, as short as it gets:`;
  return new Error([head, ...lines].join("\n"), { cause: await errorOf(play(shortest)) });
}

/** Plays random programs until they have taken this many steps. */
export async function explore(exploring: Exploring): Promise<void> {
  let left = exploring.steps;
  for (let seed = exploring.seed; left > 0; seed += 1) {
    const property = fc.asyncProperty(anyProgram, async (program) => {
      if (left <= 0) return;
      left -= program.length;
      await exploring.play(program);
    });
    // Own shrinking: it removes steps, which keeps the meaning of the others.
    const details = await fc.check(property, { seed, numRuns: ROUND, endOnFailure: true });
    if (details.failed) throw await report(details, exploring);
    exploring.onRound({ seed, taken: exploring.steps - left });
  }
}
