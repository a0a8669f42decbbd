import type {
  Conversation,
  ConversationDetail,
  Counterpart,
  Member,
  MembershipChange,
  UnwritableReason,
  Writable,
} from "@parley/contract/conversations";
import type { Message, Reaction } from "@parley/contract/messages";
import { compare } from "./order.ts";
import { asPerson, blocks } from "./relations.ts";
import {
  firstPlace,
  isOpenFor,
  lastPlace,
  membersFor,
  mentionSeqsOf,
  partOf,
  readMark,
  unreadOf,
  visible,
} from "./sight.ts";
import {
  pairKey,
  personIn,
  type Reacted,
  type Said,
  type Talk,
  type Time,
  type World,
} from "./world.ts";

export const toTime = (time: Time): string => new Date(time).toISOString();
const toOptionalTime = (time: Time | null): string | null => (time === null ? null : toTime(time));

/** MSG-19: kinds in the order in which they were chosen. */
function reactionsOf(reacted: readonly Reacted[]): Reaction[] {
  const byEmoji = Map.groupBy(
    reacted.toSorted((one, other) => one.at - other.at),
    ({ emoji }) => emoji,
  );
  return [...byEmoji].map(([emoji, chosen]) => ({
    emoji,
    userIds: chosen.map(({ userId }) => userId).toSorted(),
  }));
}

export const messageOf = ({ id: conversationId }: Talk, said: Said): Message => ({
  id: said.id,
  conversationId,
  seq: said.seq,
  senderId: said.senderId,
  body: said.body,
  replyToSeq: said.replyToSeq,
  mentions: [...said.mentions],
  reactions: reactionsOf(said.reactions),
  version: said.version,
  createdAt: toTime(said.at),
  editedAt: toOptionalTime(said.editedAt),
  deletedAt: toOptionalTime(said.deletedAt),
});

function counterpart(world: World, talk: Talk, viewerId: string): Counterpart {
  const team = world.teams.get(talk.groupId ?? "");
  if (team !== undefined) return { kind: "group", groupId: team.id, name: team.name };
  const otherId = talk.pair.find((id) => id !== viewerId) ?? viewerId;
  return { kind: "direct", person: asPerson(personIn(world, otherId)) };
}

/** WRI-1: whether a user can write, and as far as they may know, why not. */
function writableFor(world: World, talk: Talk, viewerId: string): Writable {
  const part = partOf(talk, viewerId);
  const no = (reason: UnwritableReason, since: Time | null = null): Writable => ({
    ok: false,
    reason,
    since: toOptionalTime(since),
  });
  const team = world.teams.get(talk.groupId ?? "");
  if (team !== undefined) {
    const goings = team.memberships.filter(({ userId }) => userId === viewerId);
    if (part.until !== null) return no("left", Math.max(...goings.map(({ until }) => until ?? 0)));
    return isOpenFor(world, talk, part) ? { ok: true } : no("archived", team.archivedAt);
  }
  const other = talk.pair.find((id) => id !== viewerId) ?? viewerId;
  const blockedAt = world.blocks.get(pairKey(viewerId, other));
  if (blockedAt !== undefined) return no("blocked", blockedAt);
  const isToldOfBlock = world.modelPolicy.blockIsToldAtOnce && blocks(world, other, viewerId);
  if (!isOpenFor(world, talk, part)) return no(isToldOfBlock ? "unavailable" : "unconnected");
  const areActive = [viewerId, other].every((id) => personIn(world, id).isActive);
  return areActive ? { ok: true } : no("unavailable");
}

export function rowOf(world: World, talk: Talk, viewerId: string): Conversation {
  const part = partOf(talk, viewerId);
  const last = visible(talk, part).at(-1);
  return {
    id: talk.id,
    with: counterpart(world, talk, viewerId),
    state: isOpenFor(world, talk, part) ? "open" : "readonly",
    writable: writableFor(world, talk, viewerId),
    lastSeq: lastPlace(talk, part),
    lastMessage: last === undefined ? null : messageOf(talk, last),
    activeAt: toTime(last?.at ?? part.openedAt ?? talk.startedAt),
    readSeq: part.read,
    unread: unreadOf(world, talk, viewerId),
    mentionSeqs: mentionSeqsOf(world, talk, viewerId),
    markedUnread: part.isMarked,
    mutedUntil: toOptionalTime(part.mutedUntil),
    pinned: part.isPinned,
    archived: part.isArchived,
  };
}

/** GRP-16: who joined and left after which message, while the viewer was a member. */
function changesFor(world: World, talk: Talk, viewerId: string): MembershipChange[] {
  const memberships = world.teams.get(talk.groupId ?? "")?.memberships ?? [];
  const mine = memberships.filter(({ userId }) => userId === viewerId);
  const going = Math.max(...mine.map(({ until }) => until ?? Infinity));
  const coming = Math.max(firstPlace(partOf(talk, viewerId)) - 1, 1);
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

/** One conversation as one user sees it. */
export function detailOf(world: World, talk: Talk, viewerId: string): ConversationDetail {
  const members = membersFor(world, talk, viewerId)
    .toSorted()
    .map((id): Member => ({
      person: asPerson(personIn(world, id)),
      readSeq: readMark(world, talk, [viewerId, id]),
    }));
  return {
    ...rowOf(world, talk, viewerId),
    members,
    membershipChanges: changesFor(world, talk, viewerId),
  };
}
