import * as z from "zod";

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

/** The quiet hours that begin on one day. They end on the next day if `until` is earlier than `from`. */
export const quietWindowSchema = z
  .strictObject({ from: localTimeSchema, until: localTimeSchema })
  .refine(({ from, until }) => from !== until, {
    error: "must not be the same as from",
    path: ["until"],
  });

const quietDay = quietWindowSchema.nullable();

/** When a user is not to be notified, by the weekday on which it begins, in the user's time zone. */
export const quietHoursSchema = z.strictObject({
  monday: quietDay,
  tuesday: quietDay,
  wednesday: quietDay,
  thursday: quietDay,
  friday: quietDay,
  saturday: quietDay,
  sunday: quietDay,
});
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

/** When and how a user is notified of unread messages. */
export const notificationSettingsSchema = z.strictObject({
  /** Null until the user's browser reports one: UTC counts. */
  timeZone: timeZoneSchema.nullable(),
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
  /** Whether those who write to the user in direct conversations see when the user will be notified. */
  sharesSchedule: z.boolean(),
});
export type NotificationSettings = z.infer<typeof notificationSettingsSchema>;

/** What an installation allows, and what applies to a user who sets nothing. */
export const notificationOptionsSchema = z.object({
  /** The ways in which this installation notifies. */
  channels: z.object({ email: z.boolean(), push: z.boolean(), host: z.boolean() }),
  /** The most that a notification contains. A user may choose less. */
  content: notificationContentSchema,
  defaults: notificationSettingsSchema.omit({ timeZone: true }),
});
export type NotificationOptions = z.infer<typeof notificationOptionsSchema>;

/** The caller's settings, and what the installation allows. */
export const ownNotificationSettingsSchema = z.object({
  settings: notificationSettingsSchema,
  options: notificationOptionsSchema,
});
export type OwnNotificationSettings = z.infer<typeof ownNotificationSettingsSchema>;

/** What a user changes in their settings. Omitted fields stay unchanged. */
export const updateNotificationSettingsInput = notificationSettingsSchema.partial().prefault({});
export type UpdateNotificationSettingsInput = z.input<typeof updateNotificationSettingsInput>;
