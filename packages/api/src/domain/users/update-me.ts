import type { Me, UpdateMeInput } from "@parley/contract/people";
import { limits } from "@parley/contract/limits";
import { participants, users } from "@parley/db/schema";
import type { Executor } from "@parley/db/database";
import { statement } from "@parley/db/statement";
import { eq, sql } from "drizzle-orm";
import type { ActorContext, Call } from "../context.ts";
import { removeOwnAvatar } from "../avatars/avatars.ts";
import { loadAudiences } from "../relations/presence-audience.ts";
import { publishVisibility } from "../relations/publish-visibility.ts";
import { appendEvents, type Outgoing } from "../stream/append.ts";
import { presentCount } from "../participants/visibility.ts";
import { me } from "./me.ts";
import { foldedNameOf } from "./names.ts";
import { notifyViewers } from "../relations/notify-viewers.ts";

const readMarkViewers = statement({
  name: "users.read-mark-viewers",
  row: { user_id: participants.userId, conversation_id: participants.conversationId },
  sql: (userId: string) => sql`
    select y.user_id, y.conversation_id from ${participants} x
    join ${participants} y on y.conversation_id = x.conversation_id and y.left_seq is null
    where x.user_id = ${userId} and x.left_seq is null
      and ${presentCount("x.conversation_id")} <= ${limits.signalGroupMax}`,
  examples: ["ada"],
});

/** Read marks are reciprocal, so both sides of every conversation that shows them have other marks than before. */
async function tellOfReadMarks(tx: Executor, userId: string): Promise<Outgoing[]> {
  const rows = await readMarkViewers(tx, userId);
  return rows.map(
    (row) =>
      ({
        userId: row.user_id,
        type: "conversation.updated",
        conversationId: row.conversation_id,
      }) as const,
  );
}

/** A user who stops sharing presence disappears for others at once, and they for them; sharing again restores both. */
async function showOwnPresence(ctx: ActorContext, shares: boolean | undefined) {
  if (shares === undefined || shares === ctx.actor.sharesPresence) return;
  const state = shares ? "online" : "offline";
  const { db, policy } = ctx;
  const { id } = ctx.actor;
  const audiences = await loadAudiences(db, { userIds: [id], policy, whetherShared: true });
  const others = audiences.get(id) ?? [];
  await publishVisibility(
    ctx,
    others.map((other) => ({ one: id, other, state })),
  );
}

/** Changes the caller's name or sharing, or removes their picture. Everyone who sees them is notified. */
export async function updateMe({ ctx, input }: Call<UpdateMeInput>): Promise<Me> {
  const { avatarUrl, ...others } = input;
  const changes = Object.entries(others).filter(([, value]) => value !== undefined);
  if (changes.length > 0 || avatarUrl === null) {
    const deliveries = await ctx.db.transaction(async (tx) => {
      if (avatarUrl === null) await removeOwnAvatar(tx, ctx.actor.id);
      if (changes.length > 0) {
        await tx
          .update(users)
          .set({
            ...Object.fromEntries(changes),
            ...(input.name !== undefined && foldedNameOf(input.name)),
          })
          .where(eq(users.id, ctx.actor.id));
      }
      const told = await notifyViewers(tx, [ctx.actor.id]);
      const changesMarks =
        input.sharesReceipts !== undefined && input.sharesReceipts !== ctx.actor.sharesReceipts;
      const marks = changesMarks ? await tellOfReadMarks(tx, ctx.actor.id) : [];
      return appendEvents(tx, [...told, ...marks]);
    });
    ctx.bus.deliver(deliveries);
    ctx.bus.authority(ctx.actor.id);
    await showOwnPresence(ctx, input.sharesPresence);
  }
  return me({ ctx });
}
