import { FOLD_VERSION } from "@parley/contract/folding";
import type { Moment } from "@parley/db/moment";
import { conversations, participants, searchBlocks } from "@parley/db/schema";
import { type Fragment, fragment, type ValueOfInput } from "@parley/db/statement";
import { type SQL, sql } from "drizzle-orm";
import type { UserSession } from "../context.ts";
import { toTime } from "../moment.ts";
import { firstVisibleSeq, lastVisibleSeq } from "../participants/visibility.ts";
import { acceptsSession } from "../policy/accepted-session.ts";
import { ADDRESS_STARTS } from "../text/has-address.ts";
import { BLOCK_SIZE, PART_SIZE } from "./blocks.ts";
import { gramsOf, probesOf } from "./ngrams.ts";
import { mayContain, placesOf } from "./signature.ts";

export interface SearchScope {
  readonly session: Pick<UserSession, "userId" | "issuedAt">;
  /** Only this conversation. */
  readonly conversationId: string | undefined;
  readonly words: readonly string[];
  /** Only messages of this user. */
  readonly senderId?: string | undefined;
  /** Nothing older than this. */
  readonly since?: string | undefined;
  /** Nothing newer than this. */
  readonly until: string | undefined;
  /** Only messages with a web address. */
  readonly hasLink?: boolean | undefined;
}

/** Where a range is in the order of ranges, newest first. */
export interface RangePlace {
  readonly newest_at: Moment;
  readonly conversation_id: string;
  readonly first: number;
}

/**
 * How ranges are found; the first statement of a search decides, from the signatures of some blocks.
 *
 * - `newest`: blocks of all conversations, the newest first, whose signature does not exclude the words. For words that
 *   are in many blocks: nearly every block that is looked at is read.
 * - `grams`: full blocks by the index of their n-grams, and the signatures of the others. For rare words in a large
 *   history.
 * - `all`: the signatures of all blocks. For rare words in a small history; the index has the blocks of all users.
 */
export type RangeMode = "newest" | "grams" | "all";

/** Which ranges to return. */
export interface RangeRequest {
  readonly scope: SearchScope;
  /** Only this range and those behind it. */
  readonly from?: RangePlace | undefined;
  /** How the statement before found them. */
  readonly mode?: RangeMode;
  readonly limit: number;
  /** Whether it is the first statement of a search. */
  readonly isFirst: boolean;
}

/** Messages of one range without a block: many ranges only if indexing is behind. */
const LOOSE = BLOCK_SIZE;

/** The most recent conversations: their newest messages suffice for the first page of a frequent word. */
const RECENT = 48;

/** Blocks whose signatures decide, and the share of them that has to match for mode `newest`, and for parts. */
const SAMPLED = 32;
const FREQUENT = { newest: 1 / 16, parts: 15 / 16 } as const;

/** Blocks of the caller below which comparing all signatures is cheaper, and the least share of all blocks. */
const GRAMS_FROM = { blocks: 512, share: 16 } as const;

/** A request, and what its statement looks up of its words. */
export interface PreparedRequest extends RangeRequest {
  readonly places: readonly number[];
  readonly grams: readonly number[];
}

/** What the text of a statement depends on. A search without a filter has none of its conditions. */
export interface RangeShape {
  readonly places: number;
  readonly ofSender: boolean;
  readonly isSince: boolean;
  readonly hasLink: boolean;
}

export const rangeShape = ({ places, scope }: PreparedRequest): RangeShape => ({
  places: places.length,
  ofSender: scope.senderId !== undefined,
  isSince: scope.since !== undefined,
  hasLink: scope.hasLink === true,
});

export const prepareRequest = <Request extends RangeRequest>(
  request: Request,
): Request & PreparedRequest => ({
  ...request,
  places: placesOf(probesOf(request.scope.words)),
  grams: gramsOf(request.scope.words),
});

/** Behind every range, and every message. */
export const NEWEST = {
  createdAt: "infinity",
  conversationId: "ffffffff-ffff-ffff-ffff-ffffffffffff",
  seq: 2_147_483_647,
} as const;

const fromOf = ({ from }: RangeRequest) =>
  from === undefined
    ? NEWEST
    : { createdAt: toTime(from.newest_at), conversationId: from.conversation_id, seq: from.first };

/** A conversation may have older messages behind a cursor, however recent it is. */
const mayUseParts = ({ isFirst, scope }: RangeRequest) => isFirst && scope.until === undefined;

/** The parameters of `candidateRanges`. */
function parametersOf<Request extends PreparedRequest>(
  value: ValueOfInput<Request>,
  placeCount: number,
) {
  const newestAt = sql`${value((request) => fromOf(request).createdAt)}::timestamptz`;
  return {
    userId: value(({ scope }) => scope.session.userId),
    conversationId: sql`${value(({ scope }) => scope.conversationId ?? null)}::uuid`,
    grams: sql`${value(({ grams }) => grams)}::smallint[]`,
    senderId: () => value(({ scope }) => scope.senderId),
    since: () => sql`${value(({ scope }) => scope.since)}::timestamptz`,
    until: sql`${value(({ scope }) => scope.until ?? NEWEST.createdAt)}::timestamptz`,
    newestAt,
    from: sql`(${newestAt}, ${value((request) => fromOf(request).conversationId)}::uuid,
      ${value((request) => fromOf(request).seq)}::int)`,
    mode: sql`${value(({ mode }) => mode ?? null)}::text`,
    limit: sql`${value(({ limit }) => limit)}::int`,
    mayUseParts: sql`${value(mayUseParts)}::boolean`,
    places: Array.from({ length: placeCount }, (_, at) => value(({ places }) => places[at])),
  };
}

const isMode = (mode: RangeMode) => fragment`(select mode from plan) = '${mode}'`;
const constant = (number: number): Fragment => fragment`${number}`;
const inOrder = fragment`newest_at desc, conversation_id desc, first desc`;

/** The signature of block `b` does not exclude web addresses. */
const mayHaveLink = sql.join(
  ADDRESS_STARTS.map((start) =>
    mayContain(
      fragment`b.signature`,
      placesOf(probesOf([start])).map((place) => sql`${constant(place)}`),
    ),
  ),
  sql` or `,
);

const firstOfBlock = fragment`greatest(b.block * ${BLOCK_SIZE} + 1, x.first)`;

/**
 * Whether a conversation `c` has messages that the caller sees, as the planner cannot simplify it. It reads all of them
 * by one scan of the index, and a full join is a hash join; one look-up for each would cost half as much again.
 */
const hasMessages = fragment`case when least(c.last_seq, o.last) >= o.first then true else false end`;

/**
 * Queries of a `with`, of which `ranges` has those that may contain the caller's hits, newest first: one more than the
 * limit, if there are as many. `own` are the caller's conversations, `plan` has the mode. If there is no further range,
 * those that are not returned are not newer than `edge` and `beyond` of `bounds`. If `parts` are used, the ranges are
 * parts of the newest blocks of some conversations, which have no place among whole blocks.
 */
export function candidateRanges<Request extends PreparedRequest>(
  value: ValueOfInput<Request>,
  shape: RangeShape,
): SQL {
  const $ = parametersOf(value, shape.places);
  const hasWords = mayContain(fragment`b.signature`, $.places);
  const matches = shape.hasLink ? sql`(${hasWords} and (${mayHaveLink}))` : hasWords;
  const since = (time: Fragment) => (shape.isSince ? sql` and ${time} >= ${$.since()}` : sql``);
  const withSender = shape.ofSender
    ? sql` and exists (select from ${participants} s where s.conversation_id = o.conversation_id and s.user_id = ${$.senderId()})`
    : sql``;
  // Of a block `b`: in what the caller sees of a conversation `x`, with messages that are not too new.
  const isInSight = sql`b.last_seq >= x.first and ${fragment`b.block * ${BLOCK_SIZE}`} < x.last
    and b.last_seq <= x.sealed_seq and b.oldest_at <= ${$.until}${since(fragment`b.newest_at`)}`;
  const isBehind = sql`(b.newest_at, x.conversation_id, ${firstOfBlock}) <= ${$.from}`;
  return sql`
    accepted as materialized (select ${acceptsSession(value, ({ scope }) => scope.session)} as is_accepted),
    own as materialized (
      select p.conversation_id, ${firstVisibleSeq("p")} as first, ${lastVisibleSeq("p")} as last
      from ${participants} p
      where p.user_id = ${$.userId} and (${$.conversationId} is null or p.conversation_id = ${$.conversationId})
        and (select is_accepted from accepted)
    ),
    mine as materialized (
      select o.conversation_id, o.first, least(c.last_seq, o.last) as last,
        case when c.sealed_fold = ${constant(FOLD_VERSION)} then c.sealed_seq else 0 end as sealed_seq, c.last_message_at as newest_at
      from own o full join (
        select * from ${conversations} where id = any(array(select conversation_id from own))
      ) c on c.id = o.conversation_id
      where ${hasMessages}${since(fragment`c.last_message_at`)}${withSender}
    ),
    sampled as materialized (
      select b.newest_at, ${matches} as matches, ${isInSight} and ${isBehind} as is_range
      from (
        select *, (least(sealed_seq, last) - 1) / ${constant(BLOCK_SIZE)} as block, greatest(1, ${constant(SAMPLED)} / count(*) over ()) as blocks
        from mine order by newest_at desc limit ${constant(RECENT)}
      ) x
      join ${searchBlocks} b on b.conversation_id = x.conversation_id and b.block between x.block - x.blocks + 1 and x.block
    ),
    found as materialized (select avg(matches::int) as share from sampled),
    plan as materialized (
      select case when ${$.mode} is not null then ${$.mode}
        when (select share from found) > ${constant(FREQUENT.newest)} then 'newest'
        when cardinality(${$.grams}) > 0 and (
          select sum(greatest(least(sealed_seq, last) - first + 1, 0)) / ${constant(BLOCK_SIZE)} from mine
        ) > greatest(${constant(GRAMS_FROM.blocks)},
          (select reltuples from pg_class where oid = ${fragment`'${searchBlocks}'::regclass`}) / ${constant(GRAMS_FROM.share)}) then 'grams'
        else 'all' end as mode
    ),
    parts as materialized (
      select ${$.mayUseParts} and ${isMode("newest")} and (select share from found) > ${constant(FREQUENT.parts)} as are_used
    ),
    bounds as materialized (
      select coalesce(case when ${isMode("newest")} then (
          select newest_at from sampled where matches and is_range order by newest_at desc offset ${$.limit} limit 1
        ) end, '-infinity') as edge,
        coalesce(case when (select are_used from parts) then (
          select newest_at from mine order by newest_at desc offset ${constant(RECENT)} limit 1
        ) end, '-infinity') as beyond
    ),
    by_grams as materialized (
      select b.conversation_id, b.block, b.last_seq, b.oldest_at, b.newest_at from ${searchBlocks} b
      where b.grams @> ${$.grams} and ${isMode("grams")}
    ),
    without_grams as materialized (
      select b.conversation_id, b.block, b.last_seq, b.oldest_at, b.newest_at from ${searchBlocks} b
      where b.conversation_id = any(array(select conversation_id from own)) and b.grams is null and ${matches}
        and ${isMode("grams")}
    ),
    ranges as materialized (
      select * from (
        select x.conversation_id, greatest((part.number::int - 1) * b.size + b.start + 1, x.first) as first,
          least(part.number::int * b.size + b.start, b.last_seq, x.last) as last, part.newest_at, true as is_sealed
        from mine x cross join lateral (
          select b.block * ${constant(BLOCK_SIZE)} as start, b.last_seq,
            case when (select are_used from parts) and b.part_times is not null then ${constant(PART_SIZE)} else ${constant(BLOCK_SIZE)} end as size,
            case when (select are_used from parts) and b.part_times is not null then b.part_times else array[b.newest_at] end as times
          from ${searchBlocks} b
          where b.conversation_id = x.conversation_id and b.newest_at >= (select edge from bounds) and b.newest_at <= ${$.newestAt}
            and ${isInSight} and ${isBehind} and ${matches}
          order by b.newest_at desc, b.block desc
          limit case when ${isMode("newest")} then ${$.limit} + 1 end) b
        cross join lateral unnest(b.times) with ordinality as part (newest_at, number)
        where x.newest_at >= (select edge from bounds) and x.newest_at > (select beyond from bounds) and not ${isMode("grams")}
        union all
        select x.conversation_id, ${firstOfBlock}, least(b.last_seq, x.last), b.newest_at, true
        from mine x join (select * from by_grams union all select * from without_grams) b
          on b.conversation_id = x.conversation_id and ${isInSight}
        union all
        select x.conversation_id, loose.first, least(loose.first + ${constant(LOOSE - 1)}, x.last), x.newest_at, false
        from mine x cross join lateral generate_series(greatest(x.sealed_seq + 1, x.first), x.last, ${constant(LOOSE)}) as loose (first)
        where x.last > x.sealed_seq
      ) r
      where first <= last and newest_at >= (select edge from bounds) and newest_at > (select beyond from bounds)
        and (newest_at, conversation_id, first) <= ${$.from}
      order by ${inOrder}
      limit ${$.limit} + 1
    )`;
}

/** The first of `ranges` that is not to be read, if there is one. */
export const nextRange = (limit: SQL): SQL =>
  sql`(select * from ranges order by ${inOrder} offset ${limit} limit 1)`;

/** Those of `ranges` that are to be read. */
export const readRanges = (limit: SQL): SQL =>
  sql`(select * from ranges order by ${inOrder} limit ${limit})`;
