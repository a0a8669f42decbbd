import type { Rate } from "./limits.ts";

interface Bucket {
  tokens: number;
  /** When that was so, in milliseconds. */
  at: number;
}

/** Buckets of tokens, one a key. */
export interface TokenBuckets {
  /** Takes a token, or more: 0 where there were as many, else the milliseconds until there are. */
  take(key: string, tokens?: number): number;
  /** Takes tokens whether or not there are as many. What is missing has to flow in first, which is at most `burst`. */
  charge(key: string, tokens: number): void;
  readonly size: number;
}

/** Full buckets are looked for when there are this many, and again when there are twice as many as remained. */
const SWEEP_FROM = 10_000;

/**
 * A bucket begins full, with `burst` tokens, and gets `perSecond` new ones up to that. Where it stands empty
 * nothing is kept of what was refused, so that asking too often delays nobody further. A full bucket is the
 * same as none, and goes when there are many.
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
      // What counts as more than there ever is takes all of it.
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
