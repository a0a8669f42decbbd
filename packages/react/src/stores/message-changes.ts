import type { Message, Reaction } from "@parley/contract/messages";
import { createKeyedStore, type KeyedStore } from "./keyed-store.ts";

/** What the signed-in person has just changed in a message: shown over what the server has, until it has it too. */
export interface MessageChange {
  /** Whether they want each emoji to be there from them. */
  readonly reactions?: ReadonlyMap<string, boolean> | undefined;
  /** Their new text for a version, and whom it mentions. */
  readonly edit?:
    | { readonly body: string; readonly mentions: readonly string[]; readonly version: number }
    | undefined;
  /** Nothing is sent before `undoUntil`, in epoch milliseconds. */
  readonly deletion?: { readonly undoUntil: number } | undefined;
}

/** The changes under way, by message id. */
export type MessageChanges = KeyedStore<MessageChange>;

export const createMessageChanges = (): MessageChanges => createKeyedStore();

const isNothing = ({ reactions, edit, deletion }: MessageChange) =>
  reactions === undefined && edit === undefined && deletion === undefined;

/** Puts one part of a message's change in its place; `undefined` takes it back. */
export function setChange(changes: MessageChanges, messageId: string, part: MessageChange) {
  const next = { ...changes.get(messageId), ...part };
  changes.set(messageId, isNothing(next) ? undefined : next);
}

/** Says whether somebody wants an emoji on a message; `undefined` leaves it to the server. */
export function setReactionChange(
  changes: MessageChanges,
  {
    messageId,
    emoji,
    isChosen,
  }: { messageId: string; emoji: string; isChosen: boolean | undefined },
) {
  const reactions = new Map(changes.get(messageId)?.reactions);
  if (isChosen === undefined) reactions.delete(emoji);
  else reactions.set(emoji, isChosen);
  setChange(changes, messageId, { reactions: reactions.size === 0 ? undefined : reactions });
}

type Reactions = readonly Reaction[];

function withReaction(reactions: Reactions, emoji: string, userId: string): Reactions {
  const at = reactions.findIndex((reaction) => reaction.emoji === emoji);
  const known = reactions[at];
  if (known === undefined) return [...reactions, { emoji, userIds: [userId] }];
  if (known.userIds.includes(userId)) return reactions;
  return reactions.with(at, { emoji, userIds: [...known.userIds, userId] });
}

function withoutReaction(reactions: Reactions, emoji: string, userId: string): Reactions {
  return reactions
    .map((reaction) =>
      reaction.emoji === emoji
        ? { emoji, userIds: reaction.userIds.filter((id) => id !== userId) }
        : reaction,
    )
    .filter(({ userIds }) => userIds.length > 0);
}

/** Reactions as they will be once the server has what was chosen. */
export function withChosen(
  reactions: Reactions,
  chosen: MessageChange["reactions"],
  userId: string,
): Reactions {
  let next = reactions;
  for (const [emoji, isChosen] of chosen ?? []) {
    next = (isChosen ? withReaction : withoutReaction)(next, emoji, userId);
  }
  return next;
}

/** The text of a message as it will be once the server has what was just changed; null for a deleted one. */
export function bodyAfter(
  { body, version }: Pick<Message, "body" | "version">,
  change: MessageChange | undefined,
): string | null {
  if (body === null || change?.deletion !== undefined) return null;
  return change?.edit?.version === version ? change.edit.body : body;
}
