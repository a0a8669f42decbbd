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

/**
 * Why the caller cannot write, as far as they may know: the same decision as `refusalBranches`, by the same table, with
 * two differences. The caller's own block is named first, and a block by the other user is omitted unless the policy
 * reveals blocks at once (POL-7, BLK-1). Null if the caller can write.
 */
export const unwritableReason = (aliases: Aliases, { blockNotice }: Policy): Fragment => {
  const { participant, conversation, caller, other } = aliases;
  const sides = { from: caller, to: other };
  const isTold = fragment`not (${allowsTogether("send", sides, { hidingBlockOfOther: true })})`;
  const isUnavailable =
    blockNotice === "immediate" ? ownBlock({ from: other, to: caller }) : "false";
  return fragment`case
    when ${participant}.left_seq is not null then 'left'
    when ${conversation}.kind = 'group' then case when ${conversation}.state <> 'open' then 'archived' end
    when ${other}.kind = 'SYSTEM' then 'no_replies'
    when ${ownBlock(sides)} and ${isTold} then 'blocked'
    when ${conversation}.state <> 'open' then case when ${isUnavailable} then 'unavailable' else 'unconnected' end
    when ${isTold} then 'unavailable'
  end`;
};

/** Since when the caller cannot write, for the reasons of `unwritableReason` that have a date. */
export const unwritableSince = (reason: string, aliases: Aliases): Fragment => {
  const { conversation, caller, other } = aliases;
  return fragment`case ${reason}
    when 'left' then ${lastLeftAt({ groupId: `${conversation}.group_id`, userId: `${caller}.id` })}
    when 'archived' then (select x.archived_at from ${groups} x where x.id = ${conversation}.group_id)
    when 'blocked' then (select b.created_at from ${blocks} b
      where b.blocker_id = ${caller}.id and b.blocked_id = ${other}.id)
  end`;
};

/** Converts the results of the two expressions above to the contract's form. */
export const toWritable = (reason: UnwritableReason | null, since: Moment | null): Writable =>
  reason === null ? { ok: true } : { ok: false, reason, since: toOptionalTime(since) };
