/** Durations of calls, in milliseconds. The minimum is the cost of a call on an idle machine. */
export interface Spread {
  readonly fastest: number;
  readonly p50: number;
  readonly p99: number;
}

/** The value below which a share of the values is (nearest rank). */
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

/** Repeats a call sequentially. The first calls, which warm up, do not count. */
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
  /** Concurrent calls. */
  readonly together: number;
  readonly milliseconds: number;
}

/** Calls per second, with the given number of callers that each call sequentially. */
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
