import { messageOf } from "../conversation.ts";
import { isReachBetween } from "../relations.ts";
import { ensurePair } from "./conversations.ts";
import {
  lastSeq,
  nameOfPair,
  orNotFound,
  type ModelParticipant,
  refuseIf,
  type ModelMessage,
  type ModelConversation,
  type World,
} from "../world.ts";
import {
  isVisibleSeq,
  requireMentionable,
  requireWritable,
  type Membership,
} from "./membership.ts";

/** CONV-11: users who have not muted it and do not block the sender get an archived conversation back. */
function comesBack(
  world: World,
  { mutedUntil }: ModelParticipant,
  [reader, sender]: readonly [string, string],
) {
  const isMuted = mutedUntil !== null && mutedUntil > world.now;
  return !isMuted && !world.blocks.has(`${reader} ${sender}`);
}

export interface NewMessage {
  readonly id: string;
  readonly body: string;
  readonly replyTo: number | null;
  readonly mentions: readonly string[];
}

/** MSG-1, MSG-10: the next number; the sender has read everything before it. */
export function send(world: World, membership: Membership, message: NewMessage): ModelMessage {
  const { conversation, part, userId } = membership;
  const { id, body, replyTo, mentions } = message;
  requireWritable(world, membership);
  if (replyTo !== null) refuseIf(!isVisibleSeq(membership, replyTo), "not_found");
  requireMentionable(world, membership, mentions);
  const seq = lastSeq(conversation) + 1;
  const stored: ModelMessage = {
    ...{ id, seq, senderId: userId, replyToSeq: replyTo, body, mentions: mentions.toSorted() },
    ...{ at: world.now, version: 1, editedAt: null, deletedAt: null, reactions: [] },
    ...{ pin: null, savedBy: new Set<string>(), item: null, meeting: null },
  };
  conversation.messages.push(stored);
  for (const [reader, theirs] of conversation.participants) {
    const isHere = theirs.until === null;
    if (isHere && comesBack(world, theirs, [reader, userId])) theirs.isArchived = false;
  }
  // READ-8: their message shows that they were here, whether or not they share what they read.
  Object.assign(part, { read: seq, shared: seq, isMarked: false, isArchived: false });
  return stored;
}

interface Announcement {
  readonly as: string;
  readonly to: string;
  readonly key: string;
  readonly id: string;
  readonly body: string;
  readonly conversationId: string;
}

/** SVC-1, SVC-2: the first result of a key, or a message in the conversation of the two, which begins with it. */
export function announce(world: World, { as, to, key, ...message }: Announcement) {
  const { id, body, conversationId } = message;
  const first = world.announced.get(`${as} ${key}`);
  if (first !== undefined) {
    const { conversation, stored } = first;
    const isChanged = stored.editedAt !== null || stored.deletedAt !== null;
    refuseIf(!isChanged && stored.body !== body, "idempotency_conflict");
    return { message: messageOf(conversation, stored), deduplicated: true };
  }
  const isNew = !world.conversations.has(nameOfPair(as, to));
  refuseIf(isNew && !isReachBetween(world, [as, to]), "contact_unavailable");
  const conversation = ensurePair(world, [as, to], conversationId);
  const part = orNotFound(conversation.participants.get(as));
  const membership = { conversation, part, userId: as };
  const stored = send(world, membership, { id, body, replyTo: null, mentions: [] });
  world.announced.set(`${as} ${key}`, { conversation, stored });
  return { message: messageOf(conversation, stored), deduplicated: false };
}

/** All messages of a sender, the latest first. */
export const sentBy = (
  { conversations }: World,
  userId: string,
): { conversation: ModelConversation; stored: ModelMessage }[] =>
  [...conversations.values()]
    .flatMap((conversation) => conversation.messages.map((stored) => ({ conversation, stored })))
    .filter(({ stored }) => stored.senderId === userId)
    .toSorted(
      (one, other) => other.stored.at - one.stored.at || (one.stored.id > other.stored.id ? -1 : 1),
    );

/** MSG-2, MSG-3: the first result, even if it was edited since; another text is a conflict. */
export function repeat(world: World, step: { by: string; back: number; isSame: boolean }) {
  const first = sentBy(world, step.by)[step.back];
  if (first === undefined) return undefined;
  const { conversation, stored } = first;
  const isChanged = stored.editedAt !== null || stored.deletedAt !== null;
  refuseIf(!step.isSame && !isChanged, "idempotency_conflict");
  return { message: messageOf(conversation, stored), deduplicated: true };
}
