import type { listNotificationsInput, NotificationPage } from "@parley/contract/notifications";
import { notifications } from "@parley/db/schema";
import { and, asc, desc, eq, gt } from "drizzle-orm";
import type * as z from "zod";
import type { StaffCall } from "../context.ts";
import { toNotification } from "./store.ts";

/**
 * The caller's notifications after a cursor, or the latest ones. The host platform gets those of all users, in the order
 * in which they were committed, so that none is missed by asking again with the last cursor.
 */
export async function listNotifications({
  ctx: { db, actor },
  input: { after, limit },
}: StaffCall<z.output<typeof listNotificationsInput>>): Promise<NotificationPage> {
  const own = actor.kind === "service" ? undefined : eq(notifications.userId, actor.id);
  const isLatest = after === undefined;
  const rows = await db
    .select()
    .from(notifications)
    .where(and(own, isLatest ? undefined : gt(notifications.number, Number(after))))
    .orderBy(isLatest ? desc(notifications.number) : asc(notifications.number))
    .limit(limit);
  const found = (isLatest ? rows.toReversed() : rows).map(toNotification);
  return { notifications: found, cursor: found.at(-1)?.cursor ?? after ?? "0" };
}
