import * as z from "zod";
import {
  conversationIdSchema,
  messageIdSchema,
  pageLimitSchema,
  readSeqSchema,
  seqSchema,
  streamCursorSchema,
  timeSchema,
  userIdSchema,
} from "./ids.ts";
import { everyDay } from "./weekdays.ts";

/** How long a message stays unread before its reader is notified; `digest`: only there; `off`: never. */
export const notificationDelaySchema = z.enum(["2m", "10m", "30m", "2h", "digest", "off"]);
export type NotificationDelay = z.infer<typeof notificationDelaySchema>;

/** How much of the messages a notification contains, the most first. */
export const notificationContentSchema = z.enum(["full", "name-only", "none"]);
export type NotificationContentLevel = z.infer<typeof notificationContentSchema>;

/** A summary of unread messages: every day at 8:00, or on Mondays at 8:00, in the user's time zone. */
export const digestSchema = z.enum(["off", "daily", "weekly"]);
export type Digest = z.infer<typeof digestSchema>;

/** A time of day, "HH:MM". */
export const localTimeSchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "is not a time of day, such as 07:30" });

/** A time of day at which something ends: also "24:00", the end of the day. */
const localEndSchema = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: "is not a time of day, such as 07:30" });

/** The quiet hours that begin on one day. They end on the next day if `until` is earlier than `from`; "24:00" is the end of the day. */
export const quietWindowSchema = z
  .strictObject({ from: localTimeSchema, until: localEndSchema })
  .refine(({ from, until }) => from !== until, {
    error: "must not be the same as from",
    path: ["until"],
  });

/** When a user is not to be notified, by the weekday on which it begins, in the user's time zone. */
export const quietHoursSchema = z.strictObject(everyDay(quietWindowSchema.nullable()));
export type QuietHours = z.infer<typeof quietHoursSchema>;

const TIME_ZONE_MAX = 64;

/** Names only: the runtimes disagree about offsets such as "+01:00". */
const zoneName = /^[A-Za-z][A-Za-z0-9_+\-/]*$/;

function isTimeZone(name: string): boolean {
  if (!zoneName.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}

/** The name of a time zone of the IANA database: "Europe/Berlin". */
export const timeZoneSchema = z
  .string()
  .max(TIME_ZONE_MAX)
  .refine(isTimeZone, {
    error: ({ input }) =>
      `${zoneName.test(String(input)) ? String(input).slice(0, TIME_ZONE_MAX) : "this"} is not a time zone, such as Europe/Berlin`,
  });

/** A language in which notifications are written. */
export const notificationLanguageSchema = z.enum(["en", "es", "fr", "ar", "de", "pt"]);
export type NotificationLanguage = z.infer<typeof notificationLanguageSchema>;

/** When and how a user is notified of unread messages. */
export const notificationSettingsSchema = z.strictObject({
  /** Null until the user's browser reports one: UTC counts. */
  timeZone: timeZoneSchema.nullable(),
  /** Null until the user's browser reports one: English counts. */
  language: notificationLanguageSchema.nullable(),
  email: z.boolean(),
  push: z.boolean(),
  /** Messages in direct conversations. */
  direct: notificationDelaySchema,
  /** Messages in conversations of groups. */
  group: notificationDelaySchema,
  /** Messages that mention the user. */
  mention: notificationDelaySchema,
  digest: digestSchema,
  quietHours: quietHoursSchema,
  content: notificationContentSchema,
  /** Whether those who can write to the user see their time zone and, in direct conversations, when they will be notified. */
  sharesSchedule: z.boolean(),
});
export type NotificationSettings = z.infer<typeof notificationSettingsSchema>;

/** What an installation allows, and what applies to a user who sets nothing. */
export const notificationOptionsSchema = z.object({
  /** The ways in which this installation notifies. */
  channels: z.object({ email: z.boolean(), push: z.boolean(), host: z.boolean() }),
  /** The most that a notification contains. A user may choose less. */
  content: notificationContentSchema,
  defaults: notificationSettingsSchema.omit({ timeZone: true, language: true }),
});
export type NotificationOptions = z.infer<typeof notificationOptionsSchema>;

/** Since when an address gets no mail, because mails to it came back or were called spam, and what its server said last. */
export const emailStopSchema = z.object({ since: timeSchema, detail: z.string().nullable() });
export type EmailStop = z.infer<typeof emailStopSchema>;

/** Users whose address gets no mail, the latest first. */
export const bouncingUsersSchema = z.object({
  users: z.array(emailStopSchema.extend({ userId: userIdSchema, name: z.string() })),
});
export type BouncingUsers = z.infer<typeof bouncingUsersSchema>;

/** The caller's settings, and what the installation allows. */
export const ownNotificationSettingsSchema = z.object({
  settings: notificationSettingsSchema,
  /** Null while the user's address gets mail. */
  emailStop: emailStopSchema.nullable(),
  options: notificationOptionsSchema,
});
export type OwnNotificationSettings = z.infer<typeof ownNotificationSettingsSchema>;

/** What a user changes in their settings. Omitted fields stay unchanged. */
export const updateNotificationSettingsInput = notificationSettingsSchema.partial().prefault({});
export type UpdateNotificationSettingsInput = z.input<typeof updateNotificationSettingsInput>;

/** A way in which notifications reach users; `host`: through the host platform. */
export const notificationChannelSchema = z.enum(["email", "push", "host"]);
export type NotificationChannel = z.infer<typeof notificationChannelSchema>;

/** What became of a notification in one channel. The host platform handles it, or declines and leaves it to the others. */
export const channelOutcomeSchema = z.object({
  channel: notificationChannelSchema,
  outcome: z.enum(["sent", "handled", "declined", "skipped", "retrying", "bounced", "failed"]),
  /** Why, for a person to read. */
  detail: z.string().nullable(),
  at: timeSchema,
});
export type ChannelOutcome = z.infer<typeof channelOutcomeSchema>;

/** Why a user was not notified, or not yet. */
export const notificationReasonSchema = z.enum([
  /** There is nothing unread. */
  "nothing_unread",
  /** The user has read the message. */
  "read",
  "own_message",
  "deleted",
  "muted",
  /** The user blocks the sender. */
  "blocked",
  /** The user cannot see the message: they left before it, or joined after it. */
  "not_visible",
  "deactivated",
  /** `SYSTEM` and `BOT` users are not notified. */
  "automated",
  /** The user's settings switch it off. */
  "off",
  /** The user has no channel that this installation offers. */
  "no_channel",
  /** Only the next digest contains it. */
  "digest",
  /** The delay has not passed. */
  "waiting",
  /** The user was notified of this conversation before and has not read anything since. */
  "backoff",
  "quiet_hours",
  /** It is being sent. */
  "sending",
  /** It was sent, or handled by the host platform. */
  "notified",
  /** No channel could deliver it. */
  "failed",
  /** The server has not looked at the message yet. */
  "not_looked_at",
]);
export type NotificationReason = z.infer<typeof notificationReasonSchema>;

/** Messages of one conversation, by reference. */
export const notificationPartSchema = z.object({
  conversationId: conversationIdSchema,
  firstSeq: seqSchema,
  lastSeq: readSeqSchema,
});
export type NotificationPart = z.infer<typeof notificationPartSchema>;

/** What a user is told of a meeting: that it begins in an hour, or what the other user has made of it. */
export const meetingNewsSchema = z.enum(["soon", "proposed", "agreed", "declined", "canceled"]);
export type MeetingNews = z.infer<typeof meetingNewsSchema>;

/** A notification of one user, with references to messages and no texts. */
export const notificationSchema = z.object({
  id: z.uuid(),
  /** The place in the order of `notifications.list`. */
  cursor: streamCursorSchema,
  userId: userIdSchema,
  kind: z.enum(["messages", "digest", "reminder", "meeting", "report", "test"]),
  /** The action item or meeting of which a reminder reminds, or the meeting that the other user has changed. */
  cardId: messageIdSchema.optional(),
  /** The report of which an ADMIN is told. */
  reportId: messageIdSchema.optional(),
  /** What a digest contains is decided when it is sent: it has none. */
  conversations: z.array(notificationPartSchema),
  state: z.enum(["waiting", "sending", "sent", "handled", "not_sent"]),
  /** Why it was not sent; null otherwise. */
  reason: notificationReasonSchema.nullable(),
  /** By channel, for those that were tried. */
  outcomes: z.array(channelOutcomeSchema),
  createdAt: timeSchema,
  sentAt: timeSchema.nullable(),
});
export type Notification = z.infer<typeof notificationSchema>;

/** A page of notifications: those after a cursor, or the latest. */
export const listNotificationsInput = z
  .strictObject({ after: streamCursorSchema.optional(), limit: pageLimitSchema })
  .prefault({});
export type ListNotificationsInput = z.input<typeof listNotificationsInput>;

/** Notifications, oldest first, and the cursor of those that follow. */
export const notificationPageSchema = z.object({
  notifications: z.array(notificationSchema),
  cursor: streamCursorSchema,
});
export type NotificationPage = z.infer<typeof notificationPageSchema>;

/** When the caller will be notified next of what is unread now; null if they will not, for this reason. */
export const notificationPreviewSchema = z.object({
  nextAt: timeSchema.nullable(),
  reason: notificationReasonSchema,
});
export type NotificationPreview = z.infer<typeof notificationPreviewSchema>;

/** Names a direct conversation. */
export const expectedNotificationInput = z.strictObject({ conversationId: conversationIdSchema });
export type ExpectedNotificationInput = z.infer<typeof expectedNotificationInput>;

/** When the other user would be notified of a message that is sent now; null if they do not share it, or will not be. */
export const expectedNotificationSchema = z.object({ at: timeSchema.nullable() });
export type ExpectedNotification = z.infer<typeof expectedNotificationSchema>;

/** Names a message, and the user who should be notified of it. */
export const explainNotificationInput = z.strictObject({
  userId: userIdSchema,
  conversationId: conversationIdSchema,
  seq: seqSchema,
});
export type ExplainNotificationInput = z.infer<typeof explainNotificationInput>;

/** Whether a user was notified of a message, and why. */
export const notificationExplanationSchema = z.object({
  reason: notificationReasonSchema,
  /** When they were notified, or will be. */
  at: timeSchema.nullable(),
  /** The notification that contains the message, the latest if there are several. */
  notification: notificationSchema.nullable(),
});
export type NotificationExplanation = z.infer<typeof notificationExplanationSchema>;

/** The channel to try. */
export const testNotificationInput = z.strictObject({ channel: notificationChannelSchema });
export type TestNotificationInput = z.infer<typeof testNotificationInput>;

/** The test that is on its way. `notifications.list` shows its outcome. */
export const testNotificationSchema = z.object({ id: z.uuid() });
export type TestNotification = z.infer<typeof testNotificationSchema>;
