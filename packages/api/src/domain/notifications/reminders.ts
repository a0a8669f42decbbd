import { actionItems, conversations, groups, participants, users } from "@parley/db/schema";
import type { Executor } from "@parley/db/database";
import { computed, statement } from "@parley/db/statement";
import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { planReminder } from "../cards/action-items.ts";
import { seesItem } from "../cards/load-cards.ts";
import type { Platform } from "../context.ts";
import { otherUser } from "../participants/visibility.ts";
import { createNotifications, lockNotifications } from "./store.ts";

interface Reminded {
  readonly itemId: string;
  readonly userId: string;
}

/** An open item, if it is the user's and they see it and are in its conversation. */
const dueItems = statement({
  name: "notifications.due-item",
  row: {
    conversation_id: conversations.id,
    kind: conversations.kind,
    title: computed.text(),
    text: actionItems.text,
    changed_at: actionItems.changedAt,
  },
  sql: ({ itemId, userId }: Reminded) => sql`
    select c.id as conversation_id, c.kind, coalesce(g.name, o.name) as title, i.text, i.changed_at
    from ${actionItems} i
    join ${participants} p on p.conversation_id = i.conversation_id and p.user_id = ${userId}
      and (not i.is_shared or p.left_seq is null) and ${seesItem({ participant: "p", item: "i" })}
    join ${conversations} c on c.id = i.conversation_id
    left join ${groups} g on g.id = c.group_id
    left join ${users} o on o.id = ${otherUser({ conversation: "c", user: "p.user_id" })}
    where i.id = ${itemId} and i.owner_id = ${userId} and i.state = 'open'`,
  examples: [{ itemId: "", userId: "ada" }],
});

/** What a reminder is about, if there is still something to remind of. */
export async function loadDueItem(db: Executor, reminded: Reminded) {
  const [item] = await dueItems(db, reminded);
  return item;
}

/**
 * Reminds the owner of an item on the day on which it is due. Their time zone may have changed since the job was planned:
 * then it waits for the morning there.
 */
export async function remindOfItem(
  platform: Platform,
  { itemId, jobId }: { itemId: string; jobId: string },
): Promise<void> {
  await platform.db.transaction(async (tx) => {
    const [item] = await tx
      .select()
      .from(actionItems)
      .where(and(eq(actionItems.id, itemId), eq(actionItems.jobId, jobId)))
      .for("update");
    if (item === undefined) return;
    const later = await planReminder(platform, tx, item);
    await tx.update(actionItems).set({ jobId: later }).where(eq(actionItems.id, itemId));
    const userId = item.ownerId;
    if (later !== null || (await loadDueItem(tx, { itemId, userId })) === undefined) return;
    await lockNotifications(tx);
    await createNotifications(tx, platform, [
      { id: uuidv7(), userId, kind: "reminder", parts: [], cardId: itemId },
    ]);
  });
}
