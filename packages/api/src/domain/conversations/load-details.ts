import type { ConversationDetail, Member } from "@parley/contract/conversations";
import { limits } from "@parley/contract/limits";
import type { Role } from "@parley/contract/people";
import { sql } from "drizzle-orm";
import type { Policy } from "../policy/policy.ts";
import type { Executor } from "@parley/db/database";
import {
  type ConversationRow,
  conversationRows,
  isListed,
  toConversation,
  viewersConversations,
} from "./conversation-row.ts";
import { loadMembershipChanges } from "./load-membership-changes.ts";

interface MemberRow extends Record<string, unknown> {
  conversation_id: string;
  id: string;
  name: string;
  role: Role;
  avatar_url: string | null;
  read_seq: number | null;
}

const toMember = (row: MemberRow): Member => ({
  person: { id: row.id, name: row.name, role: row.role, avatarUrl: row.avatar_url },
  readSeq: row.read_seq,
});

/**
 * Whether `p` was in the group when `mine` left it, by the group's history: the sequence numbers cannot tell, since
 * nothing may have been sent between joining and leaving, and a user who returns sees what was sent meanwhile. If both
 * happened in one moment, the sequence numbers decide.
 */
const wasThere = sql`exists (
  select from conversations c
  join group_members gm on gm.group_id = c.group_id and gm.user_id = p.user_id
  cross join lateral (select max(left_at) as at from group_members
    where group_id = c.group_id and user_id = mine.user_id) going
  where c.id = p.conversation_id
    and (gm.joined_at < going.at or (gm.joined_at = going.at and gm.joined_after_seq < mine.left_seq))
    and (gm.left_at is null or gm.left_at >= going.at))`;

/**
 * Everyone present in some conversations; for a viewer who left, those who were present until then. The viewer's own
 * read position is exact; another's is the shared one, if both share it and are present and the conversation is small
 * enough for read marks.
 */
const memberRows = (viewerId: string, ids: readonly string[]) => sql`
  select p.conversation_id, u.id, u.name, u.role, u.avatar_url,
    case
      when u.id = ${viewerId} then p.read_seq
      when u.shares_receipts and viewer.shares_receipts and mine.left_seq is null
        and size.members <= ${limits.signalGroupMax} then p.shared_read_seq
    end as read_seq
  from participants p
  join users u on u.id = p.user_id
  join users viewer on viewer.id = ${viewerId}
  join participants mine on mine.conversation_id = p.conversation_id and mine.user_id = viewer.id
  cross join lateral (select count(*) as members from participants x
    where x.conversation_id = p.conversation_id and x.left_seq is null) size
  where p.conversation_id = any(${sql.param(ids)}::uuid[]) and case
    when mine.left_seq is null then p.left_seq is null
    else p.user_id = mine.user_id or ${wasThere}
    end
  order by u.id`;

export interface DetailsWanted {
  readonly viewerId: string;
  readonly ids: readonly string[];
  /** Only those in the viewer's list. */
  readonly listed?: boolean | undefined;
}

/** The given conversations of which the viewer is a participant, with their members, by id. */
export async function loadDetails(
  { db, policy }: { db: Executor; policy: Policy },
  { viewerId, ids, listed = false }: DetailsWanted,
): Promise<Map<string, ConversationDetail>> {
  if (ids.length === 0) return new Map();
  const wanted = sql`c.id = any(${sql.param(ids)}::uuid[]) and ${listed ? isListed : sql`true`}`;
  const theirs = viewersConversations(viewerId, wanted);
  const { rows } = await db.execute<ConversationRow>(
    conversationRows({ viewerId, policy }, theirs),
  );
  const { rows: members } = await db.execute<MemberRow>(
    memberRows(
      viewerId,
      rows.map((row) => row.id),
    ),
  );
  const byConversation = Map.groupBy(members, (row) => row.conversation_id);
  const groupIds = rows.filter((row) => row.group_id !== null).map((row) => row.id);
  const changes = await loadMembershipChanges(db, { viewerId, ids: groupIds });
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...toConversation(row),
        members: (byConversation.get(row.id) ?? []).map(toMember),
        membershipChanges: changes.get(row.id) ?? [],
      },
    ]),
  );
}
