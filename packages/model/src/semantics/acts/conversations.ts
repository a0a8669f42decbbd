import { isReachBetween } from "../relations.ts";
import { lastPlace } from "../sight.ts";
import { nameOfPair, orNotFound, type Part, refuseIf, type Talk, type World } from "../world.ts";
import type { Membership } from "./membership.ts";

/** A user's side of a conversation that they have just joined. */
export const newPart = (openedAt: number | null, said = 0): Part => ({
  ...{ from: said + 1, until: null, cleared: 0, read: said, shared: said, openedAt },
  ...{ isMarked: false, isPinned: false, isArchived: false, mutedUntil: null },
});

/** CONV-1, POL-2 to POL-4, POL-8: an existing one always opens; a new one needs a user who reaches the other. */
export function open(world: World, [userId, otherId]: readonly [string, string], id: string): Talk {
  refuseIf(userId === otherId, "invalid_input");
  orNotFound(world.people.get(otherId));
  const name = nameOfPair(userId, otherId);
  const pair = [userId, otherId] as const;
  if (!world.talks.has(name) && !isReachBetween(world, pair)) {
    const isKnown = isReachBetween(world, pair, { blocks: true, closedAccounts: true });
    refuseIf(true, isKnown ? "contact_unavailable" : "not_found");
  }
  const parts = new Map(pair.map((one) => [one, newPart(null)]));
  const made = { id, groupId: null, pair: pair.toSorted(), startedAt: world.now, said: [], parts };
  const talk = world.talks.get(name) ?? made;
  world.talks.set(name, talk);
  const part = orNotFound(talk.parts.get(userId));
  part.openedAt ??= world.now;
  return talk;
}

/** CONV-8: cleared and hidden for the caller only. */
export function clear({ talk, part }: Membership): void {
  const end = lastPlace(talk, part);
  Object.assign(part, {
    cleared: Math.max(part.cleared, end),
    read: Math.max(part.read, end),
    ...{ openedAt: null, isMarked: false, isPinned: false, isArchived: false },
  });
}
