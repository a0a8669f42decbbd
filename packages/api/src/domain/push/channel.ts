import { conversations, participants, pushedMessages } from "@parley/db/schema";
import { statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { Platform } from "../context.ts";
import type { Deliver, DeliveryOutcome, NotificationContent } from "../notifications/channels.ts";
import { unreadMessages } from "../participants/visibility.ts";
import type { PushPayload, SendPush } from "./send-push.ts";
import { loadPushTargets, type PushTarget, removePushTarget } from "./subscriptions.ts";

const untold = statement({
  name: "push.untold",
  sql: ({ userId, now }: { userId: string; now: Date }) => sql`
    select from ${participants} p
    join ${conversations} c on c.id = p.conversation_id and p.read_seq < c.last_seq
    left join ${pushedMessages} told on told.user_id = p.user_id and told.conversation_id = p.conversation_id
    where p.user_id = ${userId} and coalesce(p.muted_until <= ${now.toISOString()}::timestamptz, true)
      and exists (select ${unreadMessages("p")} and m.seq > coalesce(told.seq, 0))
    limit 1`,
  examples: [{ userId: "ada", now: new Date(0) }],
});

/** What a notification is as a push message. */
function payloadOf({
  kind,
  conversations: shown,
  moreConversations,
}: NotificationContent): PushPayload {
  if (kind === "test") return { kind: "test" };
  const [only, ...others] = shown;
  const isOne = others.length === 0 && moreConversations === 0;
  return { kind: "unread", conversationId: isOne ? (only?.conversationId ?? null) : null };
}

async function sendTo(
  { db }: Pick<Platform, "db">,
  { target, payload, sendPush }: { target: PushTarget; payload: PushPayload; sendPush: SendPush },
): Promise<DeliveryOutcome> {
  const result = await sendPush(target, payload);
  if (result.outcome !== "gone") return result;
  await removePushTarget(db, target.id);
  return { outcome: "skipped", detail: "the browser has ended its subscription" };
}

const bestFirst = ["sent", "retry", "failed", "skipped"] as const;

/**
 * The channel of push messages, for what the sweep of push messages leaves out: the end of quiet hours, later reminders,
 * and tests. Whatever a browser was told of is skipped.
 */
export function createPushChannel(
  platform: Pick<Platform, "db" | "clock">,
  sendPush: SendPush,
): Deliver {
  const { db, clock } = platform;
  return async (content) => {
    const { userId } = content.to;
    if (content.kind === "digest")
      return { outcome: "skipped", detail: "digests are sent by e-mail" };
    if (content.kind !== "test") {
      const news = await untold(db, { userId, now: clock.now() });
      if (news.length === 0) return { outcome: "skipped", detail: "the browsers were told before" };
    }
    const targets = await loadPushTargets(db, { userIds: [userId] });
    if (targets.length === 0) return { outcome: "skipped", detail: "no browser is subscribed" };
    const payload = payloadOf(content);
    const outcomes = await Promise.all(
      targets.map((target) => sendTo(platform, { target, payload, sendPush })),
    );
    const best = bestFirst.flatMap(
      (name) => outcomes.find(({ outcome }) => outcome === name) ?? [],
    );
    return best[0] ?? { outcome: "failed", detail: "no browser took it" };
  };
}
