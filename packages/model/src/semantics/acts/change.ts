import { limits } from "@parley/contract/limits";
import { isBlockBetween } from "../relations.ts";
import { lastVisible } from "../visibility.ts";
import { personIn, refuseIf, type ModelMessage, type World } from "../world.ts";
import { messageAt, requireMentionable, requireWritable, type Membership } from "./membership.ts";

export interface Edit {
  readonly seq: number;
  readonly expectedVersion: number;
  readonly body: string;
  /** Null if the author omits them: then they stay. */
  readonly mentions: readonly string[] | null;
}

/** MSG-13 to MSG-15, MEN-3. */
export function edit(world: World, membership: Membership, change: Edit): ModelMessage {
  const { body, expectedVersion } = change;
  const stored = messageAt(membership, change.seq);
  refuseIf(stored.senderId !== membership.userId, "forbidden");
  refuseIf(stored.deletedAt !== null, "version_conflict");
  const mentions = change.mentions?.toSorted() ?? stored.mentions;
  const isSame = stored.body === body && stored.mentions.join() === mentions.join();
  if (isSame && stored.version === expectedVersion + 1) return stored;
  requireWritable(world, membership);
  refuseIf(world.now - stored.at > world.modelPolicy.editWindow, "edit_window_closed");
  refuseIf(stored.version !== expectedVersion, "version_conflict");
  if (isSame) return stored;
  const added = mentions.filter((id) => !stored.mentions.includes(id));
  requireMentionable(world, membership, added);
  return Object.assign(stored, {
    body,
    mentions,
    version: stored.version + 1,
    editedAt: world.now,
  });
}

/** MSG-17, MSG-18, MEN-5: a tombstone, also in a read-only conversation. */
export function remove(
  world: World,
  membership: Membership,
  { seq, hasReason }: { seq: number; hasReason: boolean },
): ModelMessage {
  const stored = messageAt(membership, seq);
  const isAuthor = stored.senderId === membership.userId;
  refuseIf(!isAuthor && personIn(world, membership.userId).role !== "ADMIN", "forbidden");
  if (stored.deletedAt !== null) return stored;
  refuseIf(!isAuthor && !hasReason, "invalid_input");
  return Object.assign(stored, {
    ...{ body: null, mentions: [], reactions: [], pin: null, item: null, meeting: null },
    ...{ version: stored.version + 1, deletedAt: world.now },
  });
}

/** MSG-19: once per user and emoji. */
export function react(
  world: World,
  membership: Membership,
  { seq, emoji, on }: { seq: number; emoji: string; on: boolean },
): ModelMessage {
  const stored = messageAt(membership, seq);
  refuseIf(stored.deletedAt !== null, "version_conflict");
  requireWritable(world, membership);
  const isMine = (one: ModelMessage["reactions"][number]) =>
    one.emoji === emoji && one.userId === membership.userId;
  const others = stored.reactions.filter((one) => !isMine(one));
  if (!on) stored.reactions = others;
  else if (!stored.reactions.some(isMine)) {
    stored.reactions = [...stored.reactions, { emoji, userId: membership.userId, at: world.now }];
  }
  return stored;
}

/** READ-1, READ-2, READ-7, BLK-5. */
export function read(world: World, { conversation, part, userId }: Membership, upTo: number): void {
  const place = Math.min(upTo, lastVisible(conversation, part));
  if (place < part.read || (place === part.read && !part.isMarked)) return;
  Object.assign(part, { read: place, isMarked: false });
  const [low = "", high = ""] = conversation.pair;
  const isHidden = conversation.groupId === null && isBlockBetween(world, low, high);
  if (personIn(world, userId).sharesReceipts && !isHidden) part.shared = place;
}

/** PIN-1 to PIN-4: by users who can write. */
export function pin(
  world: World,
  membership: Membership,
  { seq, on }: { seq: number; on: boolean },
): void {
  const stored = messageAt(membership, seq);
  refuseIf(stored.deletedAt !== null, "version_conflict");
  requireWritable(world, membership);
  if (!on) stored.pin = null;
  else if (stored.pin === null) {
    const { messages } = membership.conversation;
    refuseIf(
      messages.filter((each) => each.pin !== null).length >= limits.pinsMax,
      "invalid_input",
    );
    stored.pin = { userId: membership.userId, at: world.now };
  }
}

/** SAV-1, SAV-3: for the user alone, whatever they can see. */
export function save(membership: Membership, { seq, on }: { seq: number; on: boolean }): void {
  const { conversation, userId } = membership;
  if (!on) return void conversation.messages[seq - 1]?.savedBy.delete(userId);
  const stored = messageAt(membership, seq);
  refuseIf(stored.deletedAt !== null && !stored.savedBy.has(userId), "version_conflict");
  stored.savedBy.add(userId);
}
