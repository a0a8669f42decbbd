import { plainTextOf } from "@parley/contract/formatting";
import { FOLD_VERSION, foldWords } from "@parley/contract/folding";
import { timeRange } from "@parley/contract/ids";
import type { SearchPage, searchMessagesInput } from "@parley/contract/messages";
import { toDate } from "@parley/db/moment";
import { messages, participants } from "@parley/db/schema";
import {
  computed,
  fragment,
  nullable,
  outerJoined,
  preparedStatement,
  type RowOf,
} from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type * as z from "zod";
import type { SessionCall, SessionContext } from "../context.ts";
import { DomainError, orNotFound } from "../errors.ts";
import { blocks } from "../policy/facts.ts";
import { readInSession } from "../policy/accepted-session.ts";
import {
  candidateRanges,
  NEWEST,
  nextRange,
  type PreparedRequest,
  prepareRequest,
  rangeShape,
  type RangeMode,
  type RangePlace,
  type RangeRequest,
  readRanges,
  type SearchScope,
} from "../search/candidate-ranges.ts";
import { hasAddress } from "../text/has-address.ts";
import { searchTextOf, wordsOf } from "../text/message-words.ts";
import { likePattern } from "../text/like-pattern.ts";
import { snippet } from "../text/snippet.ts";
import { type MessageRow, messageColumns, messageRow, toMessage } from "./message-row.ts";
import { cursorOf } from "./newest-first.ts";

type Input = z.output<typeof searchMessagesInput>;

interface Search {
  readonly ctx: SessionContext;
  readonly scope: SearchScope;
  readonly cursor: Input["cursor"];
  /** Hits of a page, and one more. */
  readonly wanted: number;
}

const isStale = fragment`(not s.is_sealed and m.fold_version <> ${FOLD_VERSION})`;

const hitRow = {
  ...outerJoined({ ...messageRow, is_stale: computed.boolean }),
  /** Conversations of the caller that are searched. */
  conversations: computed.int,
  mode: computed.text<RangeMode>(),
  /** Whether the ranges are parts of blocks. */
  is_partial: computed.boolean,
  /** What is left is not newer. */
  next_newest_at: nullable(computed.moment),
  next_conversation_id: nullable(participants.conversationId),
  next_first: nullable(messages.seq),
} as const;
type HitRow = RowOf<typeof hitRow>;

type RangeSelection = Omit<RangeRequest, "scope">;

interface Request extends RangeRequest {
  readonly cursor: Input["cursor"];
  readonly wanted: number;
}

const example = (words: readonly string[], filters: Partial<SearchScope> = {}): Request => ({
  scope: {
    session: { userId: "ada", issuedAt: new Date(0) },
    conversationId: undefined,
    words,
    until: undefined,
    ...filters,
  },
  cursor: undefined,
  limit: 1,
  isFirst: true,
  wanted: 1,
});

/**
 * The newest hits in some ranges: not deleted, and not from a user whom the caller blocks; what may be a hit if its text
 * is not yet folded by this version of the fold. One row without a hit if there is none; no row if the account refuses
 * the session.
 */
const hitRows = preparedStatement({
  name: "messages.hits",
  row: hitRow,
  shapeOf: (request: Request & PreparedRequest) => rangeShape(request),
  template(value, shape) {
    const limit = sql`${value((request) => request.limit)}::int`;
    const before = (read: (cursor: typeof NEWEST | NonNullable<Input["cursor"]>) => unknown) =>
      value(({ cursor }) => read(cursor ?? NEWEST));
    const filters = [
      ...(shape.ofSender ? [sql`m.sender_id = ${value(({ scope }) => scope.senderId)}`] : []),
      ...(shape.isSince
        ? [sql`m.created_at >= ${value(({ scope }) => scope.since)}::timestamptz`]
        : []),
      ...(shape.hasLink ? [sql`${hasAddress("m")}`] : []),
    ].map(
      (filter) => sql`
        and ${filter}`,
    );
    return sql`
    with ${candidateRanges(value, shape)}
    select found.*, hit.*
    from (
      select (select count(*)::int from own) as conversations, (select mode from plan) as mode, (select are_used from parts) as is_partial,
        coalesce(next.newest_at, nullif(greatest(bounds.edge, bounds.beyond), '-infinity')) as next_newest_at,
        next.conversation_id as next_conversation_id, next.first as next_first
      from bounds left join ${nextRange(limit)} next on true
      where (select is_accepted from accepted)
    ) found
    left join lateral (
      select ${messageColumns("m")}, ${isStale} as is_stale
      from ${readRanges(limit)} s
      join ${messages} m on m.conversation_id = s.conversation_id and m.seq between s.first and s.last
      cross join (select ${value(({ scope }) => scope.session.userId)}::text as id) me
      where (${isStale} or m.search_text like all (${value(({ scope }) => scope.words.map(likePattern))}::text[]))
        and m.deleted_at is null
        and not ${blocks("me.id", "m.sender_id")}${sql.join(filters)}
        and (m.created_at, m.conversation_id, m.seq) < (${before(({ createdAt }) => createdAt)}::timestamptz,
          ${before(({ conversationId }) => conversationId)}::uuid, ${before(({ seq }) => seq)}::int)
      order by m.created_at desc, m.conversation_id desc, m.seq desc
      limit ${value(({ wanted }) => wanted)}::int
    ) hit on true`;
  },
  examples: [
    prepareRequest(example(["one"])),
    prepareRequest(example(["four"])),
    prepareRequest(example(["hello"])),
    prepareRequest(example(["messages"])),
    prepareRequest(example([], { senderId: "ben" })),
    prepareRequest(example([], { since: timeRange.first })),
    prepareRequest(example(["one"], { senderId: "ben", since: timeRange.first, hasLink: true })),
  ],
});

const timeOf = ({ created_at: at }: MessageRow) => toDate(at).getTime();

/** Newest first; ids are lower case, so that JavaScript and the database agree on their order. */
function byNewest(one: MessageRow, other: MessageRow): number {
  if (timeOf(one) !== timeOf(other)) return timeOf(other) - timeOf(one);
  if (one.conversation_id !== other.conversation_id) {
    return one.conversation_id < other.conversation_id ? 1 : -1;
  }
  return other.seq - one.seq;
}

/** What a statement found, and what is left. */
interface Found {
  readonly hits: readonly MessageRow[];
  readonly mode: RangeMode;
  /** Whether parts of blocks were read, which have no place among whole blocks. */
  readonly isPartial: boolean;
  /** Nothing that is left is newer than this; null if nothing is left. */
  readonly horizon: number | null;
  /** The next range, if there is one. */
  readonly next: RangePlace | undefined;
}

const isHit = (row: HitRow): row is HitRow & MessageRow => row.seq !== null;

function nextOf(row: HitRow): RangePlace | undefined {
  const { next_newest_at: newestAt, next_conversation_id: id, next_first: first } = row;
  return newestAt === null || id === null || first === null
    ? undefined
    : { newest_at: newestAt, conversation_id: id, first };
}

const LIMIT_MAX = 2_147_483_647;

/** All rows of a request, in which texts are folded and compared here. */
async function compareTexts(
  ask: (wanted: number) => Promise<HitRow[]>,
  words: readonly string[],
): Promise<(HitRow & MessageRow)[]> {
  const rows = await ask(LIMIT_MAX);
  return rows.filter(isHit).filter((row) => {
    if (row.is_stale !== true) return true;
    const folded = searchTextOf(row);
    return words.every((word) => folded.includes(word));
  });
}

/** The newest hits in the ranges of one request. */
async function readHits(search: Search, ranges: RangeSelection): Promise<Found> {
  const { ctx, scope, cursor, wanted } = search;
  const request = prepareRequest({ scope, cursor, ...ranges });
  const ask = (limit: number) =>
    readInSession(ctx, () => hitRows(ctx.db, { ...request, wanted: limit }));
  const rows = await ask(wanted);
  const first = orNotFound(rows[0]);
  const { conversations, mode, is_partial: isPartial, next_newest_at: horizon } = first;
  // Nonexistent and foreign conversations are not_found, as everywhere, instead of an empty result.
  if (scope.conversationId !== undefined && conversations === 0) throw new DomainError("not_found");
  const isOpen = rows.some((row) => row.is_stale === true);
  return {
    hits: isOpen ? await compareTexts(ask, scope.words) : rows.filter(isHit),
    mode,
    isPartial,
    horizon: horizon === null ? null : toDate(horizon).getTime(),
    next: nextOf(first),
  };
}

/** Whether nothing that is left can be newer than the last of the hits. */
function isComplete({ horizon }: Found, hits: readonly MessageRow[], wanted: number): boolean {
  const last = hits[wanted - 1];
  return horizon === null || (last !== undefined && timeOf(last) > horizon);
}

/** Ranges of each statement: more in each further one, since the words are rare. */
const RANGES = { first: 40, growth: 4, most: 512 } as const;

/** The newest hits, read range by range from the newest on until no older one can be among them. */
async function findHits(search: Search): Promise<readonly MessageRow[]> {
  const { wanted } = search;
  const attempt = await readHits(search, { limit: RANGES.first, isFirst: true });
  let hits = attempt.hits.toSorted(byNewest).slice(0, wanted);
  if (isComplete(attempt, hits, wanted)) return hits;
  const { mode } = attempt;
  let { next: from } = attempt;
  let limit: number = RANGES.first;
  if (attempt.isPartial) [hits, from] = [[], undefined];
  else limit *= RANGES.growth;
  for (; ; limit = Math.min(limit * RANGES.growth, RANGES.most)) {
    const found = await readHits(search, { mode, from, limit, isFirst: false });
    hits = [...hits, ...found.hits].toSorted(byNewest).slice(0, wanted);
    if (isComplete(found, hits, wanted)) return hits;
    from = found.next;
  }
}

/** Where a search begins: at its cursor, or at the first message before `before`. */
const startOf = ({ cursor, before }: Input): Input["cursor"] =>
  before === undefined || (cursor && cursor.createdAt < before)
    ? cursor
    : { createdAt: before, conversationId: OLDEST_ID, seq: 0 };

/** Before every conversation in the order of ids. */
const OLDEST_ID = "00000000-0000-0000-0000-000000000000";

/**
 * The caller's messages that contain every word, also inside words, ignoring case and accents, and pass the filters;
 * newest first. Deleted messages and those not visible to the caller are not found.
 */
export async function searchMessages({ ctx, input }: SessionCall<Input>): Promise<SearchPage> {
  const { conversationId, senderId, after: since, hasLink, limit } = input;
  const cursor = startOf(input);
  const words = foldWords(input.text ?? "");
  const { session } = ctx;
  const until = cursor?.createdAt;
  const scope = { session, conversationId, words, senderId, since, until, hasLink };
  const rows = await findHits({ ctx, scope, cursor, wanted: limit + 1 });
  const hits = rows.slice(0, limit).map((row) => ({
    message: toMessage(row),
    snippet: snippet(wordsOf({ body: plainTextOf(row.body), files: row.files }), words),
  }));
  return { hits, nextCursor: cursorOf(rows, input.limit) };
}
