import type { Conversation, Counterpart, UnwritableReason } from "@parley/contract/conversations";
import { limits } from "@parley/contract/limits";
import type { Role } from "@parley/contract/people";
import { type SQL, sql } from "drizzle-orm";
import { type MessageRow, messageColumns, toMessage } from "../messages/message-row.ts";
import { type Moment, toOptionalTime, toTime } from "../moment.ts";
import type { Policy } from "../policy/policy.ts";
import { toWritable, unwritableReason, unwritableSince } from "../policy/writable.ts";
import {
  firstVisibleSeq,
  lastVisibleSeq,
  unreadCount,
  unreadMentions,
  otherUser,
} from "../participants/visibility.ts";

export interface ConversationRow extends Record<string, unknown> {
  id: string;
  state: "open" | "readonly";
  last_seq: number;
  active_at: Moment;
  read_seq: number;
  unread: number;
  mention_seqs: number[];
  unwritable: UnwritableReason | null;
  unwritable_since: Moment | null;
  marked_unread: boolean;
  muted_until: Moment | null;
  pinned_at: Moment | null;
  archived_at: Moment | null;
  group_id: string | null;
  group_name: string | null;
  other_id: string | null;
  other_name: string | null;
  other_role: Role | null;
  other_avatar_url: string | null;
  last: MessageRow | null;
}

/** When a participant's row of the list was last active: the last message that they may see, or the opening. */
const activeAt = sql`case
  when p.left_seq is null and c.last_seq >= ${firstVisibleSeq} then c.last_message_at
  else coalesce(
    (select m.created_at from messages m
     where m.conversation_id = c.id and m.seq between ${firstVisibleSeq} and ${lastVisibleSeq}
     order by m.seq desc limit 1),
    p.opened_at, c.created_at)
  end`;

/** A conversation is listed if it has a message that the viewer may see, or if they opened it. */
export const isListed = sql`(
  p.opened_at is not null or least(c.last_seq, ${lastVisibleSeq}) >= ${firstVisibleSeq})`;

/** (id, active_at) of the viewer's conversations that match. */
export const viewersConversations = (viewerId: string, where: SQL): SQL => sql`
  select * from (
    select c.id, ${activeAt} as active_at
    from participants p join conversations c on c.id = p.conversation_id
    where p.user_id = ${viewerId} and ${where}) mine`;

const aliases = { participant: "p", conversation: "c", caller: "viewer", other: "o" } as const;
const since = sql.raw(unwritableSince("told.reason", aliases));

/** The owner of the list, and the policy that decides what they may see. */
export interface Viewer {
  readonly viewerId: string;
  readonly policy: Policy;
}

/** Rows of a viewer's list for a set of (id, active_at), in the order of the list. */
export const conversationRows = ({ viewerId, policy }: Viewer, page: SQL): SQL => sql`
  select c.id, page.active_at, p.read_seq, told.reason as unwritable, ${since} as unwritable_since,
    case when p.left_seq is null then c.state else 'readonly' end as state,
    least(c.last_seq, ${lastVisibleSeq}) as last_seq,
    g.id as group_id, g.name as group_name,
    o.id as other_id, o.name as other_name, o.role as other_role, o.avatar_url as other_avatar_url,
    ${unreadCount(limits.unreadMax)} as unread, ${unreadMentions(limits.unreadMax)} as mention_seqs,
    p.marked_unread, p.muted_until, p.pinned_at, p.archived_at,
    (select to_jsonb(newest) from (
       select ${sql.raw(messageColumns)} from messages m
       where m.conversation_id = c.id and m.seq between ${firstVisibleSeq} and ${lastVisibleSeq}
       order by m.seq desc limit 1) newest) as last
  from (${page}) page
  join conversations c on c.id = page.id
  join participants p on p.conversation_id = c.id and p.user_id = ${viewerId}
  join users viewer on viewer.id = p.user_id
  left join groups g on g.id = c.group_id
  left join users o on o.id = ${sql.raw(otherUser({ conversation: "c", user: "p.user_id" }))}
  cross join lateral (select ${sql.raw(unwritableReason(aliases, policy))} as reason offset 0) told
  order by page.active_at desc, c.id desc`;

function counterpart(row: ConversationRow): Counterpart {
  if (row.group_id !== null && row.group_name !== null) {
    return { kind: "group", groupId: row.group_id, name: row.group_name };
  }
  if (row.other_id !== null && row.other_name !== null && row.other_role !== null) {
    const { other_id: id, other_name: name, other_role: role, other_avatar_url: avatarUrl } = row;
    return { kind: "direct", person: { id, name, role, avatarUrl } };
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
