import type { NotificationPreview } from "@parley/contract/notifications";
import {
  conversations,
  participants,
  pendingDigests,
  pendingNotifications,
} from "@parley/db/schema";
import { toDate } from "@parley/db/moment";
import { computed, statement } from "@parley/db/statement";
import { eq, sql } from "drizzle-orm";
import type { ActorContext } from "../context.ts";
import { isMuted, unreadMessages } from "../participants/visibility.ts";
import { isReachable } from "./channels.ts";
import { loadSettings } from "./load-settings.ts";
import { waitOf } from "./schedule.ts";
import { inDigest, unreadConversations } from "./unread.ts";

interface Wanted {
  readonly userId: string;
  readonly now: Date;
}

const nextDue = statement({
  name: "notifications.next-due",
  row: {
    due_at: pendingNotifications.dueAt,
    is_held: computed.boolean,
    step: pendingNotifications.step,
  },
  sql: ({ userId, now }: Wanted) => sql`
    select n.due_at, n.held_until is not null as is_held, n.step
    from ${pendingNotifications} n
    join ${participants} p on p.user_id = n.user_id and p.conversation_id = n.conversation_id
      and not ${isMuted("p", now)}
    join ${conversations} c on c.id = n.conversation_id
    where n.user_id = ${userId} and n.due_at is not null
      and exists (select ${unreadMessages("p")} and m.seq >= n.first_seq)
    order by n.due_at limit 1`,
  examples: [{ userId: "ada", now: new Date(0) }],
});

/** When the caller will be notified next of what is unread now, and why not earlier; or why they will not be. */
export async function previewNotification({
  ctx,
}: {
  ctx: ActorContext;
}): Promise<NotificationPreview> {
  const { db, actor, clock, notifications: to } = ctx;
  const userId = actor.id;
  const now = clock.now();
  const settings = await loadSettings(db, { userId, policy: to.policy });
  if (!isReachable(to, settings)) return { nextAt: null, reason: "no_channel" };
  const [next] = await nextDue(db, { userId, now });
  if (next !== undefined && next.due_at !== null) {
    const pending = { due: toDate(next.due_at), isHeld: next.is_held, step: next.step };
    const { reason, at } = waitOf(pending, { now, settings });
    return { nextAt: at.toISOString(), reason };
  }
  const rows = await unreadConversations(db, { userId, parts: null, now, quoted: 0 });
  if (rows.every(({ muted }) => muted)) return { nextAt: null, reason: "nothing_unread" };
  if (inDigest(rows, settings).length === 0) return { nextAt: null, reason: "off" };
  const [digest] = await db.select().from(pendingDigests).where(eq(pendingDigests.userId, userId));
  if (digest?.dueAt) {
    const { at } = waitOf({ due: digest.dueAt, isHeld: false, step: 0 }, { now, settings });
    return { nextAt: at.toISOString(), reason: "digest" };
  }
  return { nextAt: null, reason: "off" };
}
