import type { MembershipChange } from "@parley/contract/conversations";
import { limits } from "@parley/contract/limits";
import type { Executor } from "@parley/db/database";
import { conversations, groupMembers, participants, users } from "@parley/db/schema";
import {
  computed,
  fragment,
  preparedStatement,
  type RowOf,
  type ValueOfInput,
} from "@parley/db/statement";
import { sql } from "drizzle-orm";
import { toTime } from "../moment.ts";
import { personColumns, personRow, toPerson } from "../person.ts";
import { lastLeftAt } from "../policy/facts.ts";
import { firstVisibleSeq } from "../participants/visibility.ts";

const changeRow = {
  ...personRow,
  conversation_id: conversations.id,
  type: computed.text<MembershipChange["type"]>(),
  after_seq: groupMembers.joinedAfterSeq,
  at: groupMembers.joinedAt,
} as const;

const toChange = (row: RowOf<typeof changeRow>): MembershipChange => ({
  type: row.type,
  person: toPerson(row),
  afterSeq: row.after_seq,
  at: toTime(row.at),
});

interface Viewed {
  readonly viewerId: string;
  readonly ids: readonly string[];
}

/**
 * The newest membership changes of each group conversation, newest first: since the viewer joined, and for a former
 * member, until they left. Sequence numbers alone cannot bound the latter, since others may leave after the same
 * message.
 */
const changeRows = preparedStatement({
  name: "conversations.membership-changes",
  row: changeRow,
  template: (value: ValueOfInput<Viewed>) => sql`
  select c.id as conversation_id, change.type, change.after_seq, change.at, ${personColumns("u")}
  from ${participants} p
  join ${conversations} c on c.id = p.conversation_id
  cross join lateral (
    select type, user_id, after_seq, at from (
      select 'joined' as type, user_id, joined_after_seq as after_seq, joined_at as at
      from ${groupMembers} where group_id = c.group_id
      union all
      select 'left', user_id, left_after_seq, left_at
      from ${groupMembers} where group_id = c.group_id and left_at is not null) gm
    where after_seq >= greatest(${firstVisibleSeq("p")} - 1, 1)
      and (p.left_seq is null or after_seq <= p.left_seq and at <= ${lastLeftAt({ groupId: "c.group_id", userId: "p.user_id" })})
    order by at desc, type collate "C", user_id desc
    limit ${fragment`${limits.membershipChangesMax}`}) change
  join ${users} u on u.id = change.user_id
  where p.user_id = ${value(({ viewerId }) => viewerId)} and p.conversation_id = any(${value(({ ids }) => ids)}::uuid[])
  order by change.at desc, change.type collate "C", u.id desc`,
  examples: [{ viewerId: "ada", ids: [] }],
});

/** Who joined and left some group conversations, as far as the viewer may see, oldest first. */
export async function loadMembershipChanges(
  db: Executor,
  viewed: Viewed,
): Promise<Map<string, MembershipChange[]>> {
  if (viewed.ids.length === 0) return new Map();
  const rows = await changeRows(db, viewed);
  const byConversation = Map.groupBy(rows.toReversed(), (row) => row.conversation_id);
  return new Map([...byConversation].map(([id, changes]) => [id, changes.map(toChange)]));
}
