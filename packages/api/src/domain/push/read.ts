import { sentText } from "@parley/contract/file-words";
import { plainTextOf } from "@parley/contract/formatting";
import type { Pushed, ReadPushInput } from "@parley/contract/push";
import type { Call, Platform } from "../context.ts";
import { DomainError } from "../errors.ts";
import { unreadConversations } from "../notifications/unread.ts";
import { hashOfSecret } from "./subscribe.ts";
import { ownerOfSecret } from "./subscriptions.ts";

/** Of a conversation. The rest is counted. */
const MESSAGES_MAX = 3;
const CONVERSATIONS_MAX = 5;

/**
 * What a browser shows of a push message: what is unread now, as far as its user's settings allow. The secret of the
 * subscription is the only credential: a service worker has no session.
 */
export async function readPush({
  ctx: { db, clock, notifications },
  input: { secret, conversationId },
}: Call<ReadPushInput, Platform>): Promise<Pushed> {
  const { policy } = notifications;
  const owner = await ownerOfSecret(db, { secretHash: hashOfSecret(secret), policy });
  if (owner === undefined) throw new DomainError("not_signed_in");
  const { userId, settings } = owner;
  const { content, language } = settings;
  const parts = conversationId === null ? null : [{ conversationId, firstSeq: 1, lastSeq: 1 }];
  const rows = await unreadConversations(db, {
    userId,
    parts,
    now: clock.now(),
    quoted: MESSAGES_MAX,
    ofNewest: true,
  });
  const unread = rows.filter(({ muted }) => !muted);
  return {
    userId,
    language: language ?? "en",
    unreadTotal: unread.reduce((total, row) => total + row.unread, 0),
    conversations: unread.slice(0, CONVERSATIONS_MAX).map((row) => ({
      conversationId: row.conversation_id,
      kind: row.kind,
      title: content === "none" ? null : row.title,
      unread: row.unread,
      messages:
        content === "full"
          ? row.messages.map((message) => ({
              sender: message.sender,
              text: sentText(message, language ?? "en", plainTextOf),
            }))
          : [],
    })),
    moreConversations: Math.max(0, unread.length - CONVERSATIONS_MAX),
  };
}
