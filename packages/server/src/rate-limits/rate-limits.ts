import type { CallerLimits } from "@parley/api/platform";
import { addressKey } from "./address-key.ts";
import type { RateLimitConfig } from "./limits.ts";
import { createSlidingWindows } from "./sliding-windows.ts";
import { createTokenBuckets } from "./token-buckets.ts";

/** Counts the frames of one socket: alone at first, and with those of its user once it has signed in. */
export interface FrameBudget {
  /** Whether one more frame is allowed, which costs the given number of tokens. */
  take(tokens: number): boolean;
  signedInAs(caller: string): void;
}

/** The rate limits of users and addresses. */
export interface RateLimits {
  /** Milliseconds until an address may make one more request; 0 if it may now. */
  request(address: string): number;
  /** The same for a new socket, which is a request as well. */
  newSocket(address: string): number;
  /** Reduces the sockets that an address may open, after one was closed for what its peer did. */
  socketCut(address: string, count: number): void;
  /** The limits of one user, over all connections. */
  of(userId: string): CallerLimits;
  /** The frames of one new socket. */
  frames(): FrameBudget;
  /** Counts a socket of an address; undefined if it has too many. The result releases it. */
  openAddressSocket(address: string): (() => void) | undefined;
  /** The same for any connection of an address. */
  openConnection(address: string): (() => void) | undefined;
  /** The same for a user. */
  openSocket(userId: string): (() => void) | undefined;
}

const HOUR = 3_600_000;

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

/** Creates the limits. `onRefused` is called with the limit that was exceeded. */
export function createRateLimits(
  limits: RateLimitConfig,
  onRefused: (limit: keyof RateLimitConfig) => void = () => undefined,
): RateLimits {
  type RateName = "requests" | "calls" | "sends" | "typing" | "frames";
  const bucketsOf = (limit: RateName, buckets = createTokenBuckets(limits[limit])) => {
    return (key: string, tokens?: number) => {
      const wait = buckets.take(key, tokens);
      if (wait > 0) onRefused(limit);
      return wait;
    };
  };
  const windowsOf = (limit: "contactAdds" | "uploads") => {
    const { perHour, perDay } = limits[limit];
    const windows = createSlidingWindows([
      { max: perHour, within: HOUR },
      { max: perDay, within: 24 * HOUR },
    ]);
    return (key: string) => {
      const wait = windows.take(key);
      if (wait > 0) onRefused(limit);
      return wait;
    };
  };
  const counterOf = (limit: "sockets" | "addressSockets" | "addressConnections") => {
    const open = createCounter(limits[limit]);
    return (key: string) => {
      const leave = open(key);
      if (leave === undefined) onRefused(limit);
      return leave;
    };
  };
  const requests = bucketsOf("requests");
  // Separate limits: an address whose sockets are cut is still served everything else, since others may share it.
  const socketBuckets = createTokenBuckets(limits.requests);
  const newSockets = bucketsOf("requests", socketBuckets);
  const calls = bucketsOf("calls");
  const sends = bucketsOf("sends");
  const typing = bucketsOf("typing");
  const frames = bucketsOf("frames");
  const contactAdds = windowsOf("contactAdds");
  const uploads = windowsOf("uploads");
  let socketsSoFar = 0;
  /** The specific limit of a procedure, in addition to the one of all calls. */
  const ownLimitOf = (path: string) => {
    if (path === "messages.send") return sends;
    if (path === "avatars.upload") return uploads;
    return path === "contacts.add" ? contactAdds : undefined;
  };
  const addressSockets = counterOf("addressSockets");
  const addressConnections = counterOf("addressConnections");
  const sockets = counterOf("sockets");
  return {
    request: (address) => requests(addressKey(address)),
    newSocket: (address) => newSockets(addressKey(address)),
    socketCut: (address, count) => socketBuckets.charge(addressKey(address), count),
    of: (userId) => ({
      call(path) {
        const wait = ownLimitOf(path)?.(userId) ?? 0;
        return wait > 0 ? wait : calls(userId);
      },
      typing: () => typing(userId) === 0,
    }),
    frames() {
      socketsSoFar += 1;
      // No user id contains a space.
      let key = `socket ${socketsSoFar}`;
      return {
        take: (tokens) => frames(key, tokens) === 0,
        signedInAs(caller) {
          key = caller;
        },
      };
    },
    openAddressSocket: (address) => addressSockets(addressKey(address)),
    openConnection: (address) => addressConnections(addressKey(address)),
    openSocket: (userId) => sockets(userId),
  };
}
