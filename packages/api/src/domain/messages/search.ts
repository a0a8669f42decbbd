import { fold, FOLD_VERSION, foldWords } from "@parley/contract/folding";
import type { SearchPage, searchMessagesInput } from "@parley/contract/messages";
import { type SQL, sql } from "drizzle-orm";
import type * as z from "zod";
import { likePattern } from "../text/like-pattern.ts";
import type { Call } from "../context.ts";
import { DomainError } from "../errors.ts";
import { BLOCK_SIZE } from "../search/blocks.ts";
import {
  findCandidateRanges,
  type SearchScope,
  type CandidateRange,
  RANGES_MAX,
} from "../search/candidate-ranges.ts";
import { type MessageRow, messageColumns, toMessage } from "./message-row.ts";
import { behind, cursorOf } from "./newest-first.ts";
import { snippet } from "../text/snippet.ts";

type Input = z.output<typeof searchMessagesInput>;

interface Search {
  readonly call: Call<Input>;
  readonly scope: SearchScope;
  /** Hits of a page, and one more. */
  readonly wanted: number;
}

const isStale = sql`(not s.is_sealed and m.fold_version <> ${FOLD_VERSION})`;

/** Not deleted, and not from a user whom the caller blocks; the ranges are visible to the caller. */
const hitsIn = (
  { call: { ctx, input }, scope }: Search,
  { spans, columns, limit }: { spans: readonly CandidateRange[]; columns: SQL; limit: SQL },
) => sql`
  select ${columns}, ${isStale} as is_stale
  from unnest(${sql.param(spans.map((span) => span.conversation_id))}::uuid[],
    ${sql.param(spans.map(({ first }) => first))}::int[], ${sql.param(spans.map(({ last }) => last))}::int[],
    ${sql.param(spans.map((span) => span.is_sealed))}::boolean[]) as s (conversation_id, first, last, is_sealed)
  join messages m on m.conversation_id = s.conversation_id and m.seq between s.first and s.last
  where (${isStale} or (${sql.join(
    scope.words.map((word) => sql`m.search_text like ${likePattern(word)}`),
    sql` and `,
  )}))
    and m.deleted_at is null
    and not exists (select from blocks b where b.blocker_id = ${ctx.actor.id} and b.blocked_id = m.sender_id)
    and ${behind(input.cursor)}
  order by m.created_at desc, m.conversation_id desc, m.seq desc
  limit ${limit}`;

/** A possible hit; `is_stale` if its text is not yet folded by this version of the fold. */
type Found<Row> = Row & { readonly is_stale: boolean };

/** The newest hits in some ranges whose texts are not folded yet: all are read, and compared here. */
async function compareTexts(
  search: Search,
  spans: readonly CandidateRange[],
): Promise<MessageRow[]> {
  const { call, scope, wanted } = search;
  const { db } = call.ctx;
  type Text = Found<Pick<MessageRow, "conversation_id" | "seq" | "body">>;
  const columns = sql`m.conversation_id, m.seq, m.body`;
  const { rows } = await db.execute<Text>(hitsIn(search, { spans, columns, limit: sql`all` }));
  const places = rows
    .filter(({ is_stale: isOpen, body }) => {
      if (!isOpen) return true;
      const folded = fold(body);
      return scope.words.every((word) => folded.includes(word));
    })
    .slice(0, wanted);
  const found = await db.execute<MessageRow>(sql`
    select ${sql.raw(messageColumns)}
    from unnest(${sql.param(places.map((place) => place.conversation_id))}::uuid[],
      ${sql.param(places.map(({ seq }) => seq))}::int[]) as p (conversation_id, seq)
    join messages m on m.conversation_id = p.conversation_id and m.seq = p.seq
    where m.deleted_at is null`);
  return found.rows;
}

/** The newest hits in some ranges. */
async function readHits(search: Search, spans: readonly CandidateRange[]): Promise<MessageRow[]> {
  const columns = sql.raw(messageColumns);
  const limit = sql`${search.wanted}`;
  const { rows } = await search.call.ctx.db.execute<Found<MessageRow>>(
    hitsIn(search, { spans, columns, limit }),
  );
  return rows.some((row) => row.is_stale) ? compareTexts(search, spans) : rows;
}

const timeOf = ({ created_at: at }: MessageRow) => new Date(at).getTime();

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
    last !== undefined && (next === undefined || timeOf(last) > new Date(next.newest_at).getTime())
  );
}

/** Messages read from the first ranges; four times as many in each further round, since the words are rare. */
const LOOKED_AT_FIRST = 16 * BLOCK_SIZE;
const LOOKED_MAX = 500 * BLOCK_SIZE;

/** The next ranges that together have the given number of messages, at least one range. */
function takeSpans(spans: readonly CandidateRange[], messages: number): readonly CandidateRange[] {
  let room = messages;
  const end = spans.findIndex(({ first, last }) => {
    room -= last - first + 1;
    return room < 0;
  });
  return end === -1 ? spans : spans.slice(0, Math.max(1, end));
}

/** The newest hits, read range by range from the newest on until no older one can be among them. */
async function findHits(search: Search): Promise<MessageRow[]> {
  const { call, scope, wanted } = search;
  let hits: MessageRow[] = [];
  let messages = LOOKED_AT_FIRST;
  let last: CandidateRange | undefined;
  for (;;) {
    const spans = await findCandidateRanges(call.ctx.db, scope, last);
    let at = 0;
    while (at < spans.length) {
      if (isComplete(hits, spans[at], wanted)) return hits;
      const next = takeSpans(spans.slice(at), messages);
      hits = [...hits, ...(await readHits(search, next))].toSorted(byNewest).slice(0, wanted);
      at += next.length;
      messages = Math.min(messages * 4, LOOKED_MAX);
    }
    if (spans.length < RANGES_MAX) return hits;
    last = spans.at(-1);
  }
}

/** Nonexistent and foreign conversations are not_found, as everywhere, instead of an empty result. */
async function requireMember({ ctx, input: { conversationId } }: Call<Input>): Promise<void> {
  if (conversationId === undefined) return;
  const { rows } = await ctx.db.execute(sql`
    select from participants where conversation_id = ${conversationId} and user_id = ${ctx.actor.id}`);
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
  const rows = await findHits({ call, scope, wanted: limit + 1 });
  const hits = rows.slice(0, limit).map((row) => ({
    message: toMessage(row),
    snippet: snippet(row.body, words),
  }));
  return { hits, nextCursor: cursorOf(rows, input.limit) };
}
