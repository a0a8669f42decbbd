import type { NotificationContentLevel, NotificationOptions } from "@parley/contract/notifications";
import { everyDay } from "@parley/contract/weekdays";

/** What an installation decides about notifications. */
export type NotificationPolicy = NotificationOptions["defaults"];

/** The policy of an installation that sets nothing. A user's own settings replace it, except that `content` is the most that a user may choose. */
export const defaultNotificationPolicy: NotificationPolicy = {
  email: true,
  push: true,
  direct: "10m",
  group: "30m",
  mention: "2m",
  digest: "weekly",
  quietHours: everyDay(null),
  content: "full",
  sharesSchedule: true,
};

const leastFirst: readonly NotificationContentLevel[] = ["none", "name-only", "full"];

/** The one that shows less. */
export const stricter = (
  one: NotificationContentLevel,
  other: NotificationContentLevel,
): NotificationContentLevel =>
  leastFirst.find((level) => level === one || level === other) ?? "none";
