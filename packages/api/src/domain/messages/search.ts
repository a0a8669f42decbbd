import { fold, FOLD_VERSION, foldWords } from "@parley/contract/folding";
import type { SearchPage, searchMessagesInput } from "@parley/contract/messages";
import type { Database } from "@parley/db/database";
import { toDate } from "@parley/db/moment";
import { messages, participants } from "@parley/db/schema";
import { computed, fragment, preparedStatement } from "@parley/db/statement";
import { and, eq, sql } from "drizzle-orm";
import type * as z from "zod";
import { likePattern } from "../text/like-pattern.ts";
import type { Call } from "../context.ts";
import { DomainError } from "../errors.ts";
import { BLOCK_SIZE } from "../search/blocks.ts";
import {
  findCandidateRanges,
  type SearchScope,
  type CandidateRange,
} from "../search/candidate-ranges.ts";
import { type MessageRow, messageColumns, messageRow, toMessage } from "./message-row.ts";
import { blocks } from "../policy/facts.ts";
import { behind, cursorOf } from "./newest-first.ts";
import { snippet } from "../text/snippet.ts";

type Input = z.output<typeof searchMessagesInput>;

interface Search {
  readonly db: Database;
  readonly scope: SearchScope;
  readonly cursor: Input["cursor"];
  /** Hits of a page, and one more. */
  readonly wanted: number;
}

interface Hits extends Pick<Search, "scope" | "cursor"> {
  readonly spans: readonly CandidateRange[];
}

const isStale = fragment`(not s.is_sealed and m.fold_version <> ${FOLD_VERSION})`;
const columns = messageColumns("m");

/** Not deleted, and not from a user whom the caller blocks; the ranges are visible to the caller. */
const hitsIn = ({ scope: { viewerId, words }, cursor, spans }: Hits) => sql`
  from unnest(${sql.param(spans.map((span) => span.conversation_id))}::uuid[],
    ${sql.param(spans.map(({ first }) => first))}::int[], ${sql.param(spans.map(({ last }) => last))}::int[],
    ${sql.param(spans.map((span) => span.is_sealed))}::boolean[]) as s (conversation_id, first, last, is_sealed)
  join ${messages} m on m.conversation_id = s.conversation_id and m.seq between s.first and s.last
  cross join (select ${viewerId}::text as id) me
  where (${isStale} or (${sql.join(
    words.map((word) => sql`m.search_text like ${likePattern(word)}`),
    sql` and `,
  )}))
    and m.deleted_at is null
    and not ${blocks("me.id", "m.sender_id")}
    and ${behind("m", cursor)}
  order by m.created_at desc, m.conversation_id desc, m.seq desc`;

const example: Hits = {
  scope: { viewerId: "ada", conversationId: undefined, words: ["hello"], until: undefined },
  cursor: undefined,
  spans: [],
};
const cursorExample = { createdAt: "2026-03-01T10:00:00.000Z", conversationId: "", seq: 1 };

/** Possible hits; `is_stale` if the text is not yet folded by this version of the fold. */
const hitRows = preparedStatement({
  name: "messages.hits",
  row: { ...messageRow, is_stale: computed.boolean },
  sql: ({ wanted, ...hits }: Hits & { wanted: number }) => sql`
    select ${columns}, ${isStale} as is_stale ${hitsIn(hits)} limit ${wanted}`,
  examples: [
    { ...example, wanted: 1 },
    { ...example, cursor: cursorExample, wanted: 1 },
  ],
});

const textRows = preparedStatement({
  name: "messages.texts",
  row: {
    conversation_id: messages.conversationId,
    seq: messages.seq,
    body: messages.body,
    is_stale: computed.boolean,
  },
  sql: (hits: Hits) => sql`
    select m.conversation_id, m.seq, m.body, ${isStale} as is_stale ${hitsIn(hits)}`,
  examples: [example],
});

const messagesAt = preparedStatement({
  name: "messages.at",
  row: messageRow,
  sql: (places: readonly Pick<MessageRow, "conversation_id" | "seq">[]) => sql`
    select ${columns}
    from unnest(${sql.param(places.map((place) => place.conversation_id))}::uuid[],
      ${sql.param(places.map(({ seq }) => seq))}::int[]) as p (conversation_id, seq)
    join ${messages} m on m.conversation_id = p.conversation_id and m.seq = p.seq
    where m.deleted_at is null`,
  examples: [[]],
});

/** The newest hits in some ranges whose texts are not folded yet: all are read, and compared here. */
async function compareTexts(
  { db, wanted, ...search }: Search,
  spans: readonly CandidateRange[],
): Promise<MessageRow[]> {
  const rows = await textRows(db, { ...search, spans });
  const places = rows
    .filter(({ is_stale: isOpen, body }) => {
      if (!isOpen) return true;
      const folded = fold(body);
      return search.scope.words.every((word) => folded.includes(word));
    })
    .slice(0, wanted);
  return messagesAt(db, places);
}

/** The newest hits in some ranges. */
async function readHits(search: Search, spans: readonly CandidateRange[]): Promise<MessageRow[]> {
  const rows = await hitRows(search.db, { ...search, spans });
  return rows.some((row) => row.is_stale) ? compareTexts(search, spans) : rows;
}

const timeOf = ({ created_at: at }: MessageRow) => toDate(at).getTime();

/** Newest first; ids are lower case, so that JavaScript and the database agree on their order. */
function byNewest(one: MessageRow, other: MessageRow): number {
  if (timeOf(one) !== timeOf(other)) return timeOf(other) - timeOf(one);
  if (one.conversation_id !== other.conversation_id) {
    return one.conversation_id < other.conversation_id ? 1 : -1;
  }
  return other.seq - one.seq;
}

/** Whether nothing in the ranges from here on can be newer than the last of the hits. */
function isComplete(hits: readonly MessageRow[], next: CandidateRange | undefined, wanted: number) {
  const last = hits[wanted - 1];
  return (
    last !== undefined && (next === undefined || timeOf(last) > toDate(next.newest_at).getTime())
  );
}

/** Ranges read before the next ones are requested: at first those that suffice for a frequent word. */
const RANGES = { first: 64, more: 500 } as const;

/** Blocks whose messages are read at once: all of a rare word, or the first of a frequent one. */
const BLOCKS = { few: 16, first: 4 } as const;
/** Messages read at once; four times as many in each further round, since the words are rare. */
const LOOKED_MAX = 500 * BLOCK_SIZE;

/** The next ranges that together have the given number of messages, at least one range. */
function takeSpans(spans: readonly CandidateRange[], count: number): readonly CandidateRange[] {
  let room = count;
  const end = spans.findIndex(({ first, last }) => {
    room -= last - first + 1;
    return room < 0;
  });
  return end === -1 ? spans : spans.slice(0, Math.max(1, end));
}

/** The newest hits, read range by range from the newest on until no older one can be among them. */
async function findHits(search: Search): Promise<MessageRow[]> {
  const { db, scope, wanted } = search;
  let hits: MessageRow[] = [];
  let lookedAt = 0;
  let last: CandidateRange | undefined;
  for (let limit: number = RANGES.first; ; limit = RANGES.more) {
    const spans = await findCandidateRanges(db, { scope, after: last, limit });
    let at = 0;
    lookedAt ||= (spans.length > BLOCKS.few ? BLOCKS.first : BLOCKS.few) * BLOCK_SIZE;
    while (at < spans.length) {
      if (isComplete(hits, spans[at], wanted)) return hits;
      const next = takeSpans(spans.slice(at), lookedAt);
      hits = [...hits, ...(await readHits(search, next))].toSorted(byNewest).slice(0, wanted);
      at += next.length;
      lookedAt = Math.min(lookedAt * 4, LOOKED_MAX);
    }
    if (spans.length < limit) return hits;
    last = spans.at(-1);
  }
}

/** Nonexistent and foreign conversations are not_found, as everywhere, instead of an empty result. */
async function requireMember({ ctx, input: { conversationId } }: Call<Input>): Promise<void> {
  if (conversationId === undefined) return;
  const rows = await ctx.db
    .select({ userId: participants.userId })
    .from(participants)
    .where(
      and(eq(participants.conversationId, conversationId), eq(participants.userId, ctx.actor.id)),
    );
  if (rows.length === 0) throw new DomainError("not_found");
}

/**
 * The caller's messages that contain every word, also inside words, ignoring case and accents; newest first. Deleted
 * messages and those not visible to the caller are not found.
 */
export async function searchMessages(call: Call<Input>): Promise<SearchPage> {
  const { ctx, input } = call;
  await requireMember(call);
  const words = foldWords(input.text);
  if (words.length === 0) return { hits: [], nextCursor: null };
  const { conversationId, cursor, limit } = input;
  const scope = { viewerId: ctx.actor.id, conversationId, words, until: cursor?.createdAt };
  const rows = await findHits({ db: ctx.db, scope, cursor, wanted: limit + 1 });
  const hits = rows.slice(0, limit).map((row) => ({
    message: toMessage(row),
    snippet: snippet(row.body, words),
  }));
  return { hits, nextCursor: cursorOf(rows, input.limit) };
}
