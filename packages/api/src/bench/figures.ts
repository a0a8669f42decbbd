/** How long calls took, in milliseconds. The fastest says what a call costs where nobody else wants the machine. */
export interface Spread {
  readonly fastest: number;
  readonly p50: number;
  readonly p99: number;
}

/** The value below which a share of the values lies: the nearest rank. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const spreadOf = (took: readonly number[]): Spread => ({
  fastest: Math.min(...took),
  p50: quantile(took, 0.5),
  p99: quantile(took, 0.99),
});

/** Calls something again and again, one call at a time. The first calls, which warm up, do not count. */
export async function timed(
  calls: number,
  call: (at: number) => Promise<unknown>,
): Promise<number[]> {
  const took: number[] = [];
  for (let at = -3; at < calls; at += 1) {
    const begin = performance.now();
    await call(Math.abs(at));
    if (at >= 0) took.push(performance.now() - begin);
  }
  return took;
}

export interface Burst {
  /** Calls under way at a time. */
  readonly together: number;
  readonly milliseconds: number;
}

/** Calls a second, by so many callers each of whom makes one call after the other. */
export async function rateOf(
  { together, milliseconds }: Burst,
  call: (caller: number) => Promise<unknown>,
): Promise<number> {
  const begin = performance.now();
  let calls = 0;
  const caller = async (at: number) => {
    while (performance.now() - begin < milliseconds) {
      await call(at);
      calls += 1;
    }
  };
  await Promise.all(Array.from({ length: together }, (_, at) => caller(at)));
  return (calls * 1_000) / (performance.now() - begin);
}
