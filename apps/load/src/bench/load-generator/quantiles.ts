/** Latencies in milliseconds, summarised for a report. */
export interface Spread {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

const nothing: Spread = { count: 0, p50: 0, p95: 0, p99: 0, max: 0 };

/** The value below which a share of sorted values is (nearest rank). */
function quantile(sorted: ArrayLike<number>, share: number): number {
  const rank = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  return sorted[rank] ?? Number.NaN;
}

export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) return nothing;
  const sorted = Float64Array.from(values).toSorted();
  const at = (share: number) => Math.round(quantile(sorted, share) * 1_000) / 1_000;
  return {
    count: sorted.length,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    max: at(1),
  };
}

/** The median; of two in the middle the lower. */
export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((one, other) => one - other),
    0.5,
  );
}
