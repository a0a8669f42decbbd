import type { ConversationPage, listConversationsInput } from "@parley/contract/conversations";
import { type Fragment, fragment, preparedStatement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type * as z from "zod";
import type { SessionCall, UserSession } from "../context.ts";
import { acceptsSession, readInSession } from "../policy/accepted-session.ts";
import {
  conversationRow,
  conversationRows,
  isListed,
  toConversation,
  viewersConversations,
} from "./conversation-row.ts";
import { type Participation, unreadCount } from "../participants/visibility.ts";
import { defaultPolicy, type Policy } from "../policy/policy.ts";

type Input = z.output<typeof listConversationsInput>;

const isUnarchived = ({ participant: p }: Participation) => fragment`${p}.archived_at is null`;

const filters = {
  all: isUnarchived,
  archived: ({ participant: p }) => fragment`${p}.archived_at is not null`,
  unread: (at) =>
    fragment`${isUnarchived(at)} and (${at.participant}.marked_unread or ${unreadCount(at, 1)} > 0)`,
  pinned: (at) => fragment`${isUnarchived(at)} and ${at.participant}.pinned_at is not null`,
} as const satisfies Record<Input["filter"], (at: Participation) => Fragment>;

interface ListPage extends Input {
  readonly session: Pick<UserSession, "userId" | "issuedAt">;
  readonly policy: Policy;
}

const pageOf = ({ session, cursor, limit, filter }: ListPage) => {
  const isWanted = (at: Participation) => fragment`${isListed(at)} and ${filters[filter](at)}`;
  const behind = cursor
    ? sql`and (mine.active_at, mine.id) < (${cursor.activeAt}::timestamptz, ${cursor.id}::uuid)`
    : sql``;
  return sql`
    select mine.id, mine.active_at from (${viewersConversations(session.userId, isWanted)}) mine
    where ${acceptsSession(session)} ${behind}
    order by mine.active_at desc, mine.id desc limit ${limit + 1}`;
};

const example = {
  session: { userId: "ada", issuedAt: new Date(0) },
  policy: defaultPolicy,
  limit: 1,
} as const;

const listRows = preparedStatement({
  name: "conversations.list",
  row: conversationRow,
  sql: (page: ListPage) =>
    conversationRows({ viewerId: page.session.userId, policy: page.policy, page: pageOf(page) }),
  examples: [
    { ...example, filter: "all", cursor: { activeAt: "2026-03-01T10:00:00.000Z", id: "" } },
    { ...example, filter: "archived" },
    { ...example, filter: "unread" },
    { ...example, filter: "pinned", policy: { ...defaultPolicy, blockNotice: "immediate" } },
  ],
});

/** A page of the caller's conversations, the most recently active first. */
export async function listConversations({
  ctx,
  input,
}: SessionCall<Input>): Promise<ConversationPage> {
  const { limit } = input;
  const { db, session, policy } = ctx;
  const rows = await readInSession(ctx, () => listRows(db, { ...input, session, policy }));
  const conversations = rows.slice(0, limit).map(toConversation);
  const last = conversations.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { conversations, nextCursor: hasMore ? { activeAt: last.activeAt, id: last.id } : null };
}
