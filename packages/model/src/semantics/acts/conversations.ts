import { isReachBetween } from "../relations.ts";
import { lastVisible } from "../visibility.ts";
import {
  nameOfPair,
  orNotFound,
  type ModelParticipant,
  refuseIf,
  type ModelConversation,
  type World,
} from "../world.ts";
import type { Membership } from "./membership.ts";

/** A user's side of a conversation that they have just joined. */
export const newParticipant = (openedAt: number | null, stored = 0): ModelParticipant => ({
  ...{ from: stored + 1, until: null, cleared: 0, read: stored, shared: stored, openedAt },
  ...{ isMarked: false, isPinned: false, isArchived: false, mutedUntil: null },
});

/** CONV-1: the one conversation of two users. */
export function ensurePair(
  world: World,
  pair: readonly [string, string],
  id: string,
): ModelConversation {
  const name = nameOfPair(...pair);
  const made = {
    id,
    groupId: null,
    pair: pair.toSorted(),
    startedAt: world.now,
    messages: [],
    participants: new Map(pair.map((one) => [one, newParticipant(null)])),
  };
  const conversation = world.conversations.get(name) ?? made;
  world.conversations.set(name, conversation);
  return conversation;
}

/** CONV-1, POL-2 to POL-4, POL-8: an existing one always opens; a new one needs a user who reaches the other. */
export function open(
  world: World,
  [userId, otherId]: readonly [string, string],
  id: string,
): ModelConversation {
  refuseIf(userId === otherId, "invalid_input");
  orNotFound(world.people.get(otherId));
  const name = nameOfPair(userId, otherId);
  const pair = [userId, otherId] as const;
  if (!world.conversations.has(name) && !isReachBetween(world, pair)) {
    const isKnown = isReachBetween(world, pair, { blocks: true, closedAccounts: true });
    refuseIf(true, isKnown ? "contact_unavailable" : "not_found");
  }
  const conversation = ensurePair(world, pair, id);
  const part = orNotFound(conversation.participants.get(userId));
  part.openedAt ??= world.now;
  return conversation;
}

/** CONV-8: cleared and hidden for the caller only. */
export function clear({ conversation, part }: Membership): void {
  const end = lastVisible(conversation, part);
  Object.assign(part, {
    cleared: Math.max(part.cleared, end),
    read: Math.max(part.read, end),
    ...{ openedAt: null, isMarked: false, isPinned: false, isArchived: false },
  });
}
