import type { Conversation, Counterpart, UnwritableReason } from "@parley/contract/conversations";
import { limits } from "@parley/contract/limits";
import { conversations, groups, messages, participants, users } from "@parley/db/schema";
import {
  computed,
  type Fragment,
  fragment,
  nullable,
  outerJoined,
  type RowOf,
} from "@parley/db/statement";
import { type SQL, sql } from "drizzle-orm";
import { toPerson } from "../person.ts";
import { type MessageRow, messagePart, partRow, toMessage } from "../messages/message-row.ts";
import { toOptionalTime, toTime } from "../moment.ts";
import type { Policy } from "../policy/policy.ts";
import { toWritable, unwritableSince, writableOf } from "../policy/writable.ts";
import {
  firstVisibleSeq,
  isVisible,
  newestVisibleSeq,
  otherUser,
  type Participation,
  unreadOf,
} from "../participants/visibility.ts";

/** The columns of a conversation as its viewer sees it. */
export const conversationRow = {
  conversation_id: conversations.id,
  state: conversations.state,
  last_seq: conversations.lastSeq,
  active_at: computed.moment,
  read_seq: participants.readSeq,
  unread: computed.int,
  mention_seqs: nullable(computed.ints),
  unwritable: nullable(computed.text<UnwritableReason>()),
  unwritable_since: nullable(computed.moment),
  marked_unread: participants.markedUnread,
  muted_until: participants.mutedUntil,
  pinned_at: participants.pinnedAt,
  archived_at: participants.archivedAt,
  group_id: nullable(groups.id),
  group_name: nullable(groups.name),
  other_id: nullable(users.id),
  other_name: nullable(users.name),
  other_role: nullable(users.role),
  other_avatar_url: users.avatarUrl,
  other_kind: nullable(users.kind),
  /** The last message that the viewer may see. */
  ...outerJoined(partRow),
} as const;

type ConversationRow = RowOf<typeof conversationRow>;

const listed = { participant: "p", conversation: "c" } as const;
/** A row of `page` has the columns of both tables, whose names differ. */
const paged = { participant: "page", conversation: "page" } as const;
const aliases = { ...paged, caller: "viewer", other: "o" } as const;

/** When a participant's row of the list was last active: the last message that they may see, or the opening. */
const activeAt = fragment`case
  when p.left_seq is null and c.last_seq >= ${firstVisibleSeq("p")} then c.last_message_at
  else coalesce((
    select m.created_at from ${messages} m
    where m.conversation_id = c.id and ${isVisible({ participant: "p", seq: "m.seq" })}
    order by m.seq desc limit 1), p.opened_at, c.created_at)
  end`;

/** A conversation is listed if it has a message that the viewer may see, or if they opened it. */
export const isListed = (at: Participation): Fragment => fragment`(
  ${at.participant}.opened_at is not null or ${newestVisibleSeq(at)} >= ${firstVisibleSeq(at.participant)})`;

/** The conversations of the row `viewer` that match, each with their row of `participants` and `active_at`. */
export const viewersConversations = (where: (at: Participation) => SQL): SQL => sql`
    select p.*, c.*, ${activeAt} as active_at
    from ${participants} p join ${conversations} c on c.id = p.conversation_id
    where p.user_id = viewer.id and ${where(listed)}`;

const columns = fragment`page.id as conversation_id, page.active_at, page.read_seq, told.reason as unwritable,
    ${unwritableSince(aliases)} as unwritable_since,
    case when page.left_seq is null then page.state else 'readonly' end as state,
    ${newestVisibleSeq(paged)} as last_seq,
    g.id as group_id, g.name as group_name,
    o.id as other_id, o.name as other_name, o.role as other_role, o.avatar_url as other_avatar_url, o.kind as other_kind,
    unread.count as unread, unread.mentions as mention_seqs,
    page.marked_unread, page.muted_until, page.pinned_at, page.archived_at,
    ${messagePart("m")}`;

const other = otherUser({ conversation: "page", user: "page.user_id" });

/** The viewer's conversations, as `viewersConversations` selects them, and the policy that decides what they may see of each. */
export interface Page {
  /** A condition on the row `viewer`. */
  readonly isViewer: SQL;
  readonly policy: Pick<Policy, "blockNotice">;
  readonly page: SQL;
  /** Further columns of the row `page`. */
  readonly more?: Fragment | undefined;
}

/** The SQL of `conversationRow`, in the order of the list. */
export const conversationRows = ({ isViewer, policy, page, more }: Page): SQL => sql`
  select ${columns}${more === undefined ? fragment`` : fragment`, ${more}`}
  from ${users} viewer
  -- Depends on the viewer, who would otherwise be looked up for each row.
  cross join lateral (${page}) page
  -- One lookup per row: the planner would read the whole of a small table, also after it has grown.
  left join lateral (select * from ${users} x where x.id = ${other} offset 0) o on true
  left join lateral (
    select * from ${messages} x where x.conversation_id = page.id
      and x.seq = ${newestVisibleSeq(paged)} and ${isVisible({ participant: "page", seq: "x.seq" })} offset 0) m on true
  ${writableOf(aliases, policy)}
  cross join lateral ${unreadOf(paged, limits.unreadMax)}
  where ${isViewer}
  order by page.active_at desc, page.id desc`;

function counterpart(row: ConversationRow): Counterpart {
  if (row.group_id !== null && row.group_name !== null) {
    return { kind: "group", groupId: row.group_id, name: row.group_name };
  }
  const { other_id: id, other_name: name, other_role: role, other_kind: kind } = row;
  if (id !== null && name !== null && role !== null && kind !== null) {
    const person = toPerson({ id, name, role, avatarUrl: row.other_avatar_url, kind });
    return { kind: "direct", person };
  }
  throw new Error("a conversation is with a person or a group");
}

export const toConversation = (row: ConversationRow): Conversation => ({
  id: row.conversation_id,
  with: counterpart(row),
  state: row.state,
  writable: toWritable(row.unwritable, row.unwritable_since),
  lastSeq: row.last_seq,
  // The columns of a message are null together.
  lastMessage: row.seq === null ? null : toMessage(row as MessageRow),
  activeAt: toTime(row.active_at),
  readSeq: row.read_seq,
  unread: row.unread,
  mentionSeqs: row.mention_seqs?.toReversed() ?? [],
  markedUnread: row.marked_unread,
  mutedUntil: toOptionalTime(row.muted_until),
  pinned: row.pinned_at !== null,
  archived: row.archived_at !== null,
});
