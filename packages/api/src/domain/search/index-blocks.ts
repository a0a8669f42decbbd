import { FOLD_VERSION } from "@parley/contract/folding";
import type { Executor } from "@parley/db/database";
import { conversations, messages, searchBlocks } from "@parley/db/schema";
import { computed, fragment, type RowOf, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import { triedAdvisoryLock } from "../advisory-lock.ts";
import type { Platform } from "../context.ts";
import { searchTextOf } from "../text/message-words.ts";
import { BLOCK_SIZE, blockMessageRow, blockOf, startOf, toBlocks } from "./blocks.ts";
import { storeBlocks } from "./store-blocks.ts";

export interface IndexingOptions {
  /** A conversation whose newest message is as old as this is indexed to its end; a busier one block by block. */
  readonly idleAfter: number;
  /** Conversations per query, and messages per read: the latter bounds how long other transactions wait. */
  readonly batch: { readonly conversations: number; readonly messages: number };
  /** Called with the number of messages indexed so far. */
  readonly onProgress: (sealed: number) => void;
  /** Stops the work between two batches. */
  readonly signal: AbortSignal | undefined;
}

/** An hour in milliseconds; at most two milliseconds of this process at a time. */
const defaultSealing: IndexingOptions = {
  idleAfter: 60 * 60_000,
  batch: { conversations: 5_000, messages: 512 },
  onProgress: () => undefined,
  signal: undefined,
};

/** The `seq` up to which signatures are valid: those of another fold are not. */
const sealedSeq = (c: string) =>
  fragment`case when ${c}.sealed_fold = ${FOLD_VERSION} then ${c}.sealed_seq else 0 end`;

const spanRow = {
  id: conversations.id,
  sealed_seq: conversations.sealedSeq,
  last_seq: conversations.lastSeq,
} as const;

/** Messages of one conversation to index, from the beginning of a block. */
type Span = Readonly<RowOf<typeof spanRow>>;

/** What to index: everything indexed with another fold, full blocks, and idle conversations. */
const isWaiting = (c: string, idleBefore: Date) =>
  sql`(${fragment`(${c}.sealed_fold <> ${FOLD_VERSION} and ${c}.sealed_seq > 0)
    or ${c}.last_seq >= ${sealedSeq(c)} + ${BLOCK_SIZE}
    or ${c}.last_seq > ${sealedSeq(c)} and ${c}.last_message_at`} <= ${idleBefore})`;

const idleBeforeOf = (ctx: Platform, { idleAfter }: IndexingOptions) =>
  new Date(ctx.clock.now().getTime() - idleAfter);

const allowScans = statement({
  name: "search.allow-scans",
  sql: () => sql`set local enable_seqscan = on`,
  examples: [undefined],
});

const waitingSpans = statement({
  name: "search.waiting-spans",
  row: spanRow,
  sql: ({ idleBefore, limit }: { idleBefore: Date; limit: number }) => sql`
    select c.id, ${sealedSeq("c")} as sealed_seq, c.last_seq from ${conversations} c where ${isWaiting("c", idleBefore)}
    limit ${limit}`,
  examples: [{ idleBefore: new Date(0), limit: 1 }],
});

/** The only query that scans all conversations; it has no index, because each send would have to update it. */
const findWaiting = (ctx: Platform, sealing: IndexingOptions) =>
  ctx.db.transaction(async (tx) => {
    await allowScans(tx);
    const idleBefore = idleBeforeOf(ctx, sealing);
    return waitingSpans(tx, { idleBefore, limit: sealing.batch.conversations });
  });

const firstOf = (span: Span) => startOf(blockOf(span.sealed_seq + 1));

/** The ranges of one batch of messages, the last one cut at the end of a block. */
function takeBatch(spans: readonly Span[], size: number): Span[] {
  const batch: Span[] = [];
  let room = size;
  for (const span of spans) {
    if (room < BLOCK_SIZE) break;
    const last = Math.min(span.last_seq, firstOf(span) + room - (room % BLOCK_SIZE) - 1);
    batch.push({ ...span, last_seq: last });
    room -= last - firstOf(span) + 1;
  }
  return batch;
}

const spansAsRows = (spans: readonly Span[]) => sql`unnest(
  ${sql.param(spans.map(({ id }) => id))}::uuid[], ${sql.param(spans.map(firstOf))}::int[],
  ${sql.param(spans.map((span) => span.sealed_seq))}::int[],
  ${sql.param(spans.map((span) => span.last_seq))}::int[]) as s (id, first, sealed, last)`;

const storedRow = {
  ...blockMessageRow,
  body: messages.body,
  files: messages.files,
  fold_version: messages.foldVersion,
} as const;

type StoredMessage = Readonly<RowOf<typeof storedRow>>;

const readMessages = statement({
  name: "search.messages-of-spans",
  row: storedRow,
  sql: (spans: readonly Span[]) => sql`
    select m.conversation_id, m.seq, m.body, m.files, m.search_text, m.fold_version, m.version, m.created_at
    from ${spansAsRows(spans)}
    join ${messages} m on m.conversation_id = s.id and m.seq between s.first and s.last`,
  examples: [[]],
});

/** Recomputes folds of another version. A deleted message has neither text. */
const refolded = (stored: readonly StoredMessage[]): StoredMessage[] =>
  stored.map((message) =>
    message.fold_version === FOLD_VERSION
      ? message
      : { ...message, search_text: searchTextOf(message) },
  );

/** The versions of all messages of some ranges, as one sum: another sum means that one was edited or deleted. */
const sumOfVersions = statement({
  name: "search.sum-of-versions",
  row: { versions: computed.float },
  sql: (spans: readonly Span[]) => sql`
    select coalesce(sum(m.version), 0)::float8 as versions
    from ${spansAsRows(spans)}
    join ${messages} m on m.conversation_id = s.id and m.seq between s.first and s.last`,
  examples: [[]],
});

const lockSpans = statement({
  name: "search.lock-spans",
  sql: (spans: readonly Span[]) => sql`
    select from ${conversations} c join ${spansAsRows(spans)} on s.id = c.id and s.sealed = ${sealedSeq("c")}
    order by c.id for no key update of c`,
  examples: [[]],
});

const incompleteBlocks = statement({
  name: "search.incomplete-blocks",
  row: spanRow,
  sql: (limit: number) => sql`
    select c.id, b.block * ${BLOCK_SIZE} as sealed_seq, b.last_seq
    from ${searchBlocks} b join ${conversations} c on c.id = b.conversation_id
    where b.grams is null and b.last_seq % ${fragment`${BLOCK_SIZE}`} = 0 and b.last_seq <= ${sealedSeq("c")}
    limit ${limit}`,
  examples: [1],
});

const lockIndexed = statement({
  name: "search.lock-indexed",
  sql: (spans: readonly Span[]) => sql`
    select from ${conversations} c join ${spansAsRows(spans)} on s.id = c.id and s.last <= ${sealedSeq("c")}
    order by c.id for no key update of c`,
  examples: [[]],
});

const moveSeals = statement({
  name: "search.move-seals",
  sql: (spans: readonly Span[]) => sql`
    update ${conversations} c set sealed_seq = s.last, sealed_fold = ${FOLD_VERSION} from ${spansAsRows(spans)} where c.id = s.id`,
  examples: [[]],
});

const tryLock = triedAdvisoryLock("seal");

/** One process indexes at a time. */
async function isAlone(tx: Executor): Promise<boolean> {
  const [lock] = await tryLock(tx);
  return lock?.taken === true;
}

const storeFolds = statement({
  name: "search.store-folds",
  sql: (changed: readonly StoredMessage[]) => sql`
    update ${messages} m set search_text = n.text, fold_version = ${FOLD_VERSION}
    from unnest(${sql.param(changed.map((message) => message.conversation_id))}::uuid[],
      ${sql.param(changed.map(({ seq }) => seq))}::int[], ${sql.param(changed.map(({ version }) => version))}::int[],
      ${sql.param(changed.map((message) => message.search_text))}::text[]) as n (conversation_id, seq, version, text)
    where m.conversation_id = n.conversation_id and m.seq = n.seq and m.version = n.version`,
  examples: [[]],
});

/**
 * Stores the texts whose fold changed, each unless it was edited meanwhile. Most did not change and are not written:
 * the block has the version of their fold. A send need not wait for it, so it runs before the conversations are locked.
 * Returns false if another process indexes.
 */
async function storeTexts(
  { db }: Platform,
  { before, after }: { before: readonly StoredMessage[]; after: readonly StoredMessage[] },
): Promise<boolean> {
  const changed = after.filter(({ search_text: text }, at) => text !== before[at]?.search_text);
  if (changed.length === 0) return true;
  return db.transaction(async (tx) => {
    if (!(await isAlone(tx))) return false;
    await storeFolds(tx, changed);
    return true;
  });
}

/** What a batch is: new messages, or full blocks of an earlier version that lack something. */
type Batch = "new" | "incomplete";

/** Locks the conversations in the order of ids. Returns false if another process has indexed one meanwhile. */
async function hold(tx: Executor, spans: readonly Span[], batch: Batch): Promise<boolean> {
  const lock = batch === "new" ? lockSpans : lockIndexed;
  return (await lock(tx, spans)).length === spans.length;
}

/**
 * Indexes some ranges. Texts are read and signatures computed without a lock. Changes meanwhile are detected once the
 * conversations are locked: an edit locks its conversation as well, and a later one finds the block and updates it.
 * `changed`: something changed, and nothing is indexed. `elsewhere`: another process indexes.
 */
async function sealBatch(
  ctx: Platform,
  spans: readonly Span[],
  batch: Batch,
): Promise<"sealed" | "changed" | "elsewhere"> {
  const before = await readMessages(ctx.db, spans);
  const versions = before.reduce((sum, { version }) => sum + version, 0);
  const after = refolded(before);
  const blocks = toBlocks(after);
  if (!(await storeTexts(ctx, { before, after }))) return "elsewhere";
  return ctx.db.transaction(async (tx) => {
    if (!(await isAlone(tx)) || !(await hold(tx, spans, batch))) return "elsewhere";
    const [now] = await sumOfVersions(tx, spans);
    if (now?.versions !== versions) return "changed";
    await storeBlocks(tx, blocks);
    if (batch === "new") await moveSeals(tx, spans);
    return "sealed";
  });
}

/** Completes full blocks of an earlier version, without which a search compares their signatures. */
async function completeBlocks(ctx: Platform, { batch, signal }: IndexingOptions): Promise<void> {
  while (signal?.aborted !== true) {
    const spans = await incompleteBlocks(ctx.db, Math.max(1, batch.messages / BLOCK_SIZE));
    if (spans.length === 0 || (await sealBatch(ctx, spans, "incomplete")) === "elsewhere") return;
  }
}

const sizeOf = (spans: readonly Span[]) =>
  spans.reduce((sum, span) => sum + span.last_seq - span.sealed_seq, 0);

async function sealAll(ctx: Platform, options: IndexingOptions): Promise<number> {
  let sealed = 0;
  for (;;) {
    let waiting = await findWaiting(ctx, options);
    const before = sealed;
    while (waiting.length > 0) {
      if (options.signal?.aborted === true) return sealed;
      const batch = takeBatch(waiting, options.batch.messages);
      waiting = waiting.slice(batch.length);
      const outcome = await sealBatch(ctx, batch, "new");
      if (outcome === "elsewhere") return sealed;
      if (outcome === "changed") continue;
      sealed += sizeOf(batch);
      options.onProgress(sealed);
    }
    if (sealed === before) return sealed;
  }
}

/**
 * Adds messages to blocks that search would have to read one by one, and recomputes blocks of another version of the
 * fold. Skips what another process indexes. Returns how many messages were indexed.
 */
export async function indexConversations(
  ctx: Platform,
  sealing: Partial<IndexingOptions> = {},
): Promise<number> {
  const options = { ...defaultSealing, ...sealing };
  const sealed = await sealAll(ctx, options);
  await completeBlocks(ctx, options);
  return sealed;
}

const unindexedCount = statement({
  name: "search.unindexed-count",
  row: { count: computed.float },
  sql: (idleBefore: Date) => sql`
    select coalesce(sum(c.last_seq - ${sealedSeq("c")}), 0)::float8 as count from ${conversations} c
    where ${isWaiting("c", idleBefore)}`,
  examples: [new Date(0)],
});

/** The number of messages to index. */
export async function countUnindexed(ctx: Platform): Promise<number> {
  const [row] = await unindexedCount(ctx.db, idleBeforeOf(ctx, defaultSealing));
  return row?.count ?? 0;
}
