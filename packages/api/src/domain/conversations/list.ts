import type { ConversationPage, listConversationsInput } from "@parley/contract/conversations";
import {
  type Fragment,
  fragment,
  preparedStatement,
  type ValueOfInput,
} from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type * as z from "zod";
import type { SessionCall, UserSession } from "../context.ts";
import { isAcceptedBy, readInSession } from "../policy/accepted-session.ts";
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

interface Shape extends Pick<Input, "filter"> {
  readonly isFirst: boolean;
  readonly blockNotice: Policy["blockNotice"];
}

const shapeOf = ({ filter, cursor, policy: { blockNotice } }: ListPage): Shape => ({
  filter,
  isFirst: !cursor,
  blockNotice,
});

function pageOf(value: ValueOfInput<ListPage>, { filter, isFirst }: Shape) {
  const isWanted = (at: Participation) => fragment`${isListed(at)} and ${filters[filter](at)}`;
  const behind = isFirst
    ? sql``
    : sql`where (mine.active_at, mine.id)
        < (${value(({ cursor }) => cursor?.activeAt)}::timestamptz, ${value(({ cursor }) => cursor?.id)}::uuid)`;
  return sql`
    select mine.* from (${viewersConversations(isWanted)}) mine
    ${behind}
    order by mine.active_at desc, mine.id desc limit ${value(({ limit }) => limit + 1)}`;
}

const example = {
  session: { userId: "ada", issuedAt: new Date(0) },
  policy: defaultPolicy,
  limit: 1,
} as const;

const listRows = preparedStatement({
  name: "conversations.list",
  row: conversationRow,
  shapeOf,
  template: (value, shape) =>
    conversationRows({
      isViewer: isAcceptedBy("viewer", value, ({ session }) => session),
      policy: shape,
      page: pageOf(value, shape),
    }),
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
