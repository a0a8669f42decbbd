import { isBlockBetween } from "../relations.ts";
import { lastPlace } from "../sight.ts";
import { personIn, refuseIf, type Said, type World } from "../world.ts";
import { messageAt, requireMentionable, requireWritable, type Membership } from "./membership.ts";

export interface Edit {
  readonly seq: number;
  readonly expectedVersion: number;
  readonly body: string;
  /** Null if the author omits them: then they stay. */
  readonly mentions: readonly string[] | null;
}

/** MSG-13 to MSG-15, MEN-3. */
export function edit(world: World, membership: Membership, change: Edit): Said {
  const { body, expectedVersion } = change;
  const said = messageAt(membership, change.seq);
  refuseIf(said.senderId !== membership.userId, "forbidden");
  refuseIf(said.deletedAt !== null, "version_conflict");
  const mentions = change.mentions?.toSorted() ?? said.mentions;
  const isSame = said.body === body && said.mentions.join() === mentions.join();
  if (isSame && said.version === expectedVersion + 1) return said;
  requireWritable(world, membership);
  refuseIf(world.now - said.at > world.modelPolicy.editWindow, "edit_window_closed");
  refuseIf(said.version !== expectedVersion, "version_conflict");
  if (isSame) return said;
  const added = mentions.filter((id) => !said.mentions.includes(id));
  requireMentionable(world, membership, added);
  return Object.assign(said, { body, mentions, version: said.version + 1, editedAt: world.now });
}

/** MSG-17, MSG-18, MEN-5: a tombstone, also in a read-only conversation. */
export function remove(
  world: World,
  membership: Membership,
  { seq, hasReason }: { seq: number; hasReason: boolean },
): Said {
  const said = messageAt(membership, seq);
  const isAuthor = said.senderId === membership.userId;
  refuseIf(!isAuthor && personIn(world, membership.userId).role !== "ADMIN", "forbidden");
  if (said.deletedAt !== null) return said;
  refuseIf(!isAuthor && !hasReason, "invalid_input");
  return Object.assign(said, {
    ...{ body: null, mentions: [], reactions: [] },
    ...{ version: said.version + 1, deletedAt: world.now },
  });
}

/** MSG-19: once per user and emoji. */
export function react(
  world: World,
  membership: Membership,
  { seq, emoji, on }: { seq: number; emoji: string; on: boolean },
): Said {
  const said = messageAt(membership, seq);
  refuseIf(said.deletedAt !== null, "version_conflict");
  requireWritable(world, membership);
  const isMine = (one: Said["reactions"][number]) =>
    one.emoji === emoji && one.userId === membership.userId;
  const others = said.reactions.filter((one) => !isMine(one));
  if (!on) said.reactions = others;
  else if (!said.reactions.some(isMine)) {
    said.reactions = [...said.reactions, { emoji, userId: membership.userId, at: world.now }];
  }
  return said;
}

/** READ-1, READ-2, READ-7, BLK-5. */
export function read(world: World, { talk, part, userId }: Membership, upTo: number): void {
  const place = Math.min(upTo, lastPlace(talk, part));
  if (place < part.read || (place === part.read && !part.isMarked)) return;
  Object.assign(part, { read: place, isMarked: false });
  const [low = "", high = ""] = talk.pair;
  const isHidden = talk.groupId === null && isBlockBetween(world, low, high);
  if (personIn(world, userId).sharesReceipts && !isHidden) part.shared = place;
}
