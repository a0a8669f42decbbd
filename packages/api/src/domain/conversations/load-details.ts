import type { ConversationDetail, Member } from "@parley/contract/conversations";
import { limits } from "@parley/contract/limits";
import { conversations, groupMembers, participants, users } from "@parley/db/schema";
import {
  fragment,
  nullable,
  preparedStatement,
  type RowOf,
  type ValueOfInput,
} from "@parley/db/statement";
import { sql } from "drizzle-orm";
import { defaultPolicy, type Policy } from "../policy/policy.ts";
import type { Executor } from "@parley/db/database";
import {
  conversationRow,
  conversationRows,
  isListed,
  toConversation,
  viewersConversations,
} from "./conversation-row.ts";
import { lastLeftAt } from "../policy/facts.ts";
import { keptColumns, keptRow, toKept } from "../participants/kept-messages.ts";
import { type Participation, presentCount } from "../participants/visibility.ts";
import { personColumns, personRow, toPerson } from "../person.ts";
import { loadMembershipChanges } from "./load-membership-changes.ts";

const memberRow = {
  ...personRow,
  conversation_id: participants.conversationId,
  read_seq: nullable(participants.readSeq),
} as const;

const toMember = (row: RowOf<typeof memberRow>): Member => ({
  person: toPerson(row),
  readSeq: row.read_seq,
});

/**
 * Whether `p` was in the group when `mine` left it, by the group's history: the sequence numbers cannot tell, since
 * nothing may have been sent between joining and leaving, and a user who returns sees what was sent meanwhile. If both
 * happened in one moment, the sequence numbers decide.
 */
const wasThere = fragment`exists (
  select from ${conversations} c
  join ${groupMembers} gm on gm.group_id = c.group_id and gm.user_id = p.user_id
  cross join lateral (select ${lastLeftAt({ groupId: "c.group_id", userId: "mine.user_id" })} as at) going
  where c.id = p.conversation_id
    and (gm.joined_at < going.at or (gm.joined_at = going.at and gm.joined_after_seq < mine.left_seq))
    and (gm.left_at is null or gm.left_at >= going.at))`;

/**
 * Everyone present in some conversations; for a viewer who left, those who were present until then. The viewer's own
 * read position is exact; another's is the shared one, if both share it and are present and the conversation is small
 * enough for read marks.
 */
const memberRows = preparedStatement({
  name: "conversations.members",
  row: memberRow,
  template: (value: ValueOfInput<DetailsWanted>) => sql`
  select p.conversation_id, ${personColumns("u")},
    case
      when u.id = viewer.id then p.read_seq
      when u.shares_receipts and viewer.shares_receipts and mine.left_seq is null
        and size.members <= ${fragment`${limits.signalGroupMax}`} then p.shared_read_seq
    end as read_seq
  from ${participants} p
  join ${users} u on u.id = p.user_id
  join ${users} viewer on viewer.id = ${value(({ viewerId }) => viewerId)}
  join ${participants} mine on mine.conversation_id = p.conversation_id and mine.user_id = viewer.id
  cross join lateral (select ${presentCount("p.conversation_id")} as members) size
  where p.conversation_id = any(${value(({ ids }) => ids)}::uuid[]) and case
    when mine.left_seq is null then p.left_seq is null
    else p.user_id = mine.user_id or ${wasThere}
    end
  order by u.id`,
  examples: [{ viewerId: "ada", ids: [] }],
});

export interface DetailsWanted {
  readonly viewerId: string;
  readonly ids: readonly string[];
  /** Only those in the viewer's list. */
  readonly listed?: boolean | undefined;
}

interface Details extends DetailsWanted {
  readonly policy: Policy;
}

const more = keptColumns("page");

const detailRows = preparedStatement({
  name: "conversations.details",
  row: { ...conversationRow, ...keptRow },
  shapeOf: ({ policy: { blockNotice }, listed = false }: Details) => ({ blockNotice, listed }),
  template(value, policy) {
    const isWanted = (at: Participation) => sql`
      ${fragment`${at.conversation}.id`} = any(${value(({ ids }) => ids)}::uuid[]) and ${policy.listed ? isListed(at) : sql`true`}`;
    return conversationRows({
      isViewer: sql`viewer.id = ${value(({ viewerId }) => viewerId)}`,
      page: viewersConversations(isWanted),
      policy,
      more,
    });
  },
  examples: [
    { viewerId: "ada", policy: defaultPolicy, ids: [] },
    { viewerId: "ada", policy: defaultPolicy, ids: [], listed: true },
  ],
});

/** The given conversations of which the viewer is a participant, with their members, by id. */
export async function loadDetails(
  { db, policy }: { db: Executor; policy: Policy },
  wanted: DetailsWanted,
): Promise<Map<string, ConversationDetail>> {
  if (wanted.ids.length === 0) return new Map();
  const { viewerId } = wanted;
  const rows = await detailRows(db, { ...wanted, policy });
  const members = await memberRows(db, { viewerId, ids: rows.map((row) => row.conversation_id) });
  const byConversation = Map.groupBy(members, (row) => row.conversation_id);
  const groupIds = rows.filter((row) => row.group_id !== null).map((row) => row.conversation_id);
  const changes = await loadMembershipChanges(db, { viewerId, ids: groupIds });
  return new Map(
    rows.map((row) => [
      row.conversation_id,
      {
        ...toConversation(row),
        ...toKept(row),
        members: (byConversation.get(row.conversation_id) ?? []).map(toMember),
        membershipChanges: changes.get(row.conversation_id) ?? [],
      },
    ]),
  );
}
