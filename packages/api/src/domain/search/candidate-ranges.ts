import { FOLD_VERSION } from "@parley/contract/folding";
import { conversations, messages, participants, searchBlocks } from "@parley/db/schema";
import {
  computed,
  type Fragment,
  fragment,
  preparedStatement,
  type RowOf,
} from "@parley/db/statement";
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

/** What the viewer sees of each of their conversations. */
const sight = ({ viewerId, conversationId }: SearchScope) => sql`
  select p.conversation_id, ${firstVisibleSeq("p")} as first,
    ${newestVisibleSeq({ participant: "p", conversation: "c" })} as last,
    case when c.sealed_fold = ${FOLD_VERSION} then c.sealed_seq else 0 end as sealed_seq, c.last_message_at
  from ${participants} p join ${conversations} c on c.id = p.conversation_id
  where p.user_id = ${viewerId}
    and ${conversationId === undefined ? sql`true` : sql`p.conversation_id = ${conversationId}`}`;

interface Columns {
  readonly newestAt: string;
  readonly first: string | Fragment;
}

const blockAt = (seq: string) => fragment`(${seq} - 1) / ${BLOCK_SIZE}`;

const isAfter = (last: CandidateRange | undefined, { newestAt, first }: Columns) =>
  last === undefined
    ? sql`true`
    : sql`${fragment`(${newestAt}, x.conversation_id, ${first})`}
        < (${toTime(last.newest_at)}::timestamptz, ${last.conversation_id}::uuid, ${last.first}::int)`;

interface Wanted {
  readonly scope: SearchScope;
  readonly after: CandidateRange | undefined;
  /** How many ranges. */
  readonly limit: number;
}

const firstOfBlock = fragment`greatest(b.block * ${BLOCK_SIZE} + 1, x.first)`;
const example: SearchScope = {
  viewerId: "ada",
  conversationId: undefined,
  words: ["hello"],
  until: undefined,
};

/**
 * Ranges that may contain the viewer's hits, newest first: blocks whose signature does not exclude the words, and
 * messages that are in no block yet. Those after the given one, and at most `limit`: of each conversation as many of its
 * newest blocks are read, since a frequent word is in nearly all of them.
 */
export const findCandidateRanges = preparedStatement({
  name: "search.candidate-ranges",
  row: rangeRow,
  sql: ({ scope, after, limit }: Wanted) => sql`
    with mine as materialized (${sight(scope)}),
    spans as (
      select x.conversation_id, ${firstOfBlock} as first,
        least(b.last_seq, x.last) as last, b.newest_at,
        true as is_sealed
      from mine x cross join lateral (
        select b.block, b.last_seq, b.newest_at from ${searchBlocks} b
        where b.conversation_id = x.conversation_id
          and b.block between ${blockAt("x.first")} and ${blockAt("x.last")} and b.last_seq <= x.sealed_seq
          and ${scope.until === undefined ? sql`true` : sql`b.oldest_at <= ${scope.until}::timestamptz`}
          and ${isAfter(after, { newestAt: "b.newest_at", first: firstOfBlock })}
          and ${mayContain(fragment`b.signature`, probesOf(scope.words))}
        order by b.newest_at desc, b.block desc
        limit ${limit}) b
      union all
      select x.conversation_id, n.first, least(n.first + ${LOOSE - 1}, x.last), x.last_message_at, false
      from mine x cross join generate_series(greatest(x.sealed_seq + 1, x.first), x.last, ${LOOSE}) as n (first)
      where ${isAfter(after, { newestAt: "x.last_message_at", first: "n.first" })}
    )
    select * from spans
    order by newest_at desc, conversation_id desc, first desc
    limit ${limit}`,
  examples: [
    { scope: example, after: undefined, limit: 1 },
    {
      scope: { ...example, conversationId: "", until: "2026-03-01T10:00:00.000Z" },
      after: { conversation_id: "", first: 1, last: 64, newest_at: new Date(0), is_sealed: true },
      limit: 1,
    },
  ],
});
