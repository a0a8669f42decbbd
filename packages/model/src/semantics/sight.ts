import { limits } from "@parley/contract/limits";
import { blocks, isPairOpen, isPresent } from "./relations.ts";
import { lastSeq, type Part, personIn, type Said, type Talk, type World } from "./world.ts";

/** CONV-6: the range that a user may see: from joining, after clearing, until leaving. */
export const firstPlace = ({ from, cleared }: Part): number => Math.max(from, cleared + 1);
export const lastPlace = (talk: Talk, { until }: Part): number =>
  Math.min(lastSeq(talk), until ?? Infinity);

export const visible = (talk: Talk, part: Part): Said[] =>
  talk.said.filter(({ seq }) => seq >= firstPlace(part) && seq <= lastPlace(talk, part));

/** READ-5: by others, not deleted, after the read position, not from a user whom the reader blocks. */
export const unreadOf = (world: World, talk: Talk, userId: string): number => {
  return Math.min(unreadBy(world, talk, userId).length, limits.unreadMax);
};

/** `seq` of the unread messages that mention the reader. */
export const mentionSeqsOf = (world: World, talk: Talk, userId: string): number[] =>
  unreadBy(world, talk, userId)
    .filter(({ mentions }) => mentions.includes(userId))
    .map(({ seq }) => seq)
    .slice(-limits.unreadMax);

const unreadBy = (world: World, talk: Talk, userId: string): Said[] => {
  const part = partOf(talk, userId);
  return visible(talk, part).filter(
    ({ seq, senderId, deletedAt }) =>
      seq > part.read &&
      senderId !== userId &&
      deletedAt === null &&
      !blocks(world, userId, senderId),
  );
};

export function partOf({ parts }: Talk, userId: string): Part {
  const part = parts.get(userId);
  if (part === undefined) throw new Error(`${userId} takes no part`);
  return part;
}

/** CONV-2, CONV-8: listed once opened, or while it has a message for the viewer. */
export const isListed = (talk: Talk, part: Part): boolean =>
  part.openedAt !== null || visible(talk, part).length > 0;

/** MSG-8, GRP-7, GRP-11, GRP-12: whether this user can write to it at all. */
export function isOpenFor(world: World, talk: Talk, part: Part): boolean {
  if (part.until !== null) return false;
  if (talk.groupId !== null) return world.teams.get(talk.groupId)?.state !== "archived";
  const [low = "", high = ""] = talk.pair;
  return isPairOpen(world, [low, high]);
}

/** GRP-7: all present members; for a former one, those who were members when they left. */
export function membersFor(world: World, talk: Talk, viewerId: string): string[] {
  const team = world.teams.get(talk.groupId ?? "");
  if (team === undefined) return [...talk.pair];
  const everybody = [...talk.parts.keys()];
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
export function readMark(world: World, talk: Talk, [viewerId, userId]: readonly [string, string]) {
  if (userId === viewerId) return partOf(talk, userId).read;
  const bothShare = [viewerId, userId].every((id) => personIn(world, id).sharesReceipts);
  return bothShare && partOf(talk, viewerId).until === null ? partOf(talk, userId).shared : null;
}
