import type { ConversationDetail, SetPreferencesInput } from "@parley/contract/conversations";
import { sql } from "drizzle-orm";
import type { Call } from "../context.ts";
import { changeParticipation } from "./change-participation.ts";
import { getConversation } from "./get.ts";

/** `since` becomes now when switched on, null when switched off, and stays if the field is omitted. */
const toggled = (
  column: "pinned_at" | "archived_at",
  { on, now }: { on: boolean | undefined; now: Date },
) => {
  const name = sql.raw(column);
  if (on === undefined) return sql`${name} = p.${name}`;
  return on ? sql`${name} = coalesce(p.${name}, ${now})` : sql`${name} = null`;
};

/** Mutes, pins or archives a conversation for the caller only. */
export async function setPreferences({
  ctx,
  input: { conversationId, mutedUntil, pinned, archived },
}: Call<SetPreferencesInput>): Promise<ConversationDetail> {
  const now = ctx.clock.now();
  const muted = mutedUntil === undefined ? sql`p.muted_until` : sql`${mutedUntil}::timestamptz`;
  await changeParticipation({
    ctx,
    conversationId,
    type: "conversation.updated",
    set: sql`muted_until = ${muted}, ${toggled("pinned_at", { on: pinned, now })},
      ${toggled("archived_at", { on: archived, now })}`,
  });
  return getConversation({ ctx, input: { conversationId } });
}
