import { FOLD_VERSION } from "@parley/contract/folding";
import type { Executor } from "@parley/db/database";
import { sql, type SQL } from "drizzle-orm";
import { firstVisibleSeq, lastVisibleSeq } from "../participants/visibility.ts";
import { type Moment, toTime } from "../moment.ts";
import { BLOCK_SIZE } from "./blocks.ts";
import { probesOf } from "./ngrams.ts";
import { mayHold } from "./signature.ts";

/** A range of neighbouring messages that may contain hits, none of them newer than `newest_at`. */
export interface CandidateRange extends Record<string, unknown> {
  readonly conversation_id: string;
  readonly first: number;
  readonly last: number;
  readonly newest_at: Moment;
  /** Whether it is a block, so that its messages are folded by this version of the fold. */
  readonly is_sealed: boolean;
}

export interface SearchScope {
  readonly viewerId: string;
  /** Only this conversation. */
  readonly conversationId: string | undefined;
  readonly words: readonly string[];
  /** Nothing newer than this. */
  readonly until: string | undefined;
}

/** Messages of one range without a block: many only if indexing is behind. */
const LOOSE = 512;

/** Ranges read before the next ones are requested. */
export const RANGES_MAX = 500;

/** What the viewer sees of each of their conversations. */
const sight = ({ viewerId, conversationId }: SearchScope) => sql`
  select p.conversation_id, ${firstVisibleSeq} as first, least(c.last_seq, ${lastVisibleSeq}) as last,
    case when c.sealed_fold = ${FOLD_VERSION} then c.sealed_seq else 0 end as sealed_seq, c.last_message_at
  from participants p join conversations c on c.id = p.conversation_id
  where p.user_id = ${viewerId}
    and ${conversationId === undefined ? sql`true` : sql`p.conversation_id = ${conversationId}`}`;

const blockAt = (seq: SQL) => sql`(${seq} - 1) / ${sql.raw(String(BLOCK_SIZE))}`;

const isAfter = (last: CandidateRange | undefined) =>
  last === undefined
    ? sql`true`
    : sql`(newest_at, conversation_id, first)
        < (${toTime(last.newest_at)}::timestamptz, ${last.conversation_id}::uuid, ${last.first}::int)`;

/**
 * Ranges that may contain the viewer's hits, newest first: blocks whose signature does not exclude the words, and
 * messages that are in no block yet. At most `RANGES_MAX`, those after the given one.
 */
export async function findCandidateRanges(
  db: Executor,
  scope: SearchScope,
  after: CandidateRange | undefined,
): Promise<CandidateRange[]> {
  const until = scope.until === undefined ? sql`true` : sql`b.oldest_at <= ${scope.until}`;
  const { rows } = await db.execute<CandidateRange>(sql`
    with mine as materialized (${sight(scope)}),
    spans as (
      select x.conversation_id, greatest(b.block * ${sql.raw(String(BLOCK_SIZE))} + 1, x.first) as first,
        least(b.last_seq, x.last) as last, b.newest_at,
        true as is_sealed
      from mine x join search_blocks b on b.conversation_id = x.conversation_id
        and b.block between ${blockAt(sql`x.first`)} and ${blockAt(sql`x.last`)} and b.last_seq <= x.sealed_seq
      where ${until} and ${mayHold(probesOf(scope.words))}
      union all
      select x.conversation_id, n.first, least(n.first + ${LOOSE - 1}, x.last), x.last_message_at, false
      from mine x cross join generate_series(greatest(x.sealed_seq + 1, x.first), x.last, ${LOOSE}) as n (first)
    )
    select * from spans where ${isAfter(after)}
    order by newest_at desc, conversation_id desc, first desc
    limit ${RANGES_MAX}`);
  return rows;
}
