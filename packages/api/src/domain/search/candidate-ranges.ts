import { FOLD_VERSION } from "@parley/contract/folding";
import { conversations, messages, participants, searchBlocks } from "@parley/db/schema";
import { computed, fragment, type RowOf, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import { firstVisibleSeq, newestVisibleSeq } from "../participants/visibility.ts";
import { toTime } from "../moment.ts";
import { BLOCK_SIZE } from "./blocks.ts";
import { probesOf } from "./ngrams.ts";
import { mayContain } from "./signature.ts";

const rangeRow = {
  conversation_id: participants.conversationId,
  first: messages.seq,
  last: messages.seq,
  newest_at: searchBlocks.newestAt,
  /** Whether it is a block, so that its messages are folded by this version of the fold. */
  is_sealed: computed.boolean,
} as const;

/** A range of neighbouring messages that may contain hits, none of them newer than `newest_at`. */
export type CandidateRange = Readonly<RowOf<typeof rangeRow>>;

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
  select p.conversation_id, ${firstVisibleSeq("p")} as first,
    ${newestVisibleSeq({ participant: "p", conversation: "c" })} as last,
    case when c.sealed_fold = ${FOLD_VERSION} then c.sealed_seq else 0 end as sealed_seq, c.last_message_at
  from ${participants} p join ${conversations} c on c.id = p.conversation_id
  where p.user_id = ${viewerId}
    and ${conversationId === undefined ? sql`true` : sql`p.conversation_id = ${conversationId}`}`;

const blockAt = (seq: string) => fragment`(${seq} - 1) / ${BLOCK_SIZE}`;

const isAfter = (last: CandidateRange | undefined) =>
  last === undefined
    ? sql`true`
    : sql`(newest_at, conversation_id, first)
        < (${toTime(last.newest_at)}::timestamptz, ${last.conversation_id}::uuid, ${last.first}::int)`;

interface Wanted {
  readonly scope: SearchScope;
  readonly after: CandidateRange | undefined;
}

const size = fragment`${BLOCK_SIZE}`;
const example: SearchScope = {
  viewerId: "ada",
  conversationId: undefined,
  words: ["hello"],
  until: undefined,
};

/**
 * Ranges that may contain the viewer's hits, newest first: blocks whose signature does not exclude the words, and
 * messages that are in no block yet. At most `RANGES_MAX`, those after the given one.
 */
export const findCandidateRanges = statement({
  name: "search.candidate-ranges",
  row: rangeRow,
  sql: ({ scope, after }: Wanted) => sql`
    with mine as materialized (${sight(scope)}),
    spans as (
      select x.conversation_id, greatest(b.block * ${size} + 1, x.first) as first,
        least(b.last_seq, x.last) as last, b.newest_at,
        true as is_sealed
      from mine x join ${searchBlocks} b on b.conversation_id = x.conversation_id
        and b.block between ${blockAt("x.first")} and ${blockAt("x.last")} and b.last_seq <= x.sealed_seq
      where ${scope.until === undefined ? sql`true` : sql`b.oldest_at <= ${scope.until}`}
        and ${mayContain("b.signature", probesOf(scope.words))}
      union all
      select x.conversation_id, n.first, least(n.first + ${LOOSE - 1}, x.last), x.last_message_at, false
      from mine x cross join generate_series(greatest(x.sealed_seq + 1, x.first), x.last, ${LOOSE}) as n (first)
    )
    select * from spans where ${isAfter(after)}
    order by newest_at desc, conversation_id desc, first desc
    limit ${RANGES_MAX}`,
  examples: [
    { scope: example, after: undefined },
    {
      scope: { ...example, conversationId: "", until: "2026-03-01T10:00:00.000Z" },
      after: { conversation_id: "", first: 1, last: 64, newest_at: new Date(0), is_sealed: true },
    },
  ],
});
