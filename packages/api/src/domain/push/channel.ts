import type { PushPayload } from "@parley/contract/push";
import { conversations, participants, pushedMessages, users } from "@parley/db/schema";
import { computed, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { Platform } from "../context.ts";
import type { Deliver, DeliveryOutcome, NotificationContent } from "../notifications/channels.ts";
import { isBehind, isMuted, unreadMessages } from "../participants/visibility.ts";
import { sendToTarget } from "./deliver.ts";
import type { PushOutcome, SendPush } from "./send-push.ts";
import { loadPushTargets } from "./subscriptions.ts";
import { remember } from "./sweep.ts";

/** Unread messages of which no browser was told: of one conversation, or of all if it is null. */
const untold = statement({
  name: "push.untold",
  row: { user_id: users.id, conversation_id: conversations.id, last_seq: computed.int },
  sql: ({
    userId,
    conversationId,
    now,
  }: {
    userId: string;
    conversationId: string | null;
    now: Date;
  }) => sql`
    select p.user_id, p.conversation_id, news.last_seq
    from ${participants} p
    join ${conversations} c on c.id = p.conversation_id and ${isBehind({ participant: "p", conversation: "c" })}
    left join ${pushedMessages} told on told.user_id = p.user_id and told.conversation_id = p.conversation_id
    cross join lateral (
      select max(m.seq) as last_seq ${unreadMessages("p")} and m.seq > coalesce(told.seq, 0)
    ) news
    where p.user_id = ${userId} and not ${isMuted("p", now)}
      and ${conversationId === null ? sql`true` : sql`p.conversation_id = ${conversationId}`} and news.last_seq is not null`,
  examples: [
    { userId: "ada", conversationId: null, now: new Date(0) },
    { userId: "ada", conversationId: "0192d3c4-5e6f-7a8b-9c0d-1e2f3a4b5c6d", now: new Date(0) },
  ],
});

/** What a notification is as a push message. */
function payloadOf({
  kind,
  news,
  isUrgent = false,
  conversations: shown,
  moreConversations,
}: NotificationContent): Exclude<PushPayload, { kind: "read" }> {
  if (kind === "test") return { kind: "test" };
  if (kind === "report") return { kind, isUrgent };
  const [only, ...others] = shown;
  if (kind === "reminder") return { kind, conversationId: only?.conversationId ?? null };
  if (news !== undefined)
    return { kind: "meeting", news, conversationId: only?.conversationId ?? null };
  const isOne = others.length === 0 && moreConversations === 0;
  return { kind: "unread", conversationId: isOne ? (only?.conversationId ?? null) : null };
}

const toDelivery = (result: PushOutcome): DeliveryOutcome =>
  result.outcome === "gone"
    ? { outcome: "skipped", detail: "the browser has ended its subscription" }
    : result;

const bestFirst = ["sent", "retry", "failed", "skipped"] as const;

/**
 * The channel of push messages, for what the sweep of push messages leaves out: the end of quiet hours, later reminders,
 * and tests. Whatever a browser was told of is skipped.
 */
export function createPushChannel(
  { db, clock }: Pick<Platform, "db" | "clock">,
  sendPush: SendPush,
): Deliver {
  return async (content) => {
    const { userId } = content.to;
    if (content.kind === "digest")
      return { outcome: "skipped", detail: "digests are sent by e-mail" };
    const payload = payloadOf(content);
    const news =
      payload.kind === "unread"
        ? await untold(db, { userId, conversationId: payload.conversationId, now: clock.now() })
        : [];
    if (payload.kind === "unread" && news.length === 0)
      return { outcome: "skipped", detail: "the browsers were told before" };
    const targets = await loadPushTargets(db, { userIds: [userId] });
    if (targets.length === 0) return { outcome: "skipped", detail: "no browser is subscribed" };
    const results = await Promise.all(
      targets.map((target) => sendToTarget({ db, clock, sendPush }, target, payload)),
    );
    const outcomes = results.map(toDelivery);
    const [best] = bestFirst.flatMap(
      (name) => outcomes.find(({ outcome }) => outcome === name) ?? [],
    );
    if (best?.outcome === "sent") await remember(db, news);
    return best ?? { outcome: "failed", detail: "no browser took it" };
  };
}
