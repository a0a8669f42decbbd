import { limits } from "@parley/contract/limits";
import { blocks, isPairOpen, isPresent } from "./relations.ts";
import {
  lastSeq,
  type ModelParticipant,
  personIn,
  type ModelMessage,
  type ModelConversation,
  type World,
} from "./world.ts";

/** CONV-6: the range that a user may see: from joining, after clearing, until leaving. */
export const firstSeq = ({ from, cleared }: ModelParticipant): number =>
  Math.max(from, cleared + 1);
export const lastVisible = (conversation: ModelConversation, { until }: ModelParticipant): number =>
  Math.min(lastSeq(conversation), until ?? Infinity);

export const visible = (conversation: ModelConversation, part: ModelParticipant): ModelMessage[] =>
  conversation.messages.filter(
    ({ seq }) => seq >= firstSeq(part) && seq <= lastVisible(conversation, part),
  );

/** READ-5: by others, not deleted, after the read position, not from a user whom the reader blocks. */
export const unreadOf = (world: World, conversation: ModelConversation, userId: string): number => {
  return Math.min(unreadBy(world, conversation, userId).length, limits.unreadMax);
};

/** `seq` of the unread messages that mention the reader. */
export const mentionSeqsOf = (
  world: World,
  conversation: ModelConversation,
  userId: string,
): number[] =>
  unreadBy(world, conversation, userId)
    .filter(({ mentions }) => mentions.includes(userId))
    .map(({ seq }) => seq)
    .slice(-limits.unreadMax);

const unreadBy = (
  world: World,
  conversation: ModelConversation,
  userId: string,
): ModelMessage[] => {
  const part = participantOf(conversation, userId);
  return visible(conversation, part).filter(
    ({ seq, senderId, deletedAt }) =>
      seq > part.read &&
      senderId !== userId &&
      deletedAt === null &&
      !blocks(world, userId, senderId),
  );
};

export function participantOf(
  { participants }: ModelConversation,
  userId: string,
): ModelParticipant {
  const part = participants.get(userId);
  if (part === undefined) throw new Error(`${userId} takes no part`);
  return part;
}

/** CONV-2, CONV-8: listed once opened, or while it has a message for the viewer. */
export const isListed = (conversation: ModelConversation, part: ModelParticipant): boolean =>
  part.openedAt !== null || visible(conversation, part).length > 0;

/** MSG-8, GRP-7, GRP-11, GRP-12: whether this user can write to it at all. */
export function isOpenFor(
  world: World,
  conversation: ModelConversation,
  part: ModelParticipant,
): boolean {
  if (part.until !== null) return false;
  if (conversation.groupId !== null)
    return world.groups.get(conversation.groupId)?.state !== "archived";
  const [low = "", high = ""] = conversation.pair;
  return isPairOpen(world, [low, high]);
}

/** GRP-7: all present members; for a former one, those who were members when they left. */
export function membersFor(
  world: World,
  conversation: ModelConversation,
  viewerId: string,
): string[] {
  const team = world.groups.get(conversation.groupId ?? "");
  if (team === undefined) return [...conversation.pair];
  const everybody = [...conversation.participants.keys()];
  if (isPresent(team, viewerId)) return everybody.filter((id) => isPresent(team, id));
  const going = Math.max(
    ...team.memberships.filter(({ userId }) => userId === viewerId).map(({ until }) => until ?? 0),
  );
  const wasThere = (id: string) =>
    team.memberships.some(
      ({ userId, from, until }) =>
        userId === id && from < going && (until === null || until >= going),
    );
  return everybody.filter(wasThere);
}

/** READ-4: the user's own true position; of others what they share, while both share and are present. */
export function readMark(
  world: World,
  conversation: ModelConversation,
  [viewerId, userId]: readonly [string, string],
) {
  if (userId === viewerId) return participantOf(conversation, userId).read;
  const bothShare = [viewerId, userId].every((id) => personIn(world, id).sharesReceipts);
  return bothShare && participantOf(conversation, viewerId).until === null
    ? participantOf(conversation, userId).shared
    : null;
}
