import { limits } from "@parley/contract/limits";
import type { Message, ReactionInput } from "@parley/contract/messages";
import type { Executor } from "@parley/db/database";
import { reactions } from "@parley/db/schema";
import { and, countDistinct, eq } from "drizzle-orm";
import type { Call } from "../context.ts";
import { DomainError, invalidInput } from "../errors.ts";
import {
  changeMessage,
  isOf,
  type LockedMessage,
  type MessageKey,
  requireWritable,
} from "./change-message.ts";

async function requireRoom(tx: Executor, key: MessageKey) {
  const [row] = await tx
    .select({ kinds: countDistinct(reactions.emoji) })
    .from(reactions)
    .where(isOf(reactions, key));
  const { reactionKindsMax: max } = limits;
  if ((row?.kinds ?? 0) > max)
    throw invalidInput("emoji", `is one kind too many: a message has at most ${max}`);
}

function authorise(message: LockedMessage) {
  if (message.deleted_at !== null) throw new DomainError("version_conflict");
  requireWritable(message);
}

/** Adds the caller's reaction to a message. Idempotent. */
export function react({ ctx, input: { emoji, ...key } }: Call<ReactionInput>): Promise<Message> {
  return changeMessage({
    ctx,
    key,
    type: "message.reacted",
    async change(tx, message) {
      authorise(message);
      const added = await tx
        .insert(reactions)
        .values({ ...key, userId: ctx.actor.id, emoji, createdAt: ctx.clock.now() })
        .onConflictDoNothing()
        .returning({ emoji: reactions.emoji });
      if (added.length === 0) return undefined;
      await requireRoom(tx, key);
      return {};
    },
  });
}

/** Removes the caller's reaction. One that does not exist is not an error. */
export function unreact({ ctx, input: { emoji, ...key } }: Call<ReactionInput>): Promise<Message> {
  return changeMessage({
    ctx,
    key,
    type: "message.reacted",
    async change(tx, message) {
      authorise(message);
      const removed = await tx
        .delete(reactions)
        .where(
          and(isOf(reactions, key), eq(reactions.userId, ctx.actor.id), eq(reactions.emoji, emoji)),
        )
        .returning({ emoji: reactions.emoji });
      return removed.length > 0 ? {} : undefined;
    },
  });
}
