import type { Signal } from "@parley/contract/events";
import type { Platform } from "../domain/context.ts";
import { uuidv7 } from "uuidv7";
import { follow, type Follower } from "./follow.ts";
import type { HeardPresence } from "./heard-presence.ts";

export interface Follow {
  readonly platform: Platform;
  readonly presence: HeardPresence;
  readonly userId: string;
  readonly stop: () => void;
}

/** Reads up to a marker signal, which follows the initial presence of everyone. */
async function untilMark(follower: Follower<Signal>, { platform, userId }: Follow) {
  const conversationId = uuidv7();
  const signal: Signal = { type: "typing", conversationId, userId, typing: true };
  platform.bus.signal({ userIds: [userId], signal });
  const before: Signal[] = [];
  for (;;) {
    const next = await follower.next();
    if (next.type === "typing" && next.conversationId === conversationId) return before;
    before.push(next);
  }
}

/**
 * Reads a user's signals. Starts once their initial presence has arrived and the others were notified of theirs, and
 * ends once the others were notified that they left: so a test has one order, however many connections its database
 * has.
 */
export async function followSignals(
  source: AsyncIterable<Signal>,
  following: Follow,
): Promise<Follower<Signal>> {
  const { presence, stop } = following;
  const follower = follow(source, { stop, read: (signal: Signal) => signal });
  const before = await untilMark(follower, following);
  await presence.told();
  const end = () => follower.stop().then(presence.told);
  return {
    next: async () => before.shift() ?? follower.next(),
    stop: end,
    [Symbol.asyncDispose]: end,
  };
}
