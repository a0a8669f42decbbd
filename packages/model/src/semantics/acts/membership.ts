import { isBlockBetween } from "../relations.ts";
import { firstSeq, isOpenFor, lastVisible, visible } from "../visibility.ts";
import {
  orNotFound,
  type ModelParticipant,
  personIn,
  refuseIf,
  type ModelMessage,
  type ModelConversation,
  type World,
} from "../world.ts";

/** A user as a participant of a conversation. Nonexistent and foreign are the same. */
export interface Membership {
  readonly conversation: ModelConversation;
  readonly part: ModelParticipant;
  readonly userId: string;
}

export function membershipIn(world: World, userId: string, name: string): Membership {
  const conversation = orNotFound(world.conversations.get(name));
  return { conversation, part: orNotFound(conversation.participants.get(userId)), userId };
}

/** MSG-7, BLK-11: two participants of one conversation, one of whom addresses the other. */
function isUnavailable(world: World, [from, to]: readonly [string, string]): boolean {
  const [one, other] = [personIn(world, from), personIn(world, to)];
  if (!one.isActive || !other.isActive) return true;
  return one.role !== "ADMIN" && other.role !== "ADMIN" && isBlockBetween(world, from, to);
}

/** MSG-7, MSG-8, MSG-21: a user who may not write may not edit or react either, for the same reason. */
export function requireWritable(world: World, { conversation, part, userId }: Membership): void {
  refuseIf(!isOpenFor(world, conversation, part), "conversation_readonly");
  const other = conversation.pair.find((id) => id !== userId);
  if (other !== undefined) {
    refuseIf(personIn(world, other).kind === "SYSTEM", "conversation_readonly");
    refuseIf(isUnavailable(world, [userId, other]), "contact_unavailable");
  }
}

/** MEN-2: only participants can be mentioned. */
export function requireMentionable(
  world: World,
  { conversation, userId }: Membership,
  ids: readonly string[],
): void {
  const isPresent = (id: string) => conversation.participants.get(id)?.until === null;
  refuseIf(!ids.every(isPresent), "not_found");
  refuseIf(
    ids.some((id) => isUnavailable(world, [userId, id])),
    "contact_unavailable",
  );
}

/** CONV-6. */
export const isVisibleSeq = ({ conversation, part }: Membership, seq: number): boolean =>
  seq >= firstSeq(part) && seq <= lastVisible(conversation, part);

/** MSG-15: a visible message, or the one answer for others. */
export const messageAt = ({ conversation, part }: Membership, seq: number): ModelMessage =>
  orNotFound(visible(conversation, part).find((stored) => stored.seq === seq));
