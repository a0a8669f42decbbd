import type { ConversationDetail, SetPreferencesInput } from "@parley/contract/conversations";
import { participants } from "@parley/db/schema";
import { sql } from "drizzle-orm";
import type { Call } from "../context.ts";
import { toOptionalDate } from "../moment.ts";
import { changeParticipation } from "./change-participation.ts";
import { getConversation } from "./get.ts";

/** Since when something is on: unchanged if it is on already, null when switched off. */
const since = (
  column: typeof participants.pinnedAt | typeof participants.archivedAt,
  { on, now }: { on: boolean | undefined; now: Date },
) => {
  if (on === undefined) return undefined;
  return on ? sql`coalesce(${column}, ${sql.param(now, column)})` : null;
};

/** An update has to set something, also if the call changes nothing. */
const muting = (until: string | null | undefined) => {
  if (until === undefined) return { mutedUntil: sql`${participants.mutedUntil}` };
  return { mutedUntil: toOptionalDate(until) };
};

/** Mutes, pins or archives a conversation for the caller only. */
export async function setPreferences({
  ctx,
  input: { conversationId, mutedUntil, pinned, archived },
}: Call<SetPreferencesInput>): Promise<ConversationDetail> {
  const now = ctx.clock.now();
  await changeParticipation({
    ctx,
    conversationId,
    type: "conversation.updated",
    set: {
      ...muting(mutedUntil),
      pinnedAt: since(participants.pinnedAt, { on: pinned, now }),
      archivedAt: since(participants.archivedAt, { on: archived, now }),
    },
  });
  return getConversation({ ctx, input: { conversationId } });
}
