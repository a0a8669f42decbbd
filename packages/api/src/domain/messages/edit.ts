import type { EditMessageInput, Message } from "@parley/contract/messages";
import { sql } from "drizzle-orm";
import type { ActorContext, Call } from "../context.ts";
import { DomainError } from "../errors.ts";
import { changeMessage } from "./change-message.ts";
import { fold } from "./fold.ts";
import { type HeldMessage, keepVersion, requireWritable } from "./place.ts";

function requireAuthor(ctx: ActorContext, message: HeldMessage) {
  if (message.sender_id !== ctx.actor.id) throw new DomainError("forbidden");
  if (message.deleted_at !== null) throw new DomainError("version_conflict");
}

function requireTime(ctx: ActorContext, message: HeldMessage) {
  const age = ctx.clock.now().getTime() - new Date(message.created_at).getTime();
  if (age > ctx.policy.editWindow) throw new DomainError("edit_window_closed");
}

/**
 * An author replaces the text of a message within the time that the policy gives, if it is still the
 * version that they saw. The former text is kept for staff. Order and unread counts stay.
 */
export function editMessage({ ctx, input }: Call<EditMessageInput>): Promise<Message> {
  const { body, expectedVersion, ...place } = input;
  return changeMessage({
    ctx,
    place,
    type: "message.edited",
    async change(tx, message) {
      requireAuthor(ctx, message);
      // A repeat of this very edit, whose answer was lost.
      if (message.version === expectedVersion + 1 && message.body === body) return false;
      requireWritable(message);
      requireTime(ctx, message);
      if (message.version !== expectedVersion) throw new DomainError("version_conflict");
      if (message.body === body) return false;
      const now = ctx.clock.now();
      await keepVersion(tx, { place, message, by: ctx.actor.id, now });
      await tx.execute(sql`
        update messages set body = ${body}, search_text = ${fold(body)}, version = version + 1, edited_at = ${now}
        where conversation_id = ${place.conversationId} and seq = ${place.seq}`);
      return true;
    },
  });
}
