import { withTimeout } from "@parley/concurrency/with-timeout";
import { plainTextOf } from "@parley/contract/formatting";
import { sentText } from "@parley/contract/file-words";
import type {
  Notification,
  NotificationChannel,
  NotificationPart,
  NotificationReason,
  NotificationSettings,
} from "@parley/contract/notifications";
import { notificationSettings, pendingDigests, users } from "@parley/db/schema";
import { toDate } from "@parley/db/moment";
import { statement } from "@parley/db/statement";
import { derivedUuid } from "@parley/db/uuid-at";
import { eq, sql } from "drizzle-orm";
import type { Platform } from "../context.ts";
import {
  type Deliver,
  type DeliveryOutcome,
  isReachable,
  type NotificationContent,
  type NotifiedConversation,
} from "./channels.ts";
import { settingsColumns, settingsRow, toSettings } from "./load-settings.ts";
import { loadDueItem, loadMeetingNews } from "./reminders.ts";
import { loadTold } from "./report-notices.ts";
import { extendNotified, returnToPending } from "./pending.ts";
import { quietUntil } from "./schedule.ts";
import { claimNotification, findNotification, finishNotification, recordOutcome } from "./store.ts";
import { inDigest, unreadConversations } from "./unread.ts";

/** How long a channel may take. The lease of the job is longer. */
const CHANNEL_TIMEOUT = 30_000;
const CONVERSATIONS_MAX = 5;
const MESSAGES_MAX = 5;
const DIGEST_LINES_MAX = 10;

const recipientRow = {
  name: users.name,
  email: users.email,
  status: users.status,
  kind: users.kind,
  ...settingsRow,
} as const;

const recipients = statement({
  name: "notifications.recipient",
  row: recipientRow,
  sql: (userId: string) => sql`
    select u.name, u.email, u.status, u.kind, ${settingsColumns("u", "s")} from ${users} u
    left join ${notificationSettings} s on s.user_id = u.id where u.id = ${userId}`,
  examples: ["ada"],
});

interface Prepared {
  readonly content: NotificationContent;
  readonly settings: NotificationSettings;
  readonly parts: readonly NotificationPart[];
}

type Unsent = { readonly reason: NotificationReason; readonly until?: Date };

type Unread = Awaited<ReturnType<typeof unreadConversations>>[number];

/** What one conversation shows, at this level and in this language. */
const shown = (
  row: Unread,
  {
    platform,
    level,
    language,
  }: { platform: Platform; level: NotificationContent["content"]; language: string },
): NotifiedConversation => ({
  conversationId: row.conversation_id,
  title: row.title,
  kind: row.kind,
  url: platform.notifications.links.conversation(row.conversation_id),
  messages: row.messages.map(({ seq, sender, at, mentions, ...message }) => ({
    seq,
    senderName: sender,
    text: level === "full" ? sentText(message, language, plainTextOf) : "",
    sentAt: new Date(at),
    mentionsYou: mentions,
  })),
  more: row.unread - row.messages.length,
});

/** The same of an action item or a meeting: a conversation with its text. */
const reminderOf = (
  item: NonNullable<Awaited<ReturnType<typeof loadDueItem | typeof loadMeetingNews>>>,
  { platform, level }: { platform: Platform; level: NotificationContent["content"] },
): NotifiedConversation => ({
  conversationId: item.conversation_id,
  title: item.title,
  kind: item.kind,
  url: platform.notifications.links.conversation(item.conversation_id),
  messages:
    level === "full"
      ? [
          {
            ...{ seq: 1, senderName: item.title, text: item.text, mentionsYou: false },
            sentAt: toDate(item.changed_at),
          },
        ]
      : [],
  more: 0,
});

/** Evaluates a notification again and builds what channels deliver; or why it is not sent after all. */
async function prepare(
  platform: Platform,
  { id, userId, kind, conversations, cardId, reportId }: Notification,
): Promise<Prepared | Unsent> {
  const { db, clock, notifications: to } = platform;
  const now = clock.now();
  const [recipient] = await recipients(db, userId);
  if (recipient === undefined || recipient.status !== "active") return { reason: "deactivated" };
  if (recipient.kind !== "PERSON") return { reason: "automated" };
  const settings = toSettings(recipient, to.policy);
  const isDigest = kind === "digest";
  const isOfUnread = kind === "messages" || isDigest;
  const meeting =
    (cardId && (await loadMeetingNews(platform, { cardId, userId, kind }, settings))) || undefined;
  const item =
    meeting ??
    (cardId && kind === "reminder" ? await loadDueItem(db, { itemId: cardId, userId }) : undefined);
  const report = reportId === undefined ? undefined : await loadTold(db, { reportId, userId });
  const rows = isOfUnread
    ? await unreadConversations(db, {
        userId,
        parts: isDigest ? null : conversations,
        now,
        quoted: isDigest ? 0 : MESSAGES_MAX,
      })
    : [];
  const unmuted = rows.filter(({ muted }) => !muted);
  const isOff = isDigest && settings.digest === "off";
  const worth = isDigest ? inDigest(rows, settings) : unmuted;
  if (isOfUnread) {
    if (rows.length === 0) return { reason: "read" };
    if (unmuted.length === 0) return { reason: "muted" };
    if (isOff || worth.length === 0) return { reason: "off" };
  }
  if (cardId !== undefined && item === undefined) return { reason: "deleted" };
  if (kind === "report" && report === undefined) return { reason: "not_visible" };
  if (kind !== "test") {
    if (!isReachable(to, settings)) return { reason: "no_channel" };
    // The user has agreed to meet in an hour, whatever their hours are, and danger does not wait for the morning.
    const isNow = meeting?.news === "soon" || report?.isUrgent === true;
    const until = isNow ? null : quietUntil(now, { userId, ...settings });
    if (until !== null) return { reason: "quiet_hours", until };
  }
  const level = settings.content;
  const language = settings.language ?? "en";
  const lines = isDigest ? DIGEST_LINES_MAX : CONVERSATIONS_MAX;
  const listed = level === "none" ? [] : worth.slice(0, lines);
  const firsts = new Map(conversations.map((part) => [part.conversationId, part.firstSeq]));
  return {
    settings,
    parts: isDigest
      ? []
      : worth.map((row) => ({
          conversationId: row.conversation_id,
          firstSeq: firsts.get(row.conversation_id) ?? 1,
          lastSeq: row.last_seq,
        })),
    content: {
      notificationId: id,
      to: {
        userId,
        name: recipient.name,
        email: recipient.email,
        language,
        timeZone: settings.timeZone,
      },
      kind: meeting === undefined ? kind : "meeting",
      news: meeting?.news,
      ...report,
      content: level,
      conversations:
        item === undefined || level === "none"
          ? listed.map((row) => shown(row, { platform, level, language }))
          : [reminderOf(item, { platform, level })],
      moreConversations: worth.length - listed.length,
      unreadTotal: worth.reduce((total, { unread }) => total + unread, 0),
      settingsUrl: to.links.settings,
      messagesUrl: kind === "report" ? (to.links.reports ?? to.links.messages) : to.links.messages,
    },
  };
}

async function attempt(deliver: Deliver, content: NotificationContent): Promise<DeliveryOutcome> {
  try {
    const delivery = deliver(content);
    return (await withTimeout(CHANNEL_TIMEOUT, delivery))
      ? await delivery
      : { outcome: "retry", detail: "no answer within 30 seconds" };
  } catch (fault) {
    return { outcome: "retry", detail: fault instanceof Error ? fault.message : String(fault) };
  }
}

/** The channels to use, the host platform first: if it handles a notification, no other one is used. */
const channelsOf = (
  { notifications: { channels } }: Platform,
  settings: NotificationSettings,
  only?: NotificationChannel,
) =>
  (["host", "email", "push"] as const).flatMap((channel) => {
    const deliver = channels[channel];
    const isWanted =
      only === undefined ? channel === "host" || settings[channel] : channel === only;
    return deliver !== undefined && isWanted ? [{ channel, deliver }] : [];
  });

/** A channel could not deliver for now: the job is retried. */
class DeliveryRetryError extends Error {
  override readonly name = "DeliveryRetryError";
}

/** Passes a notification to the channels that have not had it, and records each result before the next. */
async function send(
  platform: Platform,
  { id, outcomes: earlier }: Notification,
  { content, settings, only }: Prepared & { only?: NotificationChannel | undefined },
): Promise<void> {
  const { db, clock, meter } = platform;
  const outcomes = new Map(earlier.map((outcome) => [outcome.channel, outcome]));
  const isHandled = () => outcomes.get("host")?.outcome === "handled";
  const used = channelsOf(platform, settings, only);
  for (const { channel, deliver } of used) {
    if ((outcomes.get(channel)?.outcome ?? "retrying") !== "retrying") continue;
    if (isHandled()) break;
    const result = await attempt(deliver, content);
    const outcome = {
      channel,
      outcome: result.outcome === "retry" ? ("retrying" as const) : result.outcome,
      detail: "detail" in result ? result.detail : null,
      at: clock.now().toISOString(),
    };
    meter.notificationDelivered(channel, outcome.outcome);
    outcomes.set(channel, outcome);
    await recordOutcome(db, id, outcome);
  }
  if (isHandled()) return finishNotification(db, { id, state: "handled" });
  const results = [...outcomes.values()];
  // The host platform had its chance: the others do not wait for it.
  const isAlone = used.every(({ channel }) => channel === "host");
  const problems = results.filter(
    ({ channel, outcome }) => outcome === "retrying" && (isAlone || channel !== "host"),
  );
  if (problems.length > 0)
    throw new DeliveryRetryError(
      problems.map(({ channel, detail }) => `${channel}: ${detail}`).join("; "),
    );
  if (results.some(({ outcome }) => outcome === "sent"))
    return finishNotification(db, { id, state: "sent" });
  const isTried = results.some(({ outcome }) => outcome === "failed" || outcome === "bounced");
  return finishNotification(db, {
    id,
    state: "not_sent",
    reason: isTried ? "failed" : "no_channel",
  });
}

/**
 * Sends a notification: evaluates it again, records that it is being sent, passes it to the channels, and records the
 * results. If a server ends in between, the next attempt passes the same id to the channels. What fails is thrown: the
 * job is retried, and then kept for an ADMIN.
 */
export async function deliverNotification(
  platform: Platform,
  {
    notificationId: id,
    channel,
  }: { notificationId: string; channel?: NotificationChannel | undefined },
): Promise<void> {
  const { db, clock, jobs } = platform;
  const notification = await findNotification(db, id);
  if (notification === undefined) return;
  const { state, userId, kind } = notification;
  if (state !== "waiting" && state !== "sending") return;
  const prepared = await prepare(platform, notification);
  if ("reason" in prepared) {
    const { reason, until } = prepared;
    await db.transaction(async (tx) => {
      if (until !== undefined && kind === "digest")
        await tx
          .update(pendingDigests)
          .set({ sentAt: until })
          .where(eq(pendingDigests.userId, userId));
      // Only messages have a part to return. What is being sent may have reached the user: a later attempt has to have its id.
      if (until !== undefined && (state === "sending" || kind !== "messages"))
        return jobs.enqueue(tx, [
          {
            kind: "notifications.deliver",
            key: derivedUuid(id, until.toISOString()),
            data: { notificationId: id, channel },
            runAt: until,
          },
        ]);
      if (until !== undefined)
        await returnToPending(
          tx,
          notification.conversations.map((part) => ({ ...part, userId, until })),
        );
      return finishNotification(tx, { id, state: "not_sent", reason });
    });
    return;
  }
  await db.transaction(async (tx) => {
    const { parts } = prepared;
    await claimNotification(tx, { id, at: clock.now(), parts });
    if (parts.length > 0)
      await extendNotified(
        tx,
        parts.map((part) => ({ userId, ...part })),
      );
  });
  await send(platform, notification, { ...prepared, only: channel });
}
