import type { Rate } from "./limits.ts";

interface Bucket {
  tokens: number;
  /** The time of `tokens`, in milliseconds. */
  at: number;
}

/** Token buckets, one per key. */
export interface TokenBuckets {
  /** Takes one or more tokens: returns 0 if there were enough, else the milliseconds until there are. */
  take(key: string, tokens?: number): number;
  /** Takes tokens even if there are not enough. The deficit has to be refilled first, and is at most `burst`. */
  charge(key: string, tokens: number): void;
  readonly size: number;
}

/** Full buckets are removed when there are this many, and again when there are twice as many as remained. */
const SWEEP_FROM = 10_000;

/**
 * A bucket starts full, with `burst` tokens, and refills by `perSecond`. Refused requests are not stored, so that
 * frequent retries cause no further delay. A full bucket is the same as none, and is removed when there are many.
 */
export function createTokenBuckets(
  { burst, perSecond }: Rate,
  now: () => number = () => performance.now(),
): TokenBuckets {
  const buckets = new Map<string, Bucket>();
  let sweepAt = SWEEP_FROM;

  const refill = (bucket: Bucket, time: number) => {
    const gained = ((time - bucket.at) * perSecond) / 1_000;
    bucket.tokens = Math.min(burst, bucket.tokens + gained);
    bucket.at = time;
  };

  const sweep = (time: number) => {
    for (const [key, bucket] of buckets) {
      refill(bucket, time);
      if (bucket.tokens >= burst) buckets.delete(key);
    }
    sweepAt = Math.max(SWEEP_FROM, 2 * buckets.size);
  };

  const bucketOf = (key: string, time: number): Bucket => {
    const known = buckets.get(key);
    if (known !== undefined) return known;
    if (buckets.size >= sweepAt) sweep(time);
    const bucket = { tokens: burst, at: time };
    buckets.set(key, bucket);
    return bucket;
  };

  const current = (key: string): Bucket => {
    const time = now();
    const bucket = bucketOf(key, time);
    refill(bucket, time);
    return bucket;
  };

  return {
    get size() {
      return buckets.size;
    },
    take(key, tokens = 1) {
      if (burst === Infinity) return 0;
      // A cost above the capacity takes all of it.
      const wanted = Math.min(tokens, burst);
      const bucket = current(key);
      if (bucket.tokens < wanted) return Math.ceil(((wanted - bucket.tokens) * 1_000) / perSecond);
      bucket.tokens -= wanted;
      return 0;
    },
    charge(key, tokens) {
      if (burst === Infinity) return;
      const bucket = current(key);
      bucket.tokens = Math.max(-burst, bucket.tokens - tokens);
    },
  };
}
