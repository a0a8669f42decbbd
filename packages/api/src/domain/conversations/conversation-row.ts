import type { Conversation, Counterpart, UnwritableReason } from "@parley/contract/conversations";
import { limits } from "@parley/contract/limits";
import { conversations, groups, messages, participants, users } from "@parley/db/schema";
import { computed, type Fragment, fragment, nullable, type RowOf } from "@parley/db/statement";
import { type SQL, sql } from "drizzle-orm";
import { toPerson } from "../person.ts";
import { type MessageRow, messageColumns, toMessage } from "../messages/message-row.ts";
import { toOptionalTime, toTime } from "../moment.ts";
import type { Policy } from "../policy/policy.ts";
import { toWritable, unwritableReason, unwritableSince } from "../policy/writable.ts";
import {
  firstVisibleSeq,
  isVisible,
  newestVisibleSeq,
  otherUser,
  type Participation,
  unreadCount,
  unreadMentions,
} from "../participants/visibility.ts";

/** The columns of a conversation as its viewer sees it. */
export const conversationRow = {
  id: conversations.id,
  state: conversations.state,
  last_seq: conversations.lastSeq,
  active_at: computed.moment,
  read_seq: participants.readSeq,
  unread: computed.int,
  mention_seqs: computed.ints,
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
  last: nullable(computed.json<MessageRow>()),
} as const;

type ConversationRow = RowOf<typeof conversationRow>;

/** The aliases of every statement here. */
const listed = { participant: "p", conversation: "c" } as const;
const aliases = { ...listed, caller: "viewer", other: "o" } as const;

/** The last message that the participant may see. */
const newest = (columns: Fragment) => fragment`(
  select ${columns} from ${messages} m
  where m.conversation_id = c.id and ${isVisible({ participant: "p", seq: "m.seq" })}
  order by m.seq desc limit 1)`;

/** When a participant's row of the list was last active: the last message that they may see, or the opening. */
const activeAt = fragment`case
  when p.left_seq is null and c.last_seq >= ${firstVisibleSeq("p")} then c.last_message_at
  else coalesce(${newest(fragment`m.created_at`)}, p.opened_at, c.created_at)
  end`;

/** A conversation is listed if it has a message that the viewer may see, or if they opened it. */
export const isListed = (at: Participation): Fragment => fragment`(
  ${at.participant}.opened_at is not null or ${newestVisibleSeq(at)} >= ${firstVisibleSeq(at.participant)})`;

/** (id, active_at) of the viewer's conversations that match. */
export const viewersConversations = (
  viewerId: string,
  where: (at: Participation) => SQL,
): SQL => sql`
    select c.id, ${activeAt} as active_at
    from ${participants} p join ${conversations} c on c.id = p.conversation_id
    where p.user_id = ${viewerId} and ${where(listed)}`;

const columns = fragment`c.id, page.active_at, p.read_seq, told.reason as unwritable,
    ${unwritableSince("told.reason", aliases)} as unwritable_since,
    case when p.left_seq is null then c.state else 'readonly' end as state,
    ${newestVisibleSeq(listed)} as last_seq,
    g.id as group_id, g.name as group_name,
    o.id as other_id, o.name as other_name, o.role as other_role, o.avatar_url as other_avatar_url, o.kind as other_kind,
    ${unreadCount(listed, limits.unreadMax)} as unread, ${unreadMentions(listed, limits.unreadMax)} as mention_seqs,
    p.marked_unread, p.muted_until, p.pinned_at, p.archived_at,
    (select row_to_json(newest) from ${newest(messageColumns("m"))} newest) as last`;

const other = otherUser({ conversation: "c", user: "p.user_id" });

/** A set of (id, active_at) of the viewer's conversations, and the policy that decides what they may see of each. */
export interface Page {
  readonly viewerId: string;
  readonly policy: Policy;
  readonly page: SQL;
}

/** The SQL of `conversationRow`, in the order of the list. */
export const conversationRows = ({ viewerId, policy, page }: Page): SQL => sql`
  select ${columns}
  from (${page}) page
  join ${conversations} c on c.id = page.id
  join ${participants} p on p.conversation_id = c.id and p.user_id = ${viewerId}
  join ${users} viewer on viewer.id = p.user_id
  left join ${groups} g on g.id = c.group_id
  left join ${users} o on o.id = ${other}
  cross join lateral (select ${unwritableReason(aliases, policy)} as reason offset 0) told
  order by page.active_at desc, c.id desc`;

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
  id: row.id,
  with: counterpart(row),
  state: row.state,
  writable: toWritable(row.unwritable, row.unwritable_since),
  lastSeq: row.last_seq,
  lastMessage: row.last === null ? null : toMessage(row.last),
  activeAt: toTime(row.active_at),
  readSeq: row.read_seq,
  unread: row.unread,
  mentionSeqs: row.mention_seqs,
  markedUnread: row.marked_unread,
  mutedUntil: toOptionalTime(row.muted_until),
  pinned: row.pinned_at !== null,
  archived: row.archived_at !== null,
});
