import type { Admission } from "@parley/api/trpc";
import { addressKey } from "./address-key.ts";
import type { AdmissionLimits } from "./limits.ts";
import { createSlidingWindows } from "./sliding-windows.ts";
import { createTokenBuckets } from "./token-buckets.ts";

/** Counts the frames of one socket: by itself at first, and with those of its person once it has signed in. */
export interface FrameBudget {
  /** Whether one more frame is admitted, which counts as so many. */
  take(tokens: number): boolean;
  signedInAs(caller: string): void;
}

/** Counts what people and addresses do, and says when it is too much. */
export interface AdmissionDesk {
  /** Milliseconds until an address may make one more request; 0 where it may now. */
  request(address: string): number;
  /** What one person may do, over whatever ways they come. */
  of(userId: string): Admission;
  /** The frames of one new socket. */
  frames(): FrameBudget;
  /** One more socket of an address, or undefined where it has too many. The result gives it up. */
  openAddressSocket(address: string): (() => void) | undefined;
  /** The same of any connection. */
  openConnection(address: string): (() => void) | undefined;
  /** The same of a person. */
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

/** `onRefused` hears under which limit something was too much. */
export function createAdmissionDesk(
  limits: AdmissionLimits,
  onRefused: (limit: keyof AdmissionLimits) => void = () => undefined,
): AdmissionDesk {
  const bucketsOf = (limit: "requests" | "calls" | "sends" | "typing" | "frames") => {
    const buckets = createTokenBuckets(limits[limit]);
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
  const calls = bucketsOf("calls");
  const sends = bucketsOf("sends");
  const typing = bucketsOf("typing");
  const frames = bucketsOf("frames");
  const contactAdds = windowsOf("contactAdds");
  const uploads = windowsOf("uploads");
  let socketsSoFar = 0;
  /** The limit that a procedure has beside that of all calls. */
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
    of: (userId) => ({
      call(path) {
        const wait = ownLimitOf(path)?.(userId) ?? 0;
        return wait > 0 ? wait : calls(userId);
      },
      typing: () => typing(userId) === 0,
    }),
    frames() {
      socketsSoFar += 1;
      // No id of a person has a space.
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
