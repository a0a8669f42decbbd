import type { MeetingNews, NotificationSettings } from "@parley/contract/notifications";
import {
  actionItems,
  conversations,
  groups,
  meetings,
  notifications,
  participants,
  users,
} from "@parley/db/schema";
import type { Executor } from "@parley/db/database";
import { computed, statement } from "@parley/db/statement";
import { derivedUuid } from "@parley/db/uuid-at";
import { and, eq, inArray, ne, type SQL, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { planReminder } from "../cards/action-items.ts";
import { columnsOf, meetingRow, seesItem, toMeeting } from "../cards/load-cards.ts";
import type { Platform } from "../context.ts";
import { isVisible, otherUser } from "../participants/visibility.ts";
import { refusalBranches } from "../policy/writable.ts";
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

const aliases = { participant: "p", conversation: "c", caller: "mine", other: "o" } as const;

/** A meeting, if the user sees it and may write there. */
const toldMeetings = statement({
  name: "notifications.meeting",
  row: { ...meetingRow, name: users.name },
  sql: ({ meetingId, userId }: { meetingId: string; userId: string }) => sql`
    select ${columnsOf(meetingRow, "m")}, o.name
    from ${meetings} m
    join ${participants} p on p.conversation_id = m.conversation_id and p.user_id = ${userId}
      and ${isVisible({ participant: "p", seq: "m.seq" })}
    join ${conversations} c on c.id = m.conversation_id
    join ${users} mine on mine.id = p.user_id
    join ${users} o on o.id = ${otherUser({ conversation: "c", user: "p.user_id" })}
    where m.id = ${meetingId} and m.seq is not null and (case ${refusalBranches(aliases)} end) is null`,
  examples: [{ meetingId: "", userId: "ada" }],
});

/** What a user is told of a meeting, in their language and by their clock; undefined if there is nothing to tell any more. */
export async function loadMeetingNews(
  { db, clock }: Pick<Platform, "db" | "clock">,
  { cardId: meetingId, userId, kind }: { cardId: string; userId: string; kind: string },
  settings: Pick<NotificationSettings, "language" | "timeZone">,
) {
  const [row] = await toldMeetings(db, { meetingId, userId });
  if (row === undefined) return undefined;
  const meeting = toMeeting(row);
  const { state, agreed, slots, changedBy, title, place } = meeting;
  const isSoon = kind === "reminder";
  const isOn = state === "agreed" || state === "proposed";
  const begins = agreed === null ? undefined : new Date(agreed.startsAt);
  if (isSoon ? !isOn || begins === undefined || begins <= clock.now() : changedBy === userId)
    return undefined;
  const timeZone = settings.timeZone ?? meeting.timeZone;
  const format = new Intl.DateTimeFormat(settings.language ?? "en", {
    ...{ dateStyle: "full", timeStyle: "short", timeZone },
  });
  const isProposed = !isSoon && (state === "proposed" || state === "declined");
  const times = isProposed || begins === undefined ? slots.map((slot) => new Date(slot)) : [begins];
  const words = times.map((time) => `${format.format(time)} (${timeZone.replaceAll("_", " ")})`);
  const news: MeetingNews = isSoon ? "soon" : state;
  return {
    ...{ conversation_id: meeting.conversationId, kind: "direct" as const, title: row.name, news },
    text: [title, ...words, place].filter((line) => line !== null).join("\n"),
    changed_at: row.changed_at,
  };
}

/** Notifies users of a meeting, each once. `about` is what the meeting still has to be. */
async function notifyOf(
  platform: Platform,
  meetingId: string,
  about: { kind: "reminder" | "meeting"; of: string; where: SQL | undefined },
) {
  const { kind } = about;
  await platform.db.transaction(async (tx) => {
    const told = await tx
      .select({ userId: participants.userId })
      .from(meetings)
      .innerJoin(participants, eq(participants.conversationId, meetings.conversationId))
      .where(and(eq(meetings.id, meetingId), about.where));
    await lockNotifications(tx);
    const made = told.map(({ userId }) => ({
      // A job may run again.
      ...{ id: derivedUuid(meetingId, kind, about.of, userId), userId, kind },
      ...{ parts: [], cardId: meetingId },
    }));
    const before = await tx
      .select({ id: notifications.id })
      .from(notifications)
      .where(
        inArray(
          notifications.id,
          made.map(({ id }) => id),
        ),
      );
    const known = new Set(before.map(({ id }) => id));
    await createNotifications(
      tx,
      platform,
      made.filter(({ id }) => !known.has(id)),
    );
  });
}

/** Tells the other user of a change, unless there was a later one. */
export const tellOfMeeting = (
  platform: Platform,
  { meetingId, version }: { meetingId: string; version: number },
): Promise<void> =>
  notifyOf(platform, meetingId, {
    ...{ kind: "meeting", of: String(version) },
    where: and(eq(meetings.version, version), ne(participants.userId, meetings.changedBy)),
  });

/** Reminds both users of a meeting that begins in an hour. */
export const remindOfMeeting = (
  platform: Platform,
  { meetingId, startsAt }: { meetingId: string; startsAt: string },
): Promise<void> =>
  notifyOf(platform, meetingId, {
    ...{ kind: "reminder", of: startsAt },
    where: and(
      eq(meetings.startsAt, new Date(startsAt)),
      inArray(meetings.state, ["agreed", "proposed"]),
    ),
  });
