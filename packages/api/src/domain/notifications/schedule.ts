import { createHash } from "node:crypto";
import type {
  Digest,
  NotificationDelay,
  NotificationSettings,
} from "@parley/contract/notifications";
import { fragment, type Fragment } from "@parley/db/statement";
import { closedUntil, nextLocal } from "../local-time.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const delays = {
  "2m": 2 * MINUTE,
  "10m": 10 * MINUTE,
  "30m": 30 * MINUTE,
  "2h": 2 * HOUR,
  digest: undefined,
  off: undefined,
} as const satisfies Record<NotificationDelay, number | undefined>;

/** Milliseconds from a message to its notification; undefined if there is none. */
export const delayOf = (delay: NotificationDelay): number | undefined => delays[delay];

/** The delays that apply to a message: that of its kind of conversation, and for a mention that of mentions. */
export const delaysOf = (
  settings: Pick<NotificationSettings, "direct" | "group" | "mention">,
  { kind, mentions }: { kind: "direct" | "group"; mentions: boolean },
): NotificationDelay[] => [settings[kind], ...(mentions ? [settings.mention] : [])];

const milliseconds = (duration: number) => fragment`interval '${duration} milliseconds'`;

/** The same as an SQL interval, over an expression; null if there is none. */
export const delayInterval = (delay: Fragment): Fragment => {
  const branches = Object.entries(delays).flatMap(([name, duration]) =>
    duration === undefined ? [] : [fragment`when '${name}' then ${milliseconds(duration)}`],
  );
  return fragment`case ${delay} ${branches.join(" ")} end`;
};

/** From one notification to the next about a conversation of which the user reads nothing. After the last, only digests. */
const backoffs = [0, 2 * HOUR, 24 * HOUR, 72 * HOUR] as const;

/** Milliseconds before the next notification after `step` unread ones; undefined if there is none. */
export const backoffOf = (step: number): number | undefined => backoffs[step];

/** The same as an SQL interval. */
export const backoffInterval = (step: string): Fragment =>
  fragment`case ${step} ${backoffs.map((duration, at) => fragment`when ${at} then ${milliseconds(duration)}`).join(" ")} end`;

/** Notifications at the end of quiet hours are spread over this time. */
const JITTER = 10 * MINUTE;

/** The same for a user each time, so that a notification that is held again does not move. */
const jitterOf = (userId: string) =>
  createHash("sha256").update(userId).digest().readUInt32BE() % JITTER;

type Times = Pick<NotificationSettings, "quietHours" | "timeZone">;

/** When quiet hours that include a time end; null if none does. */
export const quietEnd = (at: Date, { quietHours, timeZone }: Times): Date | null =>
  Object.values(quietHours).every((window) => window === null)
    ? null
    : closedUntil(at, quietHours, timeZone ?? "UTC");

/** When a notification that is pending is sent, and what it waits for. What was due before now is sent now. */
export function waitOf(
  { due, isHeld, step }: { due: Date; isHeld: boolean; step: number },
  { now, settings }: { now: Date; settings: Times },
): { reason: "quiet_hours" | "backoff" | "waiting"; at: Date } {
  const at = due > now ? due : now;
  const end = quietEnd(at, settings);
  if (end !== null || isHeld) return { reason: "quiet_hours", at: end ?? at };
  return { reason: step > 0 ? "backoff" : "waiting", at };
}

/** When a notification that is due in quiet hours is sent: soon after they end. Null if none includes the time. */
export function quietUntil(
  at: Date,
  { userId, ...settings }: Times & { userId: string },
): Date | null {
  const end = quietEnd(at, settings);
  return end === null ? null : new Date(end.getTime() + jitterOf(userId));
}

const DIGEST_TIME = "08:00";

/** The next digest after a time; null if there is none. */
export function nextDigest(
  after: Date,
  { digest, timeZone }: { digest: Digest; timeZone: string | null },
): Date | null {
  const zone = timeZone ?? "UTC";
  switch (digest) {
    case "off":
      return null;
    case "daily":
      return nextLocal(after, { time: DIGEST_TIME }, zone);
    case "weekly":
      return nextLocal(after, { time: DIGEST_TIME, weekday: "monday" }, zone);
  }
}

/** Digests are at least this far apart, whatever changes of the time zone make of them. */
export const DIGESTS_APART = 12 * HOUR;
