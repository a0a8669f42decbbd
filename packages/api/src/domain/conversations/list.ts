import type { ConversationPage, listConversationsInput } from "@parley/contract/conversations";
import { sql } from "drizzle-orm";
import type * as z from "zod";
import type { Call } from "../context.ts";
import {
  conversationRows,
  isListed,
  toConversation,
  viewersConversations,
} from "./conversation-row.ts";
import { unreadCount } from "../participants/visibility.ts";

const filters = {
  all: sql`p.archived_at is null`,
  archived: sql`p.archived_at is not null`,
  unread: sql`p.archived_at is null and (p.marked_unread or ${unreadCount("p", 1)} > 0)`,
  pinned: sql`p.archived_at is null and p.pinned_at is not null`,
} as const;

/** A page of the caller's conversations, the most recently active first. */
export async function listConversations({
  ctx,
  input: { cursor, limit, filter },
}: Call<z.output<typeof listConversationsInput>>): Promise<ConversationPage> {
  const behind = cursor
    ? sql`where (mine.active_at, mine.id) < (${cursor.activeAt}::timestamptz, ${cursor.id}::uuid)`
    : sql``;
  const page = sql`${viewersConversations(ctx.actor.id, sql`${isListed} and ${filters[filter]}`)} ${behind}
    order by active_at desc, id desc limit ${limit + 1}`;
  const rows = await conversationRows(ctx.db, {
    viewerId: ctx.actor.id,
    policy: ctx.policy,
    page,
  });

  const conversations = rows.slice(0, limit).map(toConversation);
  const last = conversations.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { conversations, nextCursor: hasMore ? { activeAt: last.activeAt, id: last.id } : null };
}
