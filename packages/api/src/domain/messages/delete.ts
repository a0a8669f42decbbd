import type { DeleteMessageInput, Message } from "@parley/contract/messages";
import { actionItems, meetings, messages, pinnedMessages, reactions } from "@parley/db/schema";
import type { Executor } from "@parley/db/database";
import { sql } from "drizzle-orm";
import type { ActorContext, Call } from "../context.ts";
import { dropFiles } from "../files/files.ts";
import { DomainError, invalidInput } from "../errors.ts";
import {
  changeMessage,
  isOf,
  type LockedMessage,
  lockForStaff,
  type MessageKey,
  saveVersion,
} from "./change-message.ts";

interface Deletion {
  readonly key: MessageKey;
  readonly message: LockedMessage;
  readonly reason: string | undefined;
}

/** Replaces a locked message by a tombstone. */
async function replaceByTombstone(
  { actor, clock }: ActorContext,
  tx: Executor,
  { key, message, reason }: Deletion,
): Promise<void> {
  const now = clock.now();
  await saveVersion(tx, { key, message, by: actor.id, now, reason });
  const emptied = { body: "", searchText: "", mentions: [], deletedAt: now };
  await tx
    .update(messages)
    .set({ ...emptied, version: sql`${messages.version} + 1` })
    .where(isOf(messages, key));
  if (message.files !== null) await dropFiles(tx, { ...message, now });
  await tx.delete(reactions).where(isOf(reactions, key));
  await tx.delete(pinnedMessages).where(isOf(pinnedMessages, key));
  // The thing of which it is the card has the same text.
  await tx.delete(actionItems).where(isOf(actionItems, key));
  await tx.delete(meetings).where(isOf(meetings, key));
}

/**
 * Replaces a message by a tombstone. An author may at any time, even if they may no longer write; an ADMIN in the
 * conversation may with a reason. The text is kept for ADMINs and removed everywhere else.
 */
export function deleteMessage({ ctx, input }: Call<DeleteMessageInput>): Promise<Message> {
  const { reason, ...key } = input;
  return changeMessage({
    ctx,
    key,
    type: "message.deleted",
    async change(tx, message) {
      const isAuthor = message.sender_id === ctx.actor.id;
      if (!isAuthor && ctx.actor.role !== "ADMIN") throw new DomainError("forbidden");
      if (message.deleted_at !== null) return undefined;
      if (!isAuthor && reason === undefined)
        throw invalidInput("reason", "is missing: the message is by another user");
      await replaceByTombstone(ctx, tx, { key, message, reason });
      return {};
    },
  });
}

/** Deletes a message that was reported to an ADMIN, who need not be in its conversation. */
export function deleteAsStaff(
  ctx: ActorContext,
  { key, reason }: { key: MessageKey; reason: string },
): Promise<Message> {
  return changeMessage({
    ctx,
    key,
    type: "message.deleted",
    lock: lockForStaff,
    async change(tx, message) {
      if (message.deleted_at !== null) return undefined;
      await replaceByTombstone(ctx, tx, { key, message, reason });
      return {};
    },
  });
}
