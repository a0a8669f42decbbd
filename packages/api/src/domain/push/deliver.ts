import type { PushPayload } from "@parley/contract/push";
import {
  conversations,
  notificationSettings,
  participants,
  pushedMessages,
  users,
} from "@parley/db/schema";
import { computed, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { Platform } from "../context.ts";
import { settingsColumns, settingsRow } from "../notifications/load-settings.ts";
import { isMuted, unreadMessages } from "../participants/visibility.ts";
import type { PushOutcome, SendPush } from "./send-push.ts";
import { delayPushTarget, loadPushTargets, removePushTarget } from "./subscriptions.ts";
import { wants } from "./sweep.ts";

type Target = Awaited<ReturnType<typeof loadPushTargets>>[number];

/** `isAsked` is false if the push service was not asked, since it takes nothing yet. */
type TargetOutcome = PushOutcome & { readonly isAsked?: false | undefined };

/** Sends a push message to one browser if its push service takes any now, and records the end or the delay it answers. */
export async function sendToTarget(
  { db, clock, sendPush }: Pick<Platform, "db" | "clock"> & { readonly sendPush: SendPush },
  target: Target,
  payload: PushPayload,
): Promise<TargetOutcome> {
  const now = clock.now().getTime();
  const wait = target.retryAt === null ? 0 : target.retryAt.getTime() - now;
  if (wait > 0)
    return {
      outcome: "retry",
      detail: "the push service takes nothing yet",
      retryAfterMs: wait,
      isAsked: false,
    };
  const result = await sendPush(target, payload);
  if (result.outcome === "gone") await removePushTarget(db, target.id);
  if (result.outcome === "retry" && result.retryAfterMs !== undefined)
    await delayPushTarget(db, target.id, new Date(now + result.retryAfterMs));
  return result;
}

/** The push service did not take it: the job is retried. */
class PushError extends Error {
  override readonly name = "PushError";
}

/** What a user was told of and has not read, as it is now. */
const toldAndUnread = statement({
  name: "push.told-and-unread",
  row: {
    kind: conversations.kind,
    mentioned: computed.boolean,
    ...settingsRow,
  },
  sql: ({
    userId,
    conversationId,
    now,
  }: {
    userId: string;
    conversationId: string | null;
    now: Date;
  }) => sql`
    select c.kind, unread.mentioned, ${settingsColumns("u", "s")}
    from ${pushedMessages} told
    join ${participants} p on p.user_id = told.user_id and p.conversation_id = told.conversation_id
      and p.read_seq < told.seq and not ${isMuted("p", now)}
    join ${conversations} c on c.id = p.conversation_id
    join ${users} u on u.id = p.user_id
    left join ${notificationSettings} s on s.user_id = u.id
    cross join lateral (
      select bool_or(m.mentions @> array[p.user_id]) as mentioned ${unreadMessages("p")} and m.seq <= told.seq
    ) unread
    where told.user_id = ${userId} and unread.mentioned is not null
      and ${conversationId === null ? sql`true` : sql`told.conversation_id = ${conversationId}`}`,
  examples: [
    { userId: "ada", conversationId: null, now: new Date(0) },
    { userId: "ada", conversationId: "0192d3c4-5e6f-7a8b-9c0d-1e2f3a4b5c6d", now: new Date(0) },
  ],
});

/**
 * Sends a push message to one browser, unless its subscription has ended or its user does not want to be told any more.
 * Throws if the push service did not take it.
 */
export async function deliverPush(
  platform: Platform,
  { subscriptionId, payload }: { subscriptionId: string; payload: PushPayload },
): Promise<void> {
  const { db, clock, sendPush, meter } = platform;
  if (sendPush === undefined) return;
  const [target] = await loadPushTargets(db, { id: subscriptionId });
  if (target === undefined) return;
  if (payload.kind === "unread") {
    const { conversationId } = payload;
    const { userId } = target;
    const unread = await toldAndUnread(db, { userId, conversationId, now: clock.now() });
    if (!unread.some((row) => wants(row, platform))) return;
  }
  const result = await sendToTarget({ db, clock, sendPush }, target, payload);
  if (result.isAsked !== false) meter.notificationDelivered("push", result.outcome);
  if (result.outcome === "retry" || result.outcome === "failed") throw new PushError(result.detail);
}
