import type { Admission } from "@parley/api/trpc";
import { addressKey } from "./address-key.ts";
import type { AdmissionLimits } from "./limits.ts";
import { createTokenBuckets } from "./token-buckets.ts";

/** Counts what people and addresses do, and says when it is too much. */
export interface AdmissionDesk {
  /** Milliseconds until an address may make one more request; 0 where it may now. */
  request(address: string): number;
  /** What one person may do, over whatever ways they come. */
  of(userId: string): Admission;
  /** One more socket of an address, or undefined where it has too many. The result gives it up. */
  openAddressSocket(address: string): (() => void) | undefined;
  /** The same of a person. */
  openSocket(userId: string): (() => void) | undefined;
}

function createCounter(max: number) {
  const counts = new Map<string, number>();
  const change = (key: string, by: number) => {
    const count = (counts.get(key) ?? 0) + by;
    if (count === 0) counts.delete(key);
    else counts.set(key, count);
  };
  return (key: string) => {
    if ((counts.get(key) ?? 0) >= max) return undefined;
    change(key, 1);
    let isHeld = true;
    return () => {
      if (isHeld) change(key, -1);
      isHeld = false;
    };
  };
}

export function createAdmissionDesk(limits: AdmissionLimits, now?: () => number): AdmissionDesk {
  const requests = createTokenBuckets(limits.requests, now);
  const calls = createTokenBuckets(limits.calls, now);
  const sends = createTokenBuckets(limits.sends, now);
  const typing = createTokenBuckets(limits.typing, now);
  const addressSockets = createCounter(limits.addressSockets);
  const sockets = createCounter(limits.sockets);
  return {
    request: (address) => requests.take(addressKey(address)),
    of: (userId) => ({
      call(path) {
        const wait = path === "messages.send" ? sends.take(userId) : 0;
        return wait > 0 ? wait : calls.take(userId);
      },
      typing: () => typing.take(userId) === 0,
    }),
    openAddressSocket: (address) => addressSockets(addressKey(address)),
    openSocket: (userId) => sockets(userId),
  };
}
