import type { Card } from "@parley/contract/cards";
import type {
  Conversation,
  ConversationDetail,
  Counterpart,
  Member,
  MembershipChange,
  UnwritableReason,
  Writable,
} from "@parley/contract/conversations";
import type { Message, Pin, Reaction } from "@parley/contract/messages";
import { compare } from "./order.ts";
import { asPerson, blocks } from "./relations.ts";
import {
  firstSeq,
  isOpenFor,
  lastVisible,
  membersFor,
  mentionSeqsOf,
  participantOf,
  readMark,
  unreadOf,
  visible,
} from "./visibility.ts";
import {
  MEETING_MINUTES,
  pairKey,
  personIn,
  type ModelReaction,
  type ModelMessage,
  type ModelConversation,
  type Time,
  type World,
} from "./world.ts";

export const toTime = (time: Time): string => new Date(time).toISOString();
const toOptionalTime = (time: Time | null): string | null => (time === null ? null : toTime(time));

/** MSG-19: kinds in the order in which they were chosen. */
function reactionsOf(reacted: readonly ModelReaction[]): Reaction[] {
  const byEmoji = Map.groupBy(
    reacted.toSorted((one, other) => one.at - other.at),
    ({ emoji }) => emoji,
  );
  return [...byEmoji].map(([emoji, chosen]) => ({
    emoji,
    userIds: chosen.map(({ userId }) => userId).toSorted(),
  }));
}

export const messageOf = (
  { id: conversationId }: ModelConversation,
  stored: ModelMessage,
): Message => ({
  id: stored.id,
  conversationId,
  seq: stored.seq,
  senderId: stored.senderId,
  body: stored.body,
  replyToSeq: stored.replyToSeq,
  mentions: [...stored.mentions],
  reactions: reactionsOf(stored.reactions),
  version: stored.version,
  createdAt: toTime(stored.at),
  editedAt: toOptionalTime(stored.editedAt),
  deletedAt: toOptionalTime(stored.deletedAt),
});

function counterpart(world: World, conversation: ModelConversation, viewerId: string): Counterpart {
  const team = world.groups.get(conversation.groupId ?? "");
  if (team !== undefined) return { kind: "group", groupId: team.id, name: team.name };
  const otherId = conversation.pair.find((id) => id !== viewerId) ?? viewerId;
  return { kind: "direct", person: asPerson(personIn(world, otherId)) };
}

/** WRI-1: whether a user can write, and as far as they may know, why not. */
function writableFor(world: World, conversation: ModelConversation, viewerId: string): Writable {
  const part = participantOf(conversation, viewerId);
  const no = (reason: UnwritableReason, since: Time | null = null): Writable => ({
    ok: false,
    reason,
    since: toOptionalTime(since),
  });
  const team = world.groups.get(conversation.groupId ?? "");
  if (team !== undefined) {
    const goings = team.memberships.filter(({ userId }) => userId === viewerId);
    if (part.until !== null) return no("left", Math.max(...goings.map(({ until }) => until ?? 0)));
    return isOpenFor(world, conversation, part) ? { ok: true } : no("archived", team.archivedAt);
  }
  const other = conversation.pair.find((id) => id !== viewerId) ?? viewerId;
  if (personIn(world, other).kind === "SYSTEM") return no("no_replies");
  const blockedAt = world.blocks.get(pairKey(viewerId, other));
  if (blockedAt !== undefined) return no("blocked", blockedAt);
  const isToldOfBlock = world.modelPolicy.blockIsToldAtOnce && blocks(world, other, viewerId);
  if (!isOpenFor(world, conversation, part))
    return no(isToldOfBlock ? "unavailable" : "unconnected");
  const areActive = [viewerId, other].every((id) => personIn(world, id).isActive);
  return areActive ? { ok: true } : no("unavailable");
}

export function rowOf(
  world: World,
  conversation: ModelConversation,
  viewerId: string,
): Conversation {
  const part = participantOf(conversation, viewerId);
  const last = visible(conversation, part).at(-1);
  return {
    id: conversation.id,
    with: counterpart(world, conversation, viewerId),
    state: isOpenFor(world, conversation, part) ? "open" : "readonly",
    writable: writableFor(world, conversation, viewerId),
    lastSeq: lastVisible(conversation, part),
    lastMessage: last === undefined ? null : messageOf(conversation, last),
    activeAt: toTime(last?.at ?? part.openedAt ?? conversation.startedAt),
    readSeq: part.read,
    unread: unreadOf(world, conversation, viewerId),
    mentionSeqs: mentionSeqsOf(world, conversation, viewerId),
    markedUnread: part.isMarked,
    mutedUntil: toOptionalTime(part.mutedUntil),
    pinned: part.isPinned,
    archived: part.isArchived,
  };
}

/** GRP-16: who joined and left after which message, while the viewer was a member. */
function changesFor(
  world: World,
  conversation: ModelConversation,
  viewerId: string,
): MembershipChange[] {
  const memberships = world.groups.get(conversation.groupId ?? "")?.memberships ?? [];
  const mine = memberships.filter(({ userId }) => userId === viewerId);
  const going = Math.max(...mine.map(({ until }) => until ?? Infinity));
  const coming = Math.max(firstSeq(participantOf(conversation, viewerId)) - 1, 1);
  const changes = memberships.flatMap((membership) => {
    const person = asPerson(personIn(world, membership.userId));
    const joined = {
      type: "joined",
      person,
      afterSeq: membership.fromAfter,
      at: membership.from,
    } as const;
    if (membership.until === null || membership.untilAfter === null) return [joined];
    return [
      joined,
      { type: "left", person, afterSeq: membership.untilAfter, at: membership.until } as const,
    ];
  });
  return changes
    .filter(({ afterSeq, at }) => afterSeq >= coming && at <= going)
    .toSorted((a, b) => a.at - b.at || compare(b.type, a.type) || compare(a.person.id, b.person.id))
    .map((change) => ({ ...change, at: toTime(change.at) }));
}

/** PIN-2: the pins that a user can see, the newest first. */
export const pinsFor = (conversation: ModelConversation, viewerId: string): Pin[] =>
  visible(conversation, participantOf(conversation, viewerId))
    .flatMap(({ seq, pin }) => (pin === null ? [] : [{ seq, ...pin }]))
    .toSorted((one, other) => other.at - one.at || other.seq - one.seq)
    .map((pin) => ({ ...pin, at: toTime(pin.at) }));

/** SAV-1: what a user has saved and can see. */
export const savedBy = (conversation: ModelConversation, userId: string): number[] =>
  visible(conversation, participantOf(conversation, userId))
    .filter((stored) => stored.savedBy.has(userId))
    .map(({ seq }) => seq);

/** CARD-1: the thing of a card. */
export function cardOf({ id: conversationId }: ModelConversation, stored: ModelMessage): Card[] {
  const { id, seq, senderId: creatorId, item, meeting } = stored;
  const common = { id, conversationId, seq, creatorId };
  if (item !== null)
    return [
      {
        ...{ kind: "action_item", ...common, ...item },
        ...{ dueOn: null, sourceSeq: null, changedAt: toTime(item.changedAt) },
      },
    ];
  if (meeting === null) return [];
  const { slot, agreed, changedAt, ...said } = meeting;
  const end = (agreed ?? 0) + MEETING_MINUTES * 60_000;
  return [
    {
      ...{ kind: "meeting", ...common, ...said, place: null, timeZone: "UTC" },
      ...{ slots: slot === null ? [] : [toTime(slot)], minutes: MEETING_MINUTES },
      agreed: agreed === null ? null : { startsAt: toTime(agreed), endsAt: toTime(end) },
      ...{ metBy: [], missedBy: [], changedAt: toTime(changedAt) },
    },
  ];
}

/** CARD-4: the things whose cards a user can see, by id. */
export const cardsFor = (conversation: ModelConversation, viewerId: string): Record<string, Card> =>
  Object.fromEntries(
    visible(conversation, participantOf(conversation, viewerId))
      .flatMap((stored) => cardOf(conversation, stored))
      .map((card) => [card.id, card]),
  );

/** One conversation as one user sees it. */
export function detailOf(
  world: World,
  conversation: ModelConversation,
  viewerId: string,
): ConversationDetail {
  const members = membersFor(world, conversation, viewerId)
    .toSorted()
    .map((id): Member => ({
      person: asPerson(personIn(world, id)),
      readSeq: readMark(world, conversation, [viewerId, id]),
    }));
  return {
    ...rowOf(world, conversation, viewerId),
    members,
    membershipChanges: changesFor(world, conversation, viewerId),
    pins: pinsFor(conversation, viewerId),
    savedSeqs: savedBy(conversation, viewerId),
  };
}
