import type { UnwritableReason, Writable } from "@parley/contract/conversations";
import { blocks, groups } from "@parley/db/schema";
import { type Fragment, fragment } from "@parley/db/statement";
import { type Moment, toOptionalTime } from "../moment.ts";
import { allowsTogether } from "./decide-sql.ts";
import { lastLeftAt, ownBlock } from "./facts.ts";
import type { Policy } from "./policy.ts";

/** The aliases of a statement: the caller's `participants` row, the conversation, and the two rows of `users`. */
interface Aliases {
  readonly participant: string;
  readonly conversation: string;
  readonly caller: string;
  /** The other user of a direct conversation. */
  readonly other: string;
}

/**
 * Why a send is refused, as branches of an SQL `case`: the reason of the error, or no branch applies and the caller may
 * write. Sends, edits and reactions are refused only by these branches.
 */
export const refusalBranches = ({
  participant,
  conversation,
  caller,
  other,
}: Aliases): Fragment => fragment`
  when ${participant}.left_seq is not null or ${conversation}.state <> 'open' or ${other}.kind = 'SYSTEM'
    then 'conversation_readonly'
  when ${conversation}.kind = 'direct' and not (${allowsTogether("send", { from: caller, to: other })})
    then 'contact_unavailable'`;

/** Whether the caller blocks the other user, by the row `own` of `writableOf`. */
const blocksOther = fragment`own.blocker_id is not null`;

/**
 * Why the caller cannot write, as far as they may know: the same decision as `refusalBranches`, by the same table, with
 * two differences. The caller's own block is named first, and a block by the other user is omitted unless the policy
 * reveals blocks at once (POL-7, BLK-1). Null if the caller can write.
 */
const unwritableReason = (
  { participant, conversation, caller, other }: Aliases,
  { blockNotice }: Pick<Policy, "blockNotice">,
): Fragment => {
  const sides = { from: caller, to: other };
  const isTold = fragment`not (${allowsTogether("send", sides, { blocked: blocksOther })})`;
  const isUnavailable =
    blockNotice === "immediate" ? ownBlock({ from: other, to: caller }) : "false";
  return fragment`case
    when ${participant}.left_seq is not null then 'left'
    when ${conversation}.kind = 'group' then case when ${conversation}.state <> 'open' then 'archived' end
    when ${other}.kind = 'SYSTEM' then 'no_replies'
    when ${blocksOther} and ${isTold} then 'blocked'
    when ${conversation}.state <> 'open' then case when ${isUnavailable} then 'unavailable' else 'unconnected' end
    when ${isTold} then 'unavailable'
  end`;
};

/**
 * Joins `told`, with the `reason` why the caller cannot write, for `unwritableSince`, and what it depends on: `own`, the
 * caller's block of the other user, and `g`, the group. They are joined, since the start of each subquery of a plan costs
 * as much as a row of the list.
 */
export const writableOf = (
  aliases: Aliases,
  policy: Pick<Policy, "blockNotice">,
): Fragment => fragment`
  left join lateral (select * from ${groups} x where x.id = ${aliases.conversation}.group_id offset 0) g on true
  left join ${blocks} own on own.blocker_id = ${aliases.caller}.id and own.blocked_id = ${aliases.other}.id
  cross join lateral (select ${unwritableReason(aliases, policy)} as reason offset 0) told`;

/** Since when the caller cannot write, for the reasons that have a date. */
export const unwritableSince = ({
  conversation,
  caller,
}: Pick<Aliases, "conversation" | "caller">): Fragment => fragment`case told.reason
    when 'left' then ${lastLeftAt({ groupId: `${conversation}.group_id`, userId: `${caller}.id` })}
    when 'archived' then g.archived_at
    when 'blocked' then own.created_at
  end`;

/** Converts the results of the two expressions above to the contract's form. */
export const toWritable = (reason: UnwritableReason | null, since: Moment | null): Writable =>
  reason === null ? { ok: true } : { ok: false, reason, since: toOptionalTime(since) };
